import assert from "node:assert/strict";
import fc from "fast-check";
import { periodAt } from "../../../src/ledger/accounts/plan-period.ts";
import { planStanding } from "../../../src/ledger/accounts/plan-standing.ts";
import { planUse } from "../../../src/ledger/accounts/plan-use.ts";
import type { Plan } from "../../../src/spec/account.ts";
import { inZone } from "../../support/time-zone.ts";
import { DAY, evenly, HOUR, nothing, plan } from "./facts.ts";

const at = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe("the period of a plan", () => {
  it("of the 31st renews on the last day of a shorter month, and on the 31st again", () => {
    const monthly = plan({ startedAt: at(2026, 1, 31, 15, 30) });
    assert.deepEqual(periodAt(monthly, at(2026, 2, 1)), {
      from: at(2026, 1, 31, 15, 30),
      until: at(2026, 2, 28, 15, 30),
      renews: true,
    });
    assert.equal(periodAt(monthly, at(2026, 3, 1))?.until, at(2026, 3, 31, 15, 30));
    assert.equal(periodAt(monthly, at(2028, 2, 20))?.until, at(2028, 2, 29, 15, 30));
  });

  it("of a 29th of February renews on the 28th in other years", () => {
    const yearly = plan({ startedAt: at(2024, 2, 29), period: "year" });
    assert.deepEqual(periodAt(yearly, at(2025, 6, 1)), { from: at(2025, 2, 28), until: at(2026, 2, 28), renews: true });
    assert.equal(periodAt(yearly, at(2027, 12, 1))?.until, at(2028, 2, 29));
  });

  it("begins at its first moment and ends before its last", () => {
    const weekly = plan({ startedAt: at(2026, 11, 2, 9), period: "week" });
    assert.equal(periodAt(weekly, at(2026, 11, 9, 9) - 1)?.from, at(2026, 11, 2, 9));
    assert.equal(periodAt(weekly, at(2026, 11, 9, 9))?.from, at(2026, 11, 9, 9));
  });

  it("is none before the plan began and after it ended", () => {
    const ended = plan({ startedAt: at(2026, 1, 1), endsAt: at(2026, 2, 15) });
    assert.equal(periodAt(ended, at(2025, 12, 31)), undefined);
    assert.deepEqual(periodAt(ended, at(2026, 2, 10)), {
      from: at(2026, 2, 1),
      until: at(2026, 2, 15),
      renews: false,
    });
    assert.equal(periodAt(ended, at(2026, 2, 15)), undefined);
  });

  it("of a plan that is paid once is all of it", () => {
    const once = plan({ period: "once", startedAt: at(2026, 1, 1) });
    assert.deepEqual(periodAt(once, at(2030, 1, 1)), { from: at(2026, 1, 1), renews: false });
    assert.deepEqual(periodAt({ ...once, endsAt: at(2031, 1, 1) }, at(2030, 1, 1)), {
      from: at(2026, 1, 1),
      until: at(2031, 1, 1),
      renews: false,
    });
  });

  it("begins at the same time of day when the clocks change", () => {
    inZone("America/New_York", () => {
      const daily = plan({ startedAt: at(2026, 3, 1, 9), period: "day" });
      const long = periodAt(daily, at(2026, 3, 8, 8));
      assert.deepEqual(long, { from: at(2026, 3, 7, 9), until: at(2026, 3, 8, 9), renews: true });
      assert.equal((long?.until ?? 0) - (long?.from ?? 0), 23 * HOUR);
      const short = periodAt(daily, at(2026, 11, 1, 8));
      assert.equal((short?.until ?? 0) - (short?.from ?? 0), 25 * HOUR);
    });
  });

  it("always holds the moment, and is followed by the next without a gap", () => {
    const zones = fc.constantFrom(
      "UTC",
      "America/New_York",
      "Pacific/Apia",
      "Australia/Lord_Howe",
      "America/Sao_Paulo",
    );
    const moments = fc.integer({ min: Date.UTC(2010, 0, 1), max: Date.UTC(2035, 0, 1) });
    const periods = fc.constantFrom<Plan["period"]>("day", "week", "month", "year");
    fc.assert(
      fc.property(zones, moments, moments, periods, (zone, one, other, period) => {
        inZone(zone, () => {
          const [startedAt, now] = [Math.min(one, other), Math.max(one, other)];
          const found = periodAt(plan({ startedAt, period }), now);
          assert.ok(found?.until !== undefined && found.from <= now && now < found.until);
          const next = periodAt(plan({ startedAt, period }), found.until);
          assert.equal(next?.from, found.until);
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe("what is left of a plan", () => {
  const metered = { usd: 3, unpriced: 2, tokens: 4000, requests: 50 };

  it("is its quota without what was metered, in the quota's unit", () => {
    assert.deepEqual(planUse(plan({ quota: { unit: "requests", amount: 60 } }), metered), {
      unit: "requests",
      amount: 60,
      used: 50,
      left: 10,
      unpriced: 0,
    });
    assert.equal(planUse(plan({ quota: { unit: "tokens", amount: 3000 } }), metered)?.left, 0);
    assert.deepEqual(planUse(plan({ quota: { unit: "usd", amount: 10 } }), metered)?.unpriced, 2);
    assert.equal(planUse(plan(), metered), undefined);
  });
});

describe("how a plan stands", () => {
  const quota = { unit: "usd", amount: 100 } as const;
  const monthly = plan({ startedAt: at(2026, 11, 1), quota });
  const now = at(2026, 11, 11);

  it("is its period, its use, and when it runs out at this period's pace", () => {
    const standing = planStanding(monthly, evenly(0.3), now);
    assert.equal(standing.periodFrom, at(2026, 11, 1));
    assert.equal(standing.renewsAt, at(2026, 12, 1));
    assert.ok(Math.abs((standing.used ?? 0) - 72) < 1);
    const days = ((standing.runsOutAt ?? 0) - now) / DAY;
    assert.ok(days > 3.5 && days < 4.2, String(days));
  });

  it("does not run out when it renews before", () => {
    assert.equal(planStanding(monthly, evenly(0.1), now).runsOutAt, undefined);
    assert.equal(planStanding(monthly, () => nothing, now).runsOutAt, undefined);
  });

  it("has run out when nothing is left", () => {
    const standing = planStanding(monthly, evenly(5), now);
    assert.equal(standing.left, 0);
    assert.equal(standing.runsOutAt, now);
  });

  it("says little in its first minute", () => {
    const fresh = at(2026, 11, 1) + 60_000;
    const standing = planStanding(monthly, () => ({ ...nothing, usd: 0.01 }), fresh);
    assert.equal(standing.runsOutAt, undefined);
  });

  it("is nothing once it ended, and has no quota to tell of without one", () => {
    assert.deepEqual(planStanding({ ...monthly, endsAt: now }, evenly(1), now), {});
    const { quota: _, ...free } = monthly;
    assert.deepEqual(planStanding(free, evenly(1), now), { periodFrom: at(2026, 11, 1), renewsAt: at(2026, 12, 1) });
  });
});
