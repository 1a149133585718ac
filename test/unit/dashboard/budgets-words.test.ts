import assert from "node:assert/strict";
import fc from "fast-check";
import type { BudgetBurn } from "../../../src/protocol/dashboard/budgets.ts";
import { inZone } from "../../support/time-zone.ts";
import { burnSeries } from "../../../webview-ui/dashboard/pages/budgets/burn-series.ts";
import { leftWords, paceWords } from "../../../webview-ui/dashboard/pages/budgets/burn-words.ts";

/** Thursday. */
const now = new Date(2026, 10, 12, 12).getTime();
const hour = 3_600_000;
const day = 24 * hour;

const month: BudgetBurn = {
  id: "month",
  covers: "All calls",
  period: "this month",
  spentUsd: 8,
  reservedUsd: 0,
  limitUsd: 20,
  state: "within",
  unpriced: 0,
  from: new Date(2026, 10, 1).getTime(),
  until: new Date(2026, 11, 1).getTime(),
  burned: [
    { at: new Date(2026, 10, 10).getTime(), usd: 5 },
    { at: now, usd: 8 },
  ],
  expectedUsd: 23.1,
  usedUpAt: new Date(2026, 10, 17, 15).getTime(),
};

const today: BudgetBurn = {
  ...month,
  period: "today",
  from: new Date(2026, 10, 12).getTime(),
  until: new Date(2026, 10, 13).getTime(),
  burned: [{ at: now, usd: 8 }],
  expectedUsd: 12,
};

function without(burn: BudgetBurn, ...keys: readonly (keyof BudgetBurn)[]): BudgetBurn {
  return Object.fromEntries(Object.entries(burn).filter(([key]) => !keys.some((one) => one === key))) as never;
}

describe("where a budget is going, in words", () => {
  it("is a sum at the end, what that is of the limit, and when it is used up", () => {
    assert.equal(paceWords(month, now), "At this pace: $23.10 by 30 Nov, 15% over. It will be used up on Tuesday.");
  });

  it("is only a part of the limit when it lasts", () => {
    const lasts = { ...without(month, "usedUpAt"), expectedUsd: 12.4 };
    assert.equal(paceWords(lasts, now), "At this pace: $12.40 by 30 Nov, 62% of the limit.");
    assert.equal(paceWords({ ...lasts, expectedUsd: 20 }, now), "At this pace: $20.00 by 30 Nov, 100% of the limit.");
    assert.match(paceWords({ ...lasts, expectedUsd: 20.02 }, now), /just over the limit/);
  });

  it("is told by the hour within a day", () => {
    const words = paceWords({ ...today, expectedUsd: 24, usedUpAt: now + 5 * hour + 40 * 60_000 }, now);
    assert.equal(words, "At this pace: $24.00 by midnight, 20% over. It will be used up around 17:40.");
  });

  it("says since when a budget is used up", () => {
    const over: BudgetBurn = {
      ...without(month, "usedUpAt"),
      state: "over",
      spentUsd: 25,
      expectedUsd: 40,
      burned: [
        { at: new Date(2026, 10, 11).getTime(), usd: 12 },
        { at: new Date(2026, 10, 12).getTime(), usd: 24 },
        { at: now, usd: 25 },
      ],
    };
    assert.equal(paceWords(over, now), "Used up yesterday. At this pace: $40.00 by 30 Nov, 100% over.");
  });

  it("says nothing of a pace where nothing is spent", () => {
    assert.equal(
      paceWords({ ...without(month, "usedUpAt", "expectedUsd"), spentUsd: 0 }, now),
      "Nothing is spent of it yet.",
    );
  });

  it("looks a year ahead where there is no end", () => {
    const total = { ...without(month, "until", "expectedUsd"), period: "in all" };
    assert.equal(paceWords(total, now), "At this pace it will be used up on Tuesday.");
    assert.equal(paceWords(without(total, "usedUpAt"), now), "At this pace it lasts longer than a year.");
  });

  it("has no per cent of a limit of $0", () => {
    const empty = { ...without(month, "usedUpAt"), limitUsd: 0, state: "over" as const, expectedUsd: 9 };
    assert.doesNotMatch(paceWords(empty, now), /%|NaN|Infinity/);
  });
});

describe("what is left of a budget, in words", () => {
  it("is an amount with its part, or by how much it is over", () => {
    assert.equal(leftWords(month), "$12.00 left, 40% used");
    assert.equal(leftWords({ ...month, spentUsd: 20 }), "$0 left, 100% used");
    assert.equal(leftWords({ ...month, spentUsd: 19.999 }), "$0.001 left, 99% used");
    assert.equal(leftWords({ ...month, spentUsd: 23 }), "$3.00 over, 115% used");
    assert.equal(leftWords({ ...month, limitUsd: 0, spentUsd: 0 }), "$0 left");
    assert.equal(leftWords({ ...month, limitUsd: 0, spentUsd: 2 }), "$2.00 over");
  });
});

describe("the series of a budget's chart", () => {
  const named = (burn: BudgetBurn) => {
    const { series, running: _, ...rest } = burnSeries(burn, now);
    return { ...rest, ...Object.fromEntries(series.map(({ name, values }) => [name, values])) } as {
      readonly grain: string;
      readonly starts: readonly number[];
      readonly [name: string]: unknown;
    };
  };
  const line = (burn: BudgetBurn, name: string) => (named(burn)[name] ?? []) as readonly (number | null)[];

  it("has a bucket for each day of the month, with what is spent by its end", () => {
    assert.equal(named(month).grain, "day");
    assert.equal(named(month).starts.length, 30);
    const spent = line(month, "Spent");
    assert.deepEqual([spent[0], spent[8], spent[11]], [0, 5, 8]);
    assert.ok(spent.slice(12).every((usd) => usd === null));
  });

  it("has an hour's bucket only within a day, also one of 25 hours", () => {
    assert.equal(named(today).grain, "hour");
    assert.equal(named(today).starts.length, 24);
    inZone("Europe/Berlin", () => {
      const at = new Date(2026, 9, 25, 12).getTime();
      const [from, until] = [new Date(2026, 9, 25).getTime(), new Date(2026, 9, 26).getTime()];
      const autumn = { ...today, from, until, burned: [{ at, usd: 8 }] };
      assert.equal(burnSeries(autumn, at).starts.length, 25);
    });
  });

  it("goes on from where it is to what is expected, and is compared with an even pace and the limit", () => {
    const pace = line(month, "At this pace");
    assert.deepEqual([pace[10], pace[11]], [null, 8]);
    assert.ok(Math.abs((pace[29] ?? 0) - 23.1) < 1e-9);
    const even = line(month, "Even pace");
    assert.ok(Math.abs((even[29] ?? 0) - 20) < 1e-9 && Math.abs((even[14] ?? 0) - 10) < 1e-9);
    assert.ok(line(month, "Limit").every((usd) => usd === 20));
  });

  it("begins with what was spent before, for a budget of all time, and has no even pace", () => {
    const total = { ...without(month, "until", "expectedUsd", "usedUpAt"), spentUsd: 60, limitUsd: 100 };
    const from = new Date(2026, 9, 14).getTime();
    const spent = line({ ...total, from }, "Spent");
    assert.deepEqual([spent[0], spent[29], spent[30]], [52, 60, null]);
    assert.equal(spent.length, 40);
    assert.deepEqual(line(total, "Even pace"), []);
    assert.ok(line(total, "At this pace").every((usd) => usd === null));
  });

  it("keeps the limit in sight when the forecast goes far beyond it", () => {
    const pace = line({ ...month, expectedUsd: 4_000 }, "At this pace");
    assert.equal(pace[11], 8);
    assert.ok(pace.every((usd) => usd === null || usd <= 80));
    assert.equal(pace[29], null);
  });

  it("has each line in its place, so that the same is dashed in every budget", () => {
    const unused = without(month, "expectedUsd", "usedUpAt");
    const names = (burn: BudgetBurn) => burnSeries(burn, now).series.map(({ name }) => name);
    assert.deepEqual(names(month), ["Spent", "At this pace", "Limit", "Even pace"]);
    assert.deepEqual(names(unused), names(month));
    assert.deepEqual(names(without(unused, "until")), ["Spent", "At this pace", "Limit"]);
  });

  it("is made of numbers, whatever the figures", () => {
    const usd = fc.double({ min: 0, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(usd, usd, fc.option(usd), fc.boolean(), (spentUsd, limitUsd, more, ends) => {
        const burn: BudgetBurn = {
          ...(ends ? month : without(month, "until")),
          spentUsd,
          limitUsd,
          burned: [
            { at: now - day, usd: spentUsd / 2 },
            { at: now, usd: spentUsd },
          ],
          ...(more !== null && { expectedUsd: spentUsd + more }),
        };
        const { starts, series } = burnSeries(burn, now);
        for (const { name, values } of series) {
          assert.equal(values.length, starts.length);
          assert.ok(
            values.every((value) => value === null || Number.isFinite(value)),
            name,
          );
        }
        const spent = series[0]?.values ?? [];
        assert.equal(
          spent.findLast((value) => value !== null),
          spentUsd,
        );
      }),
    );
  });
});
