import assert from "node:assert/strict";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import type { ModelRequest, ToolDefinition } from "../../../../src/spec/request.ts";
import {
  chatRequest,
  collect,
  createScriptedRouter,
  deadlines,
  endOf,
  failing,
  finish,
  hang,
  pause,
  text,
  textOf,
  type Script,
} from "../../../support/scripted-router.ts";
import { kinds } from "./taught.ts";

const half = "Half an answer, which broke off";
const breaking: Script = [text(half), failing("network")];
const readFile: ToolDefinition = { name: "read_file", description: "Reads a file.", parameters: { type: "object" } };

describe("an answer that broke off is left as it is", () => {
  const requests: Readonly<Record<string, ModelRequest>> = {
    "when the model might have been about to call a tool": { ...chatRequest, tools: [readFile] },
    "when the model was told which tool to call": { ...chatRequest, toolChoice: "none" },
  };
  for (const [when, request] of Object.entries(requests)) {
    it(when, async () => {
      const bench = createScriptedRouter();
      bench.script("a/m", breaking);
      const events = await bench.call({ request });
      assert.equal(textOf(events), half);
      assert.deepEqual(bench.asked, ["a/m"]);
      assert.equal(endOf(events).interrupted, true);
    });
  }

  it("when a part of a tool call was shown", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [
      text(half),
      { type: "tool-call", index: 0, id: "1", name: "read_file", arguments: '{"pa' },
      failing("network"),
    ]);
    assert.deepEqual(kinds(await bench.call()), ["attempt", "text", "tool-call", "end"]);
  });

  for (const failureClass of [
    "content-filtered",
    "caller-fault",
    "context-too-long",
  ] as const satisfies readonly FailureClass[]) {
    it(`when it broke off because it was ${failureClass}`, async () => {
      for (const failOverWhenFiltered of [true, false]) {
        const bench = createScriptedRouter({ failOverWhenFiltered });
        bench.script("a/m", [text(half), failing(failureClass)]);
        const end = endOf(await bench.call());
        assert.deepEqual(bench.asked, ["a/m"]);
        assert.equal(end.failure?.class, failureClass);
        assert.equal(end.interrupted, true);
      }
    });
  }

  it("when its time was up", async () => {
    const bench = createScriptedRouter({ deadlines: { ...deadlines, totalMs: 2500 } });
    bench.script("a/m", [text(half), pause(2000), text(" and so on"), hang]);
    const events = await bench.call();
    assert.equal(endOf(events).failure?.deadline, "total");
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("when that was switched off", async () => {
    const bench = createScriptedRouter({ continueBroken: false });
    bench.script("a/m", breaking);
    assert.deepEqual(kinds(await bench.call()), ["attempt", "text", "end"]);
  });

  it("when it was cancelled", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text(half), { type: "last-words" }, failing("network")]);
    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(100);
    abort.abort();
    await bench.clock.advance(100);
    assert.equal(endOf(await events).record.outcome, "cancelled");
    assert.deepEqual(bench.asked, ["a/m"]);
  });
});

/** A call whose answer broke off at `a`, and goes on at `b` word by word. */
function continuing() {
  const bench = createScriptedRouter();
  bench.script("a/m", breaking);
  bench.script("b/m", [pause(200), text(half), text(" and goes on."), pause(200), text(" At length."), finish]);
  return bench;
}

describe("a call that is cancelled while its answer goes on elsewhere", () => {
  for (const [when, afterMs, shown] of [
    ["before the first word", 100, half],
    ["in mid-answer", 300, `${half} and goes on.`],
  ] as const) {
    it(`is cancelled, not failed: ${when}`, async () => {
      const bench = continuing();
      const abort = new AbortController();
      const reading = collect(bench.start({ signal: abort.signal }));
      await bench.clock.advance(afterMs);
      abort.abort();
      await bench.clock.advance(100);
      const events = await reading;
      const end = endOf(events);
      assert.equal(end.record.outcome, "cancelled");
      assert.equal(end.failure, undefined);
      assert.equal(end.interrupted, false);
      assert.equal(textOf(events), shown);
      assert.deepEqual(
        end.record.attempts.map(({ outcome }) => outcome),
        ["failed", "cancelled"],
      );
      assert.equal(bench.open(), 0);
      assert.equal(bench.clock.pending(), 0);
    });
  }

  it("leaves nothing open, at whatever event its reader leaves", async () => {
    const total = (await continuing().call()).length;
    assert.equal(total, 8);
    for (let leaveAt = 0; leaveAt < total - 1; leaveAt += 1) {
      const bench = continuing();
      const reading = (async () => {
        let at = 0;
        for await (const event of bench.start()) if (at++ === leaveAt) return event.type;
        return undefined;
      })();
      await bench.clock.advance(1000);
      const last = await reading;
      assert.equal(bench.records.length, 1, `left at ${leaveAt}: ${last}`);
      assert.equal(bench.records[0]?.outcome, last === "finish" ? "succeeded" : "cancelled");
      assert.equal(bench.open(), 0);
      assert.equal(bench.clock.pending(), 0);
    }
  });
});
