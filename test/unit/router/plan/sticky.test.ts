import assert from "node:assert/strict";
import type { Prices } from "../../../../src/router/types.ts";
import { answer, createScriptedRouter, failing, type ScriptedRouter } from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";
import { firstOf, idsOf, reasonsOf, teach } from "./plan-bench.ts";

const hour = 3_600_000;
const mine = { conversation: "mine" };

/** A conversation that began on `b/m`, because `a/m` failed once. */
async function failedOver(...given: Parameters<typeof createScriptedRouter>): Promise<ScriptedRouter> {
  const bench = createScriptedRouter(...given);
  bench.script("a/m", [failing("server-error")], answer("from a/m"));
  await bench.call(mine);
  assert.deepEqual(bench.asked, ["a/m", "b/m"]);
  bench.asked.length = 0;
  return bench;
}

describe("a conversation that failed over", () => {
  it("stays on its new route while that is well, and says so", async () => {
    const bench = await failedOver();
    for (let at = 0; at < 3; at += 1) await bench.call(mine);
    assert.deepEqual(bench.asked, ["b/m", "b/m", "b/m"]);
    assert.deepEqual(reasonsOf(bench.router.plan({ task: "chat", ...mine })).slice(0, 2), [
      "b/m: stays with this conversation's model",
      "a/m: first in your chain",
    ]);
  });

  it("draws no other conversation along, nor a call that belongs to none", async () => {
    const bench = await failedOver();
    await bench.call({ conversation: "other" });
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m", "a/m"]);
  });

  it("goes back when its new route trips, and stays there", async () => {
    const bench = await failedOver();
    bench.script("b/m", [failing("rate-limited", { retryAfterMs: 5000 })], answer("from b/m"));
    await bench.call(mine);
    await bench.clock.advance(10_000);
    await bench.call(mine);
    assert.deepEqual(bench.asked, ["b/m", "a/m", "a/m"]);
  });

  it("gives way to what the user pins, and stays with that", async () => {
    const bench = await failedOver();
    await bench.call({ ...mine, pinned: "c/m" });
    await bench.call(mine);
    assert.deepEqual(bench.asked, ["c/m", "c/m"]);
  });

  it("chooses anew when the user changes the settings", async () => {
    const bench = await failedOver();
    bench.router.routesChosenAnew();
    await bench.call(mine);
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("chooses anew after a day", async () => {
    const bench = await failedOver();
    await bench.clock.advance(24 * hour);
    assert.equal(firstOf(bench.router, mine), "a/m");
  });

  it("is not held by a route that its chain no longer has", async () => {
    const bench = await failedOver();
    assert.equal(firstOf(bench.router, { ...mine, task: "completion" }), "b/m");
    const elsewhere = createScriptedRouter({ chain: ["a/m", "c/m"] });
    await elsewhere.call({ ...mine, pinned: "b/m" });
    assert.deepEqual(idsOf(elsewhere.router.plan({ task: "chat", ...mine })), ["a/m", "c/m"]);
  });

  it("is not settled by a call that failed or was cancelled", async () => {
    const bench = createScriptedRouter();
    for (const id of ["a/m", "b/m", "c/m"]) bench.script(id, [failing("caller-fault")]);
    await bench.call({ ...mine, pinned: "c/m" });
    const abort = new AbortController();
    abort.abort();
    await bench.call({ ...mine, pinned: "c/m", signal: abort.signal });
    assert.equal(firstOf(bench.router, mine), "a/m");
  });
});

describe("a conversation under an objective of speed", () => {
  for (const objective of ["fastest", "balanced"] as const) {
    it(`stays where it is under ${objective}, though another is quicker`, async () => {
      const bench = await failedOver({ objective });
      teach(bench, { "a/m": 100, "b/m": 4000, "c/m": 100 }, { times: 60, promptTokens: 10 });
      assert.equal(firstOf(bench.router), "a/m");
      assert.equal(firstOf(bench.router, mine), "b/m");
    });
  }
});

describe("a conversation under cheapest", () => {
  /** `a` is a tenth cheaper, and cached tokens cost a tenth everywhere. */
  const prices: Prices = {
    estimate: ({ provider }, { input, cacheRead, output }) =>
      ((provider === "a" ? 0.9 : 1) * (input - 0.9 * cacheRead + 5 * output)) / 1_000_000,
    costOf: () => ({ kind: "unknown" }),
  };
  const long = { promptTokens: 50_000, answerTokens: 100 };
  const policy = { chain: ["a/large", "b/large"], objective: "cheapest" } as const;
  const directory = () => directoryOf({ id: "a", models: [{ id: "large" }] }, { id: "b", models: [{ id: "large" }] });

  async function onB(): Promise<ScriptedRouter> {
    const bench = createScriptedRouter(policy, undefined, directory(), { prices });
    await bench.call({ ...mine, ...long, pinned: "b/large" });
    return bench;
  }

  it("stays where its prompt is cached, as that is what costs least", async () => {
    const bench = await onB();
    const [first, second] = bench.router.plan({ task: "chat", ...mine, ...long }).routes;
    assert.equal(first?.route.id, "b/large");
    assert.match(first?.reason ?? "", /^cheapest: about \$/);
    assert.ok((first?.expected?.costUsd ?? 1) < (second?.expected?.costUsd ?? 0) / 3);
    assert.equal(firstOf(bench.router, long), "a/large");
  });

  it("goes where it is cheaper once the cache is gone", async () => {
    const bench = await onB();
    await bench.clock.advance(6 * 60_000);
    assert.equal(firstOf(bench.router, { ...mine, ...long }), "a/large");
  });

  it("goes where it is cheaper when its prompt is too short for a cache", async () => {
    const bench = createScriptedRouter(policy, undefined, directory(), { prices });
    await bench.call({ ...mine, promptTokens: 500, pinned: "b/large" });
    assert.equal(firstOf(bench.router, { ...mine, promptTokens: 500 }), "a/large");
  });
});

describe("a route that is to be probed", () => {
  it("is not stuck to by the conversation that was there: it stands in its place until it is well", async () => {
    const bench = await failedOver();
    await bench.call(mine);
    bench.script("b/m", [failing("overloaded", { retryAfterMs: 5000 })], answer("from b/m"));
    // Another call finds out, so that the conversation's last word still came from there.
    await bench.call({ pinned: "b/m" });
    await bench.clock.advance(10_000);
    const plan = bench.router.plan({ task: "chat", ...mine });
    assert.deepEqual(idsOf(plan), ["a/m", "b/m", "c/m"]);
    assert.equal(plan.routes[1]?.probe, true);
    bench.router.reset("b/m");
    assert.equal(firstOf(bench.router, mine), "b/m");
  });
});
