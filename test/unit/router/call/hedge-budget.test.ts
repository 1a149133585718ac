import assert from "node:assert/strict";
import { HedgeBudget } from "../../../../src/router/hedge/hedge-budget.ts";
import type { Policy, Prices } from "../../../../src/router/types.ts";
import { createScriptedRouter, endOf, failing, finish, text } from "../../../support/scripted-router.ts";
import { after, createSlowBench, late } from "./side-by-side.ts";
import { teach } from "./taught.ts";

/** What a call at each route is expected to cost and costs, in US dollars; a missing route's price is unknown. */
function priced(usd: Readonly<Record<string, number>>): Prices {
  return {
    estimate: ({ id }) => usd[id],
    costOf: ({ routeId }) => {
      const cost = usd[routeId];
      return cost === undefined ? { kind: "unknown" } : { kind: "known", usd: cost, source: "list" };
    },
  };
}

/** A router whose first route is slow to begin, and whose others answer at once. */
function createBench(hedge: Policy["hedge"], usd: Readonly<Record<string, number>>) {
  return createSlowBench({ "a/m": late }, hedge ? { hedge } : {}, undefined, undefined, { prices: priced(usd) });
}

/** Later than usual, but not so late that the route would be left for its slowness. */
const ratherLate = after(400, text("late"), finish);

/** Whether the first route got one beside it. */
async function isHedged(bench: ReturnType<typeof createBench>): Promise<boolean> {
  return endOf(await bench.call()).record.attempts.some(({ role }) => role === "hedge");
}

describe("whether a slow route gets another one beside it", () => {
  const cheap = { "a/m": 0.01, "b/m": 0.01, "c/m": 0.01 };
  const cases: readonly (readonly [string, Policy["hedge"], Readonly<Record<string, number>>, boolean])[] = [
    ["a cheap one, unless it is said otherwise", undefined, cheap, true],
    ["a cheap one where that is wished", "cheap", cheap, true],
    ["none where that is not wished", "never", cheap, false],
    ["none that is dear", "cheap", { ...cheap, "b/m": 0.03 }, false],
    ["none whose price is unknown", "cheap", { "a/m": 0.01 }, false],
    ["one whose price is unknown, where the cost does not matter", "always", { "a/m": 0.01 }, true],
    ["one that is free", "cheap", { "a/m": 0.01, "b/m": 0 }, true],
  ];
  for (const [name, hedge, usd, hedged] of cases) {
    it(name, async () => assert.equal(await isHedged(createBench(hedge, usd)), hedged));
  }

  it("not one that is about to be tried for its health", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"] });
    teach(bench, "a/m");
    bench.script("b/m", [failing("rate-limited", { retryAfterMs: 10_000 })]);
    await bench.call({ pinned: "b/m" });
    bench.script("a/m", late);
    assert.equal(await isHedged(bench), false, "held");
    await bench.clock.advance(20_000);
    assert.equal(bench.router.health("chat")[1]?.state.kind, "half-open");
    assert.equal(await isHedged(bench), false, "half-open");
  });

  it("not one that has no room in its limit", async () => {
    const bench = createSlowBench({ "a/m": late }, { chain: ["a/m", "b/m"] }, undefined, undefined, {
      limits: ({ provider }) => (provider === "b" ? { requests: 1 } : undefined),
    });
    await bench.call({ pinned: "b/m" });
    assert.equal(await isHedged(bench), false);
  });

  it("not one that a budget has no money for", async () => {
    const bench = createSlowBench({ "a/m": late }, { hedge: "always" }, undefined, undefined, {
      prices: priced({ "a/m": 0.01, "b/m": 0.01, "c/m": 0.01 }),
      budgets: () => budgets,
    });
    const budgets = [{ id: "day", period: "day", limitUsd: 0.015, onceUsedUp: "stop" }] as const;
    assert.equal(await isHedged(bench), false);
  });

  it("not one that is running already, under another key", async () => {
    const bench = createSlowBench({ "a/m": late }, { chain: ["a/m", "a/m"] });
    assert.equal(await isHedged(bench), false);
  });
});

describe("the budget of all hedges", () => {
  /** Which of so many calls with a slow first route get a hedge, and which may by the budget's own rules. */
  async function courses(calls: number, usd: Readonly<Record<"a/m" | "b/m", number>>) {
    const bench = createSlowBench(
      { "a/m": ratherLate },
      { hedge: "always", chain: ["a/m", "b/m"] },
      undefined,
      undefined,
      {
        prices: priced(usd),
      },
    );
    const budget = new HedgeBudget();
    const [hedged, allowed]: [boolean[], boolean[]] = [[], []];
    for (let call = 0; call < calls; call += 1) {
      hedged.push(await isHedged(bench));
      // What is learned of the first route while it is late must not become usual.
      teach(bench, "a/m");
      const allows = budget.allows("always", usd["b/m"]);
      allowed.push(allows);
      if (allows) budget.take(usd["b/m"]).settle(usd["b/m"]);
      budget.earned(usd["a/m"] + (allows ? usd["b/m"] : 0));
    }
    return { hedged, allowed };
  }

  it("lets many follow each other at first, and then a share of the calls", async () => {
    const { hedged, allowed } = await courses(40, { "a/m": 0, "b/m": 0 });
    assert.deepEqual(hedged, allowed);
    assert.ok(hedged.slice(0, 5).every(Boolean));
    assert.ok(hedged.slice(30).some(Boolean) && !hedged.slice(30).every(Boolean));
  });

  it("is a small share of what calls cost", async () => {
    const { hedged, allowed } = await courses(20, { "a/m": 0.1, "b/m": 0.02 });
    assert.deepEqual(hedged, allowed);
    assert.equal(hedged[0], true);
    assert.equal(hedged[1], false);
    assert.ok(hedged.slice(2).some(Boolean));
  });

  it("is not used up by what was held for a hedge and not spent", async () => {
    const prices: Prices = {
      estimate: () => 0.015,
      costOf: ({ role }) => ({ kind: "known", usd: role === "hedge" ? 0.001 : 0, source: "list" }),
    };
    const bench = createSlowBench({ "a/m": ratherLate }, { hedge: "always" }, undefined, undefined, { prices });
    for (let call = 0; call < 3; call += 1) assert.equal(await isHedged(bench), true);
  });
});
