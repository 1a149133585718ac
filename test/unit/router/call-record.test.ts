import assert from "node:assert/strict";
import { usageOf } from "../../support/call-records.ts";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  finish,
  hang,
  pause,
  text,
} from "../../support/scripted-router.ts";

describe("the record of a call", () => {
  it("names no route when none gave an answer", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("caller-fault")]);
    assert.equal("routeId" in endOf(await bench.call()).record, false);
  });

  it("says of a cancelled attempt that it was cancelled, and of no failure", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("One "), hang]);
    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(10);
    abort.abort();
    await bench.clock.advance(100);
    const [attempt] = endOf(await events).record.attempts;
    assert.equal(attempt?.outcome, "cancelled");
    assert.equal(attempt.failure, undefined);
  });

  it("has the time to the first part of an answer, not to a later one", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [pause(200), text("One "), pause(300), text("two."), finish]);
    const { record } = endOf(await bench.call());
    assert.equal(record.attempts[0]?.firstTokenMs, 200);
    assert.equal(record.firstTokenMs, 200);
  });

  it("has the time until an attempt was cut, without what its transport then still took", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, { type: "deaf" }]);
    assert.equal(endOf(await bench.call()).record.attempts[0]?.durationMs, 5000);
  });
});

describe("an empty answer for a gap", () => {
  it("comes with its usage before its finish", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "usage", usage: usageOf({ input: 5 }) }, finish]);
    const events = await bench.call({ task: "completion", request: fillRequest });
    assert.deepEqual(
      events.map(({ type }) => type),
      ["attempt", "usage", "finish", "end"],
    );
  });

  it("says as well as any other that a route is well again", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    const fails = [failing("server-error")];
    bench.script("a/m", fails, fails, fails, [{ type: "start" }, finish]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    await bench.clock.advance(600_000);
    await bench.call({ task: "completion", request: fillRequest });
    assert.equal(bench.router.health("chat")[0]?.state.kind, "closed");
  });
});

describe("a prompt that is too long", () => {
  it("is not sent to a smaller window after one whose size is unknown", async () => {
    const bench = createScriptedRouter({ chain: ["c/m", "a/unlisted", "b/m"] });
    bench.script("c/m", [failing("context-too-long")]);
    bench.script("a/unlisted", [failing("context-too-long")]);
    bench.script("b/m", answer("never"));
    const { record } = endOf(await bench.call());
    assert.deepEqual(
      record.attempts.map(({ routeId }) => routeId),
      ["c/m", "a/unlisted"],
    );
  });
});
