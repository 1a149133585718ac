import assert from "node:assert/strict";
import type { TraceStep } from "../../../src/protocol/chat.ts";
import { answeredStep, detours } from "../../../webview-ui/chat/trace-words.ts";
import { fateOf } from "../../../webview-ui/shared/step-fate.ts";

function step(model: string, outcome: TraceStep["outcome"], more: Partial<TraceStep> = {}): TraceStep {
  return { routeId: `p/${model}`, reason: "in the chain", outcome, ...more };
}
const spoke = { firstTokenMs: 40 };
const hedge = { role: "hedge" } as const;
const continuation = { role: "continuation" } as const;
const fates = (...trace: readonly TraceStep[]) => trace.map((_, at) => fateOf(trace, at));

describe("what became of a step", () => {
  it("is that a hedge was not needed when the first one spoke", () => {
    assert.deepEqual(fates(step("a", "succeeded", spoke), step("b", "cancelled", hedge)), ["succeeded", "beaten"]);
  });

  it("is that the first one was not needed when the hedge spoke", () => {
    assert.deepEqual(fates(step("a", "cancelled"), step("b", "succeeded", { ...hedge, ...spoke })), [
      "beaten",
      "succeeded",
    ]);
    // Also when the one that won broke off later.
    assert.deepEqual(fates(step("a", "cancelled"), step("b", "failed", { ...hedge, ...spoke })), ["beaten", "failed"]);
  });

  it("is that both were stopped when neither had spoken", () => {
    assert.deepEqual(fates(step("a", "cancelled"), step("b", "cancelled", hedge)), ["cancelled", "cancelled"]);
  });

  it("is that the winner was stopped when the user stopped it", () => {
    assert.deepEqual(fates(step("a", "cancelled"), step("b", "cancelled", { ...hedge, ...spoke })), [
      "beaten",
      "cancelled",
    ]);
  });

  it("is that a continuation was stopped, not beaten by what it went on with", () => {
    assert.deepEqual(fates(step("a", "failed", spoke), step("b", "cancelled", continuation)), ["failed", "cancelled"]);
  });

  it("is told of a race inside a continuation", () => {
    assert.deepEqual(
      fates(
        step("a", "failed", spoke),
        step("b", "cancelled", continuation),
        step("c", "succeeded", { ...hedge, ...spoke }),
      ),
      ["failed", "beaten", "succeeded"],
    );
  });
});

describe("an answer that came from elsewhere because of a fire drill", () => {
  it("says so, and not that the model was unwell", () => {
    const trace = [step("a", "failed", { role: "drill", failureClass: "overloaded" }), step("b", "succeeded", spoke)];
    assert.deepEqual(detours(trace), ["Answered by b after a had a fire drill."]);
  });
});

describe("the step that answered", () => {
  it("is the one that succeeded, wherever it stands", () => {
    assert.equal(answeredStep([step("a", "succeeded"), step("b", "cancelled", hedge)])?.routeId, "p/a");
  });

  it("is the one that spoke where none succeeded, and else the last", () => {
    assert.equal(answeredStep([step("a", "cancelled", spoke), step("b", "cancelled", hedge)])?.routeId, "p/a");
    assert.equal(answeredStep([step("a", "failed"), step("b", "failed")])?.routeId, "p/b");
    assert.equal(answeredStep([]), undefined);
  });
});

describe("how an answer came to its route", () => {
  it("is not told when it is the plain way", () => {
    assert.deepEqual(detours([step("a", "succeeded", spoke), step("b", "cancelled", hedge)]), []);
    assert.deepEqual(detours([step("a", "failed"), step("b", "failed")]), []);
  });

  it("is a failover", () => {
    const failed = step("a", "failed", { failureClass: "overloaded" });
    assert.deepEqual(detours([failed, step("b", "succeeded", spoke)]), ["Answered by b after a was overloaded."]);
    assert.deepEqual(detours([failed, step("b", "failed"), step("c", "failed"), step("d", "succeeded")]), [
      "Answered by d after a was overloaded and 2 other routes failed.",
    ]);
  });

  it("is that the first one was slow", () => {
    assert.deepEqual(detours([step("a", "cancelled"), step("b", "succeeded", { ...hedge, ...spoke })]), [
      "Answered by b, as a was slow to begin.",
    ]);
  });

  it("is that it broke off and was continued", () => {
    assert.deepEqual(detours([step("a", "failed", spoke), step("b", "succeeded", { ...continuation, ...spoke })]), [
      "Broke off at a, continued by b.",
    ]);
  });

  it("is all of it, one after the other", () => {
    assert.deepEqual(
      detours([
        step("a", "failed", { failureClass: "rate-limited" }),
        step("b", "failed", spoke),
        step("c", "cancelled", hedge),
        step("d", "failed", continuation),
        step("e", "succeeded", { ...continuation, ...spoke }),
      ]),
      ["Answered by b after a was rate limited.", "Broke off at b, continued by e."],
    );
  });
});
