import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import {
  createScriptedRouter,
  endOf,
  failing,
  finish,
  text,
  type ScriptedRouter,
} from "../../support/scripted-router.ts";

/** Reads a call slowly: each piece of text takes 40 s, after which `digested` is told. */
async function readSlowly(bench: ScriptedRouter, digested: () => void = () => {}, signal?: AbortSignal) {
  const seen: string[] = [];
  for await (const event of bench.start(signal ? { signal } : {})) {
    seen.push(event.type === "end" ? `${event.record.attempts[0]?.failure?.deadline}` : event.type);
    if (event.type !== "text") continue;
    await new Promise<void>((resolve) => void bench.clock.schedule(40_000, resolve));
    digested();
  }
  return seen;
}

describe("an attempt whose time ran out while its reader was busy", () => {
  it("does not go on, though more of the answer is there", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("1"), text("2"), text("3"), text("4"), finish]);
    const reading = readSlowly(bench);
    await bench.clock.advance(300_000);
    assert.deepEqual(await reading, ["attempt", "text", "text", "total"]);
  });

  it("failed, though it was cancelled afterwards", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("1"), text("2"), text("3"), finish]);
    const abort = new AbortController();
    let pieces = 0;
    const reading = readSlowly(bench, () => ++pieces === 2 && abort.abort(), abort.signal);
    await bench.clock.advance(300_000);
    assert.equal((await reading).at(-1), "total");
  });
});

describe("a call that is cancelled", () => {
  it("shows nothing when that is before its first attempt was sent", async () => {
    const bench = createScriptedRouter();
    const abort = new AbortController();
    const seen: string[] = [];
    for await (const event of bench.start({ signal: abort.signal })) {
      seen.push(event.type);
      if (event.type === "attempt") abort.abort();
    }
    assert.deepEqual(seen, ["attempt", "end"]);
    assert.equal(bench.records[0]?.outcome, "cancelled");
    assert.equal(bench.open(), 0);
  });

  it("leaves no listener on a signal that outlives it", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("overloaded")]);
    const { signal } = new AbortController();
    assert.equal(endOf(await bench.call({ signal })).record.routeId, "b/m");
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });
});
