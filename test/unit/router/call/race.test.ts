import assert from "node:assert/strict";
import { createScriptedRouter, endOf, failing, finish, text, textOf } from "../../../support/scripted-router.ts";
import { after, attemptsOf, createSlowBench, late } from "./side-by-side.ts";
import { kinds, teach } from "./taught.ts";

describe("a hedge and the one that it stands beside", () => {
  it("may fail both, and then the third answers", async () => {
    const bench = createSlowBench({
      "a/m": after(350, failing("overloaded")),
      "b/m": after(140, failing("server-error")),
    });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "attempt", "failover", "failover", "attempt", "text", "finish", "end"]);
    const failed = events.flatMap((event) => (event.type === "failover" ? [`${event.index} ${event.from.id}`] : []));
    assert.deepEqual(failed, ["0 a/m", "1 b/m"]);
    assert.deepEqual(attemptsOf(events), ["a/m try failed", "b/m hedge failed", "c/m try succeeded"]);
  });

  it("are joined by the third at once when the hedge fails, for the first one is late all the same", async () => {
    const bench = createSlowBench({ "a/m": late, "b/m": after(50, failing("server-error")) });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "attempt", "failover", "attempt", "text", "finish", "end"]);
    assert.deepEqual(attemptsOf(events), ["a/m try cancelled", "b/m hedge failed", "c/m hedge succeeded"]);
    const [, hedge, third] = endOf(events).record.attempts;
    assert.equal((third?.startedAt ?? 0) - (hedge?.startedAt ?? 0), 50);
  });

  it("may answer when the first one fails meanwhile, which is told with its number", async () => {
    const bench = createSlowBench({
      "a/m": after(350, failing("overloaded")),
      "b/m": after(140, text("I am"), finish),
    });
    const events = await bench.call();
    assert.deepEqual(kinds(events), ["attempt", "attempt", "failover", "text", "finish", "end"]);
    const failed = events.find(({ type }) => type === "failover");
    assert.ok(failed?.type === "failover");
    assert.equal(failed.index, 0);
    assert.equal(failed.failure.class, "overloaded");
    assert.equal(textOf(events), "I am");
    assert.deepEqual(attemptsOf(events), ["a/m try failed", "b/m hedge succeeded"]);
  });

  for (const failureClass of ["caller-fault", "content-filtered"] as const) {
    it(`are both at their end when the first one says ${failureClass}: what no other route would mend`, async () => {
      const bench = createSlowBench({
        "a/m": after(400, failing(failureClass)),
        "b/m": after(400, text("no"), finish),
      });
      const events = await bench.call();
      assert.deepEqual(kinds(events), ["attempt", "attempt", "end"]);
      assert.equal(endOf(events).failure?.class, failureClass);
      assert.deepEqual(attemptsOf(events), ["a/m try failed", "b/m hedge cancelled"]);
      assert.equal(bench.open(), 0);
    });
  }

  it("may disagree: what only the hedge refuses does not end the call", async () => {
    const bench = createSlowBench(
      { "a/m": late, "b/m": after(100, failing("caller-fault")) },
      { chain: ["a/m", "b/m"] },
    );
    assert.equal(textOf(await bench.call()), "late");
  });

  it("are told apart in the message when every route fails: it speaks of the one that failed last", async () => {
    const bench = createSlowBench(
      {
        "a/m": after(900, failing("rate-limited", { retryAfterMs: 60_000 })),
        "b/m": after(100, failing("server-error")),
      },
      { chain: ["a/m", "b/m"] },
    );
    assert.equal(endOf(await bench.call()).failure?.class, "rate-limited");
  });

  it("both go on with an answer that broke off, and one of them is shown", async () => {
    const bench = createScriptedRouter();
    for (const routeId of ["a/m", "b/m"]) teach(bench, routeId);
    bench.script("a/m", [text("Half an answer and"), failing("network")]);
    bench.script("b/m", late);
    bench.script("c/m", [text("Half an answer and the rest."), finish]);
    const events = await bench.call();
    assert.equal(textOf(events), "Half an answer and the rest.");
    assert.deepEqual(kinds(events), ["attempt", "text", "broken", "attempt", "attempt", "text", "finish", "end"]);
    assert.equal(bench.requests[2], bench.requests[1]);
  });

  it("are joined by the third also when its time came while the reader was busy", async () => {
    const bench = createSlowBench({ "a/m": after(400, failing("overloaded")), "b/m": late });
    const reading = (async () => {
      const seen: string[] = [];
      for await (const event of bench.start()) {
        seen.push(event.type);
        if (event.type === "failover") await new Promise<void>((resolve) => void bench.clock.schedule(300, resolve));
      }
      return seen;
    })();
    await bench.clock.advance(1400);
    assert.deepEqual(await reading, ["attempt", "attempt", "failover", "attempt", "text", "finish", "end"]);
  });
});
