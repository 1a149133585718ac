import assert from "node:assert/strict";
import fc from "fast-check";
import { budgetsView } from "../../../src/features/dashboard/budgets-view.ts";
import type { BudgetBurn } from "../../../src/protocol/dashboard/budgets.ts";
import type { Budget, BudgetStanding } from "../../../src/spec/budget.ts";
import { standingOf } from "../budgets/standing-of.ts";
import { ledgerOf, type Paid, throughZone } from "./budgets-series.ts";

const hour = 3_600_000;
const day = 24 * hour;

/** Thursday, 12 November 2026, 12:00 UTC. */
const noon = Date.UTC(2026, 10, 12, 12);
const month: Partial<Budget> = { id: "month", period: "month", limitUsd: 20 };

async function burnAt(
  standing: BudgetStanding,
  payments: readonly Paid[],
  now: number,
  zone = "UTC",
): Promise<BudgetBurn> {
  const { budgets } = await throughZone(zone, () => budgetsView([standing], ledgerOf(payments).series, now));
  const [burn] = budgets;
  assert.ok(burn);
  return burn;
}

describe("a budget's way through its period", () => {
  it("goes hour by hour through a day, and to this moment", async () => {
    const paid = [
      { at: noon - 11 * hour, usd: 1 },
      { at: noon - 90 * 60_000, usd: 0.5 },
      { at: noon - 1, usd: 0.25 },
    ];
    const burn = await burnAt(standingOf("within", 1.75), paid, noon + 60_000);
    assert.equal(burn.from, Date.UTC(2026, 10, 12));
    assert.equal(burn.until, Date.UTC(2026, 10, 13));
    assert.equal(burn.burned.length, 13);
    assert.deepEqual(burn.burned.slice(0, 2), [
      { at: burn.from + hour, usd: 0 },
      { at: burn.from + 2 * hour, usd: 1 },
    ]);
    assert.deepEqual(burn.burned.slice(-2), [
      { at: noon, usd: 1.75 },
      { at: noon + 60_000, usd: 1.75 },
    ]);
  });

  it("goes day by day through a month, without what was spent before it", async () => {
    const paid = [
      { at: Date.UTC(2026, 9, 31, 23), usd: 9 },
      { at: Date.UTC(2026, 10, 1, 8), usd: 2 },
      { at: Date.UTC(2026, 10, 11, 8), usd: 3 },
    ];
    const burn = await burnAt(standingOf("within", 5, month), paid, noon);
    assert.equal(burn.until, Date.UTC(2026, 11, 1));
    assert.deepEqual(burn.burned[0], { at: Date.UTC(2026, 10, 2), usd: 2 });
    assert.deepEqual(burn.burned.slice(-2), [
      { at: Date.UTC(2026, 10, 12), usd: 5 },
      { at: noon, usd: 5 },
    ]);
    assert.equal(burn.burned.length, 12);
  });

  it("shows the last 30 days of all time, which have no end", async () => {
    const total: Partial<Budget> = { id: "total", period: "total", limitUsd: 100 };
    const burn = await burnAt(standingOf("within", 60, total), [{ at: noon - day, usd: 10 }], noon);
    assert.equal(burn.from, Date.UTC(2026, 9, 14));
    assert.equal(burn.until, undefined);
    assert.equal(burn.expectedUsd, undefined);
    // What was spent before is in `spentUsd` and not here.
    assert.deepEqual(burn.burned.at(-1), { at: noon, usd: 10 });
  });

  it("asks for what the budget covers, and an hour at a time only within a day", async () => {
    const ledger = ledgerOf([]);
    await budgetsView(
      [
        standingOf("within", 0, { task: "chat" }),
        standingOf("within", 0, { ...month, client: "editor", experiment: "terse" }),
      ],
      ledger.series,
      noon,
    );
    const asked = ledger.asked.map(({ grain, split, scope }) => ({ grain, split, scope }));
    assert.deepEqual(asked, [
      { grain: "hour", split: "none", scope: { task: "chat" } },
      { grain: "day", split: "none", scope: { client: "editor", experiment: "terse" } },
    ]);
    assert.ok(ledger.asked.every(({ span }) => span.until === noon + 1));
  });
});

describe("a budget's forecast", () => {
  it("goes on through the day as the day went so far", async () => {
    const burn = await burnAt(standingOf("within", 3), [{ at: noon - hour, usd: 3 }], noon);
    assert.equal(burn.expectedUsd, 6);
    assert.equal(burn.usedUpAt, noon + 8 * hour);
  });

  it("does not take one early call for a habit", async () => {
    const early = Date.UTC(2026, 10, 12) + 60_000;
    const burn = await burnAt(standingOf("within", 0.1), [{ at: early, usd: 0.1 }], early);
    assert.ok((burn.expectedUsd ?? 0) <= 2.5, `${burn.expectedUsd}`);
  });

  it("goes on through the month as the last seven days went", async () => {
    const now = Date.UTC(2026, 10, 15);
    const paid = [
      // Long ago, so it says nothing of the pace but that there was a use before.
      { at: Date.UTC(2026, 9, 20), usd: 50 },
      { at: Date.UTC(2026, 10, 2), usd: 2 },
      ...[9, 10, 11, 12, 13, 14].map((date) => ({ at: Date.UTC(2026, 10, date, 9), usd: 1 })),
    ];
    const burn = await burnAt(standingOf("within", 8, month), paid, now);
    // $6 in the six days before and no moment of today: $1 a day, for the sixteen days that are left.
    assert.equal(burn.expectedUsd?.toFixed(6), "24.000000");
    assert.equal(burn.usedUpAt, Date.UTC(2026, 10, 27));
  });

  it("knows a pace on a month's first day from the month before", async () => {
    const now = Date.UTC(2026, 10, 1, 12);
    const paid = [25, 26, 27, 28, 29, 30, 31]
      .map((date) => ({ at: Date.UTC(2026, 9, date, 9), usd: 2 }))
      .concat({ at: now - hour, usd: 1 });
    const burn = await burnAt(standingOf("within", 1, month), paid, now);
    assert.ok((burn.expectedUsd ?? 0) > 50, `${burn.expectedUsd}`);
  });

  it("counts from the first use where that is newer, by a day at least", async () => {
    const burn = await burnAt(standingOf("within", 3, month), [{ at: noon - day, usd: 3 }], noon);
    // $3 in the day and a half since midnight of the first use: $2 a day, for 18.5 days.
    assert.equal(burn.expectedUsd?.toFixed(6), "40.000000");
    const fresh = await burnAt(standingOf("within", 3, month), [{ at: noon - 1, usd: 3 }], noon);
    assert.equal(fresh.expectedUsd?.toFixed(6), (3 + 3 * 18.5).toFixed(6));
  });

  it("expects no more where nothing was spent lately, and nothing where nothing was spent", async () => {
    const idle = await burnAt(standingOf("within", 4, month), [{ at: Date.UTC(2026, 10, 1), usd: 4 }], noon);
    assert.equal(idle.expectedUsd, 4);
    assert.equal(idle.usedUpAt, undefined);
    const unused = await burnAt(standingOf("within", 0, month), [], noon);
    assert.equal(unused.expectedUsd, undefined);
    assert.equal(unused.usedUpAt, undefined);
  });

  it("does not say when a budget will be used up that is, or that lasts", async () => {
    const over = await burnAt(standingOf("over", 6), [{ at: noon - hour, usd: 6 }], noon);
    assert.equal(over.usedUpAt, undefined);
    assert.equal(over.expectedUsd, 12);
    const lasts = await burnAt(standingOf("within", 1), [{ at: noon - hour, usd: 1 }], noon);
    assert.equal(lasts.usedUpAt, undefined);
  });

  it("looks a year ahead for a budget of all time", async () => {
    const total = (limitUsd: number) => standingOf("within", 30, { id: "total", period: "total", limitUsd });
    const steady = Array.from({ length: 30 }, (_, at) => ({ at: noon - at * day, usd: 1 }));
    assert.ok((await burnAt(total(100), steady, noon)).usedUpAt !== undefined);
    assert.equal((await burnAt(total(10_000), steady, noon)).usedUpAt, undefined);
  });
});

describe("a budget's period, wherever the clocks change", () => {
  it("has a first hour and a last one also on a day of 23 or 25 hours", async () => {
    const berlin = (now: number) => burnAt(standingOf("within", 1), [{ at: now - hour, usd: 1 }], now, "Europe/Berlin");
    const spring = await berlin(Date.UTC(2026, 2, 29, 21, 59));
    assert.equal((spring.until ?? 0) - spring.from, 23 * hour);
    const autumn = await berlin(Date.UTC(2026, 9, 25, 22, 59));
    assert.equal((autumn.until ?? 0) - autumn.from, 25 * hour);
  });

  it("always ascends, ends at what is spent, and is never without a number", async () => {
    const zones = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "America/Santiago"];
    const usd = fc.double({ min: 0, max: 1e6, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...zones),
        fc.constantFrom("day" as const, "month" as const, "total" as const),
        fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2030, 0, 1) }),
        fc.array(fc.record({ ago: fc.integer({ min: 0, max: 40 * day }), usd }), { maxLength: 30 }),
        usd,
        usd,
        async (zone, period, now, paid, spentUsd, limitUsd) => {
          const payments = paid.map((one) => ({ at: now - one.ago, usd: one.usd }));
          const burn = await burnAt(standingOf("within", spentUsd, { period, limitUsd }), payments, now, zone);
          const { burned, from, until = Infinity } = burn;
          for (const [at, point] of burned.entries()) {
            const before = burned[at - 1] ?? { at: from - 1, usd: 0 };
            assert.ok(point.at > before.at && point.usd >= before.usd, "it ascends");
            assert.ok(Number.isFinite(point.usd) && point.at <= now);
          }
          assert.equal(burned.at(-1)?.at, now);
          if (period !== "total") assert.equal(burned.at(-1)?.usd, spentUsd);
          assert.ok(from <= now && now < until);
          if (burn.expectedUsd !== undefined) assert.ok(burn.expectedUsd >= spentUsd && burn.expectedUsd < Infinity);
          if (burn.usedUpAt !== undefined) assert.ok(burn.usedUpAt >= now && burn.usedUpAt < until);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("is not spoilt by a sum that is no number", async () => {
    const spoilt = [
      { at: noon - 3 * hour, usd: Number.NaN },
      { at: noon - 2 * hour, usd: -5 },
      { at: noon - hour, usd: 1 },
    ];
    const burn = await burnAt(standingOf("within", 1), spoilt, noon);
    assert.ok(burn.burned.every(({ usd }) => usd >= 0 && usd <= 1));
  });
});
