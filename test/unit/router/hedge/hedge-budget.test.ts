import assert from "node:assert/strict";
import fc from "fast-check";
import { HedgeBudget } from "../../../../src/router/hedge/hedge-budget.ts";

/** How many hedges in a row may be started now. */
function burst(budget: HedgeBudget, costUsd: number | undefined): number {
  let count = 0;
  while (count < 1000 && budget.allows("always", costUsd)) {
    budget.take(costUsd);
    count += 1;
  }
  return count;
}

function earn(budget: HedgeBudget, calls: number, costUsd?: number): void {
  for (let call = 0; call < calls; call += 1) budget.earned(costUsd);
}

describe("the number of hedges", () => {
  it("is ten in a row at first, and one for three calls then", () => {
    const budget = new HedgeBudget();
    assert.equal(burst(budget, 0), 10);
    earn(budget, 2);
    assert.equal(budget.allows("cheap", 0), false);
    earn(budget, 1);
    assert.equal(burst(budget, 0), 1);
    earn(budget, 12);
    assert.equal(burst(budget, 0), 4);
  });

  it("is ten in a row at the most, however many calls came before", () => {
    const budget = new HedgeBudget();
    earn(budget, 1000);
    assert.equal(burst(budget, 0), 10);
  });
});

describe("a share of a third", () => {
  it("adds up to whole hedges, in whatever order calls and hedges come", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (steps) => {
        const budget = new HedgeBudget();
        let thirds = 30;
        for (const isCall of steps) {
          assert.equal(budget.allows("cheap", 0), thirds >= 3);
          if (isCall) {
            budget.earned(0);
            thirds = Math.min(30, thirds + 1);
          } else if (thirds >= 3) {
            budget.take(0);
            thirds -= 3;
          }
        }
      }),
    );
  });
});

describe("the cost of hedges", () => {
  it("is a twentieth of what calls cost, after a small start", () => {
    const budget = new HedgeBudget();
    assert.equal(budget.allows("always", 0.021), false);
    assert.equal(budget.allows("always", 0.02), true);
    budget.take(0.02);
    assert.equal(budget.allows("always", 0.001), false);
    budget.earned(0.1);
    assert.equal(budget.allows("always", 0.005), true);
    assert.equal(budget.allows("always", 0.006), false);
  });

  it("is not paid for by calls of long ago", () => {
    const budget = new HedgeBudget();
    earn(budget, 100, 1);
    assert.equal(budget.allows("always", 1), true);
    earn(budget, 500, 0);
    assert.equal(budget.allows("always", 0.05), false);
  });

  it("counts as expected until it is known, once", () => {
    const budget = new HedgeBudget();
    const hold = budget.take(0.02);
    assert.equal(budget.allows("always", 0.001), false);
    hold.settle(0.005);
    hold.settle(0);
    assert.equal(budget.allows("always", 0.015), true);
    assert.equal(budget.allows("always", 0.016), false);
  });

  it("stays as expected where it is never known", () => {
    const budget = new HedgeBudget();
    const hold = budget.take(0.015);
    hold.settle(undefined);
    hold.settle(0);
    assert.equal(budget.allows("always", 0.006), false);
  });

  it("is made up for by later calls where it was more than expected", () => {
    const budget = new HedgeBudget();
    budget.take(0.01).settle(0.07);
    earn(budget, 11, 0.09);
    assert.equal(budget.allows("always", 0.0001), false);
    earn(budget, 10, 0.09);
    assert.equal(budget.allows("always", 0.001), true);
  });

  it("is not spoilt by figures that make no sense", () => {
    const budget = new HedgeBudget();
    for (const usd of [Number.NaN, Number.POSITIVE_INFINITY, -5]) budget.earned(usd);
    budget.take(Number.NaN).settle(-3);
    assert.equal(budget.allows("always", 0.018), true);
    assert.equal(budget.allows("always", 0.021), false);
    assert.equal(budget.allows("always", Number.NaN), false);
  });

  it("is never more than a twentieth of all calls and the start", () => {
    const step = fc.record({
      calls: fc.integer({ min: 0, max: 4 }),
      callUsd: fc.double({ min: 0, max: 0.5, noNaN: true }),
      hedgeUsd: fc.double({ min: 0, max: 0.1, noNaN: true }),
      actualShare: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const budget = new HedgeBudget();
        const spent = { calls: 0, hedges: 0 };
        for (const { calls, callUsd, hedgeUsd, actualShare } of steps) {
          earn(budget, calls, callUsd);
          spent.calls += calls * callUsd;
          if (!budget.allows("always", hedgeUsd)) continue;
          budget.take(hedgeUsd).settle(hedgeUsd * actualShare);
          spent.hedges += hedgeUsd * actualShare;
          assert.ok(spent.hedges <= 0.02 + 0.05 * spent.calls + 1e-9);
        }
      }),
    );
  });
});

describe("a hedge's policy", () => {
  it("never: none, not even a free one", () => {
    assert.equal(new HedgeBudget().allows("never", 0), false);
  });

  it("cheap: none above two cents, and none of unknown price", () => {
    const budget = new HedgeBudget();
    earn(budget, 50, 1);
    assert.equal(budget.allows("cheap", 0.02), true);
    assert.equal(budget.allows("cheap", 0.021), false);
    assert.equal(budget.allows("cheap", undefined), false);
  });

  it("always: any, as long as the budget lasts", () => {
    const budget = new HedgeBudget();
    earn(budget, 50, 1);
    assert.equal(budget.allows("always", 0.5), true);
    assert.equal(budget.allows("always", 50), false);
    assert.equal(budget.allows("always", undefined), true);
    assert.equal(burst(budget, undefined), 10);
  });

  it("lets a free one pass although the money is gone", () => {
    const budget = new HedgeBudget();
    budget.take(1);
    assert.equal(budget.allows("cheap", 0.0001), false);
    assert.equal(budget.allows("cheap", 0), true);
  });
});
