import assert from "node:assert/strict";
import {
  answer,
  collect,
  createScriptedRouter,
  failing,
  fillRequest,
  finish,
  pause,
  text,
  textOf,
} from "../../support/scripted-router.ts";

const limited = (retryAfterMs: number) => [failing("rate-limited", { retryAfterMs })];

/** A router whose routes all asked to be left alone, for as long as each says: ghost text found out, which never waits. */
async function heldBack(holds: Readonly<Record<string, number>>) {
  const bench = createScriptedRouter({ chain: Object.keys(holds) });
  for (const [routeId, ms] of Object.entries(holds)) bench.script(routeId, limited(ms), answer(`from ${routeId}`));
  await bench.call({ task: "completion", request: fillRequest });
  bench.asked.length = 0;
  return bench;
}

describe("a call that finds its routes held back", () => {
  it("waits as long as the provider asked for, says for what, and then asks", async () => {
    const bench = await heldBack({ "a/m": 10_000 });
    const from = bench.clock.now();
    const events = await bench.call();
    const [first] = events;
    assert.ok(first?.type === "wait");
    assert.equal(first.waitMs, 10_000 - (from - (bench.records[0]?.startedAt ?? 0)));
    assert.equal(first.failure.message, "It was rate-limited.");
    assert.equal(textOf(events), "from a/m");
  });

  it("waits no longer in all than its task has patience", async () => {
    const bench = await heldBack({ "a/m": 15_000, "b/m": 25_000 });
    bench.script("a/m", limited(60_000));
    const events = await bench.call();
    assert.deepEqual(
      events.filter(({ type }) => type === "wait" || type === "attempt").map(({ type }) => type),
      ["wait", "attempt"],
    );
    assert.deepEqual(bench.asked, ["a/m"]);
  });
});

describe("a route that was unwell", () => {
  it("is open to all as soon as its probe is answered, while that answer still streams", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    const fails = [failing("server-error")];
    bench.script("a/m", fails, fails, fails, [text("Well "), pause(2000), text("again."), finish]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    await bench.clock.advance(600_000);
    const probe = collect(bench.start());
    await bench.clock.advance(1000);
    assert.equal(bench.router.health("chat")[0]?.state.kind, "closed");
    await bench.clock.advance(1000);
    assert.equal(textOf(await probe), "Well again.");
  });
});
