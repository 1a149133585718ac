import assert from "node:assert/strict";
import type { FailureClass } from "../../../src/spec/failure.ts";
import {
  costSource,
  costText,
  failureText,
  fateText,
  momentText,
  outcomeText,
  purposesOf,
} from "../../../webview-ui/dashboard/pages/calls/call-words.ts";
import { failureWords } from "../../../webview-ui/shared/failure-words.ts";

describe("a call in words", () => {
  it("says how it ended, and after how many attempts", () => {
    assert.equal(outcomeText({ outcome: "succeeded", attempts: 1 }), "Answered");
    assert.equal(outcomeText({ outcome: "succeeded", attempts: 3, failure: "overloaded" }), "Answered, 3 attempts");
    assert.equal(outcomeText({ outcome: "failed", attempts: 2, failure: "rate-limited" }), "Failed: rate limited");
    assert.equal(outcomeText({ outcome: "failed", attempts: 0 }), "Failed");
    assert.equal(outcomeText({ outcome: "cancelled", attempts: 1, failure: "cancelled" }), "Stopped");
  });

  it("has a phrase without a subject for every failure", () => {
    for (const failure of Object.keys(failureWords) as FailureClass[]) {
      assert.doesNotMatch(failureText(failure), /^(?:was|is)\b/);
      assert.ok(failureText(failure).length > 3);
    }
  });

  it("never passes an attempt off as failed that was not needed", () => {
    assert.equal(fateText("beaten", {}), "Not needed");
    assert.equal(
      fateText("failed", { failure: { class: "truncated", scope: "none", message: "" } }),
      "Failed: broke off",
    );
  });

  it("marks an estimate, and does not make a price that is unknown a zero", () => {
    assert.equal(costText({ kind: "known", usd: 0.0123, source: "list" }, true), "~$0.012");
    assert.equal(costText({ kind: "unknown" }, true), "unknown");
    assert.equal(costText({ kind: "known", usd: 0, source: "free" }, true), "free");
    assert.match(costSource({ kind: "unknown" }), /no price/);
  });

  it("says what an attempt was for", () => {
    assert.deepEqual(purposesOf({ probe: false }), []);
    assert.equal(purposesOf({ role: "hedge", probe: true }).length, 2);
  });

  it("tells the year only where it is another one", () => {
    const at = new Date(2026, 2, 5, 14, 29, 8).getTime();
    assert.equal(momentText(at, at + 1_000), "5 Mar, 14:29:08");
    assert.equal(momentText(at, new Date(2027, 0, 1).getTime()), "5 Mar 26, 14:29:08");
  });
});
