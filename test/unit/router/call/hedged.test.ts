import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import { usageOf } from "../../../support/call-records.ts";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  finish,
  pause,
  text,
  textOf,
} from "../../../support/scripted-router.ts";
import type { Policy } from "../../../../src/router/types.ts";
import { directoryOf } from "../directory-of.ts";
import { after, attemptsOf, createSlowBench, late } from "./side-by-side.ts";
import { kinds } from "./taught.ts";

describe("a route that is slow to begin", () => {
  it("gets the next one beside it, the first to speak answers, and the other is let go", async () => {
    const bench = createSlowBench({ "a/m": late, "b/m": after(100, text("soon"), finish) });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "attempt", "text", "finish", "end"]);
    assert.equal(textOf(events), "soon");
    assert.deepEqual(attemptsOf(events), ["a/m try cancelled", "b/m hedge succeeded"]);
    assert.equal(endOf(events).record.routeId, "b/m");
    assert.equal(bench.open(), 0);
    assert.equal(bench.clock.pending(), 0);
  });

  it("gets it when it is later than it used to be, and not sooner", async () => {
    const bench = createSlowBench({ "a/m": late });
    const { record } = endOf(await bench.call());
    const [first, hedge] = record.attempts;
    const waitedMs = (hedge?.startedAt ?? 0) - (first?.startedAt ?? 0);
    assert.ok(waitedMs > 285 && waitedMs < 330, `after ${waitedMs} ms`);
    const punctual = createSlowBench({ "a/m": after(280, text("soon"), finish) });
    await punctual.call();
    assert.deepEqual(punctual.asked, ["a/m"]);
  });

  it("answers all the same when it is the first to speak", async () => {
    const bench = createSlowBench({ "a/m": after(400, text("mine"), finish), "b/m": late });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "attempt", "answering", "text", "finish", "end"]);
    assert.equal(textOf(events), "mine");
    assert.deepEqual(attemptsOf(events), ["a/m try succeeded", "b/m hedge cancelled"]);
    const speaker = events.find(({ type }) => type === "answering");
    assert.ok(speaker?.type === "answering" && speaker.index === 0 && speaker.route.id === "a/m");
    assert.equal(bench.open(), 0);
  });

  it("gets a third one beside it when the second is slow too", async () => {
    const bench = createSlowBench({ "a/m": late, "b/m": late, "c/m": after(100, text("at last"), finish) });
    const events = await bench.call();
    assert.equal(textOf(events), "at last");
    assert.deepEqual(attemptsOf(events), ["a/m try cancelled", "b/m hedge cancelled", "c/m hedge succeeded"]);
    const [first, , third] = endOf(events).record.attempts;
    const waitedMs = (third?.startedAt ?? 0) - (first?.startedAt ?? 0);
    assert.ok(waitedMs > 570 && waitedMs < 660, `after ${waitedMs} ms`);
  });

  it("gets nobody elsewhere beside it when it runs on this machine, unless the user says so", async () => {
    const directory = directoryOf({ id: "a", local: true }, { id: "b" });
    const asked = async (policy: Partial<Policy>) => {
      const bench = createScriptedRouter({ chain: ["a/m", "b/m"], ...policy }, undefined, directory);
      bench.script("a/m", after(12_000, text("late"), finish));
      await bench.call();
      return bench.asked;
    };
    const deadlines = { connectMs: 30_000, firstTokenMs: 30_000, idleMs: 30_000, totalMs: 60_000 };
    assert.deepEqual(await asked({ deadlines }), ["a/m"]);
    assert.deepEqual(await asked({ deadlines, hedge: "cheap" }), ["a/m", "b/m"]);
  });

  it("gets nobody beside it where there is nobody", async () => {
    const bench = createSlowBench({ "a/m": late }, { chain: ["a/m"] });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "text", "finish", "end"]);
    assert.equal(textOf(events), "late");
  });

  it("gets nobody beside it once it has begun, however slowly it goes on", async () => {
    const bench = createSlowBench({ "a/m": [text("One "), pause(2500), text("two."), finish] });
    assert.equal(textOf(await bench.call()), "One two.");
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("is known by the calls before this one", async () => {
    const bench = createScriptedRouter();
    const times = [200, 210, 220, 230, 240, 250, 260, 270, 280, 290];
    bench.script("a/m", ...times.map((ms) => after(ms, text("soon"), finish)), late);
    for (const _ of times) assert.equal(textOf(await bench.call()), "soon");
    assert.equal(textOf(await bench.call()), "from b/m");
  });

  it("says whose words come, whoever was asked last", async () => {
    const bench = createSlowBench({ "a/m": after(400, text("mine"), finish), "b/m": late });
    await bench.call();
    assert.deepEqual(
      bench.live.map(({ state, routeId, attempt }) => [state, routeId, attempt]),
      [
        ["connecting", "a/m", 0],
        ["connecting", "b/m", 1],
        ["streaming", "a/m", 0],
      ],
    );
  });

  it("answers alone when both speak at the same moment", async () => {
    const [first, hedge] = endOf(await createSlowBench({ "a/m": late }).call()).record.attempts;
    const hedgedAfterMs = (hedge?.startedAt ?? 0) - (first?.startedAt ?? 0);
    const a = after(400, text("a"), finish);
    const bench = createSlowBench({ "a/m": a, "b/m": after(400 - hedgedAfterMs, text("b"), finish) });
    const events = await bench.call();
    const { record } = endOf(events);
    assert.deepEqual(
      record.attempts.map(({ startedAt, durationMs }) => startedAt + durationMs - record.startedAt),
      [400, 400],
    );
    assert.deepEqual(record.attempts.map(({ outcome }) => outcome).toSorted(), ["cancelled", "succeeded"]);
    assert.ok(["a", "b"].includes(textOf(events)));
    assert.equal(bench.live.filter(({ state }) => state === "streaming").length, 1);
    assert.equal(bench.open(), 0);
  });
});

describe("one that was let go", () => {
  it("says what it used, which is recorded with it, and is held against nobody", async () => {
    const usage = usageOf({ input: 7, source: "estimated" });
    const bench = createSlowBench({
      "a/m": [{ type: "start" }, { type: "last-words" }, { type: "usage", usage }, failing("cancelled")],
    });
    const events = await bench.call();
    assert.deepEqual(endOf(events).record.attempts[0]?.usage, usage);
    assert.equal(
      events.some(({ type }) => type === "usage"),
      false,
    );
    assert.deepEqual(bench.health, []);
    assert.deepEqual(
      bench.router.health("chat").map(({ state }) => state.kind),
      ["closed", "closed", "closed"],
    );
  });

  it("is not waited for while the other one speaks", async () => {
    const bench = createSlowBench({ "a/m": [{ type: "start" }, { type: "deaf" }], "b/m": answer("soon") });
    const seen: number[] = [];
    const from = bench.clock.now();
    const reading = (async () => {
      for await (const event of bench.start()) if (event.type === "finish") seen.push(bench.clock.now() - from);
    })();
    await bench.clock.advance(1000);
    await reading;
    assert.ok((seen[0] ?? 1000) < 330, `${seen[0]} ms`);
    assert.equal(bench.clock.pending(), 0);
  });
});

describe("a call with a hedge", () => {
  const bothSlow = () => createSlowBench({ "a/m": late, "b/m": late, "c/m": late });

  it("leaves nothing open, at whatever moment its signal aborts", async () => {
    for (let afterMs = 0; afterMs < 1600; afterMs += 50) {
      const bench = bothSlow();
      const abort = new AbortController();
      const reading = collect(bench.start({ signal: abort.signal }));
      await bench.clock.advance(afterMs);
      abort.abort();
      await bench.clock.advance(100);
      assert.equal(endOf(await reading).record.outcome, afterMs < 1200 ? "cancelled" : "succeeded");
      assert.equal(bench.open(), 0);
      assert.equal(bench.clock.pending(), 0);
      assert.deepEqual(bench.health, []);
    }
  });

  it("leaves no listener on a signal that outlives it", async () => {
    const { signal } = new AbortController();
    const events = await bothSlow().call({ signal });
    assert.equal(endOf(events).record.attempts.length, 3);
    assert.equal(getEventListeners(signal, "abort").length, 0);
  });

  it("leaves nothing open, at whatever event its reader leaves", async () => {
    for (let leaveAt = 0; leaveAt < 6; leaveAt += 1) {
      const bench = bothSlow();
      const reading = (async () => {
        let at = 0;
        for await (const event of bench.start()) if (at++ === leaveAt) return event.type;
        return undefined;
      })();
      await bench.clock.advance(1500);
      assert.equal(await reading, ["attempt", "attempt", "attempt", "answering", "text", "finish"][leaveAt]);
      assert.equal(bench.records.length, 1);
      assert.equal(bench.open(), 0);
      assert.equal(bench.clock.pending(), 0);
    }
  });
});
