import assert from "node:assert/strict";
import type { UsagePart } from "../../../src/spec/stream.ts";
import {
  collect,
  createScriptedRouter,
  endOf,
  failing,
  finish,
  pause,
  text,
  textOf,
} from "../../support/scripted-router.ts";

const used: UsagePart = {
  type: "usage",
  usage: { input: 7, cacheRead: 0, cacheWrite: 0, cacheWriteLong: 0, output: 3, reasoning: 0, source: "estimated" },
};

describe("an attempt that is cut short", () => {
  it("still hears what its transport has to say of the usage", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("Half"), { type: "last-words" }, used, failing("cancelled")]);
    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(10);
    abort.abort();
    await bench.clock.advance(0);
    assert.deepEqual(endOf(await events).record.attempts[0]?.usage, used.usage);
  });

  it("hears it also after a timeout, without holding the next route up", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, { type: "last-words" }, used, failing("cancelled")]);
    const { record } = endOf(await bench.call());
    assert.equal(record.routeId, "b/m");
    assert.deepEqual(record.attempts[0]?.usage, used.usage);
    assert.equal(record.attempts[0]?.failure?.deadline, "first-token");
    assert.equal(record.durationMs, 5000);
  });

  it("is not waited for when its transport talks on", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("Half"), { type: "last-words" }, ...Array.from({ length: 1000 }, () => text("more"))]);
    for await (const event of bench.start()) if (event.type === "text") break;
    assert.equal(bench.records[0]?.outcome, "cancelled");
    assert.equal(bench.clock.pending(), 0);
  });
});

describe("an attempt", () => {
  it("that claims to be cancelled when nobody cancelled it has lost its connection", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("cancelled")]);
    const end = endOf(await bench.call());
    assert.equal(end.record.routeId, "b/m");
    assert.equal(end.record.attempts[0]?.failure?.class, "network");
  });

  it("may be silent for long while the model reasons, also in mid-answer", async () => {
    const bench = createScriptedRouter();
    const reasoning = { type: "reasoning", text: "Hm." } as const;
    bench.script("a/m", [text("One "), pause(2000), reasoning, pause(20_000), text("two."), finish]);
    assert.equal(textOf(await bench.call()), "One two.");
  });

  it("does not count the time that its reader takes as the model's silence", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("One "), pause(2000), text("two."), finish]);
    const reading = (async () => {
      let outcome: string | undefined;
      for await (const event of bench.start()) {
        if (event.type === "text") await new Promise<void>((resolve) => void bench.clock.schedule(2500, resolve));
        if (event.type === "end") outcome = event.record.outcome;
      }
      return outcome;
    })();
    await bench.clock.advance(30_000);
    assert.equal(await reading, "succeeded");
  });

  it("records the time to its own first token, and the call's from its very beginning", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [pause(300), failing("overloaded")]);
    bench.script("b/m", [pause(200), text("Hi"), pause(100), finish]);
    const { record } = endOf(await bench.call());
    assert.deepEqual(
      record.attempts.map(({ firstTokenMs, durationMs }) => [firstTokenMs, durationMs]),
      [
        [undefined, 300],
        [200, 300],
      ],
    );
    assert.equal(record.firstTokenMs, 500);
    assert.equal(record.durationMs, 600);
  });
});
