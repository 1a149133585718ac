import assert from "node:assert/strict";
import type { CallEvent } from "../../../src/router/events.ts";
import type { ChatRequest } from "../../../src/spec/request.ts";
import type { FramePart } from "../../../src/spec/stream.ts";
import {
  chatRequest,
  createScriptedRouter,
  endOf,
  failing,
  finish,
  pause,
  text,
  textOf,
  type Step,
} from "../../support/scripted-router.ts";

const frame = (data: string): Step => ({ type: "frame", data });
const asked = (streamed: boolean): ChatRequest => ({
  ...chatRequest,
  verbatim: { format: "openai-chat", body: { n: 1 }, streamed },
});
const framesOf = (events: readonly CallEvent[]) =>
  events.filter((event): event is FramePart => event.type === "frame").map(({ data }) => data);
const typesOf = (events: readonly CallEvent[]) => events.map(({ type }) => type);

describe("an answer in its provider's own words", () => {
  it("is held back until its first meaningful event, and then comes in order", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, frame("role"), frame("1"), text("1"), frame("end"), finish]);
    const events = await bench.call({ request: asked(true) });
    assert.deepEqual(typesOf(events), ["attempt", "frame", "frame", "text", "frame", "finish", "end"]);
    assert.deepEqual(framesOf(events), ["role", "1", "end"]);
  });

  it("leaves no trace of a route that failed before it spoke", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [frame("of a"), failing("overloaded")]);
    bench.script("b/m", [frame("of b"), text("b"), finish]);
    assert.deepEqual(framesOf(await bench.call({ request: asked(true) })), ["of b"]);
  });

  it("comes without a word where none is called for", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [frame("{}"), { type: "finish", reason: "stop" }]);
    const request = { kind: "embed", characters: 4, verbatim: asked(false).verbatim ?? never() } as const;
    const events = await bench.call({ request, task: "embedding" });
    assert.deepEqual(framesOf(events), ["{}"]);
    assert.equal(endOf(events).record.outcome, "succeeded");
  });

  it("is gone on with in our words, since the caller's do not say what was shown", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [frame("1"), text("The first half of it is here "), failing("truncated")]);
    bench.script("b/m", [text("The first half of it is here and the second."), finish]);
    const events = await bench.call({ request: asked(true) });
    assert.equal(textOf(events), "The first half of it is here and the second.");
    assert.deepEqual(bench.requests[1]?.verbatim, undefined);
  });
});

describe("an answer in one piece", () => {
  it("may take longer than a first token may, and none is learnt from it", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, pause(20_000), frame("{}"), text("all"), finish]);
    const events = await bench.call({ request: asked(false) });
    const [attempt] = endOf(events).record.attempts;
    assert.equal(attempt?.outcome, "succeeded");
    assert.equal(attempt.firstTokenMs, undefined);
    assert.equal(attempt.durationMs, 20_000);
  });

  it("is not hedged for want of a first token", async () => {
    const bench = createScriptedRouter({ hedge: "always" });
    bench.script("a/m", [pause(30_000), frame("{}"), text("all"), finish]);
    await bench.call({ request: asked(false) });
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("has the time that any answer has", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [pause(100_000), frame("{}"), text("all"), finish]);
    const [attempt] = endOf(await bench.call({ request: asked(false) })).record.attempts;
    assert.equal(attempt?.failure?.deadline, "connect");
    assert.equal(attempt.durationMs, 60_000);
  });
});

describe("JSON, and what only the caller's own format can say", () => {
  const broken: readonly Step[] = [text("The first half of it is here "), failing("truncated")];
  const requests: Readonly<Record<string, Partial<ChatRequest>>> = {
    "an answer in a given shape": { format: { kind: "json" } },
    "an answer with more to it than words": { untranslatable: ["logprobs"] },
  };
  for (const [name, more] of Object.entries(requests)) {
    it(`${name} is not gone on with by another model`, async () => {
      const bench = createScriptedRouter();
      bench.script("a/m", broken);
      const events = await bench.call({ request: { ...chatRequest, ...more } });
      assert.equal(endOf(events).interrupted, true);
      assert.deepEqual(bench.asked, ["a/m"]);
    });
  }
});

function never(): never {
  throw new Error("The request has its caller's words.");
}
