import assert from "node:assert/strict";
import fc from "fast-check";
import { spanAt } from "../../../src/spec/budget-period.ts";
import { inZone } from "../../support/time-zone.ts";

const hour = 3_600_000;
const zones = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kathmandu", "America/Santiago", "Africa/Cairo"];

describe("a budget's period", () => {
  it("is the local day", () => {
    inZone("Asia/Tokyo", () => {
      const span = spanAt("day", Date.UTC(2026, 10, 2, 16));
      assert.deepEqual(span, { from: Date.UTC(2026, 10, 2, 15), to: Date.UTC(2026, 10, 3, 15) });
    });
  });

  it("is the local calendar month, also over the end of a year", () => {
    inZone("Asia/Tokyo", () => {
      const span = spanAt("month", Date.UTC(2026, 11, 31, 14, 59));
      assert.deepEqual(span, { from: Date.UTC(2026, 10, 30, 15), to: Date.UTC(2026, 11, 31, 15) });
    });
  });

  it("has 23 hours on the day when clocks go forward, and 25 when they go back", () => {
    const hoursOf = (at: number) => {
      const { from, to } = spanAt("day", at);
      return (to - from) / hour;
    };
    inZone("Europe/Berlin", () => {
      assert.equal(hoursOf(Date.UTC(2026, 2, 29, 12)), 23);
      assert.equal(hoursOf(Date.UTC(2026, 9, 25, 12)), 25);
      assert.equal(hoursOf(Date.UTC(2026, 9, 26, 12)), 24);
    });
  });

  it("begins with the first moment there is, where midnight is skipped", () => {
    inZone("America/Santiago", () => {
      // On the first Sunday after 2 September 2026 the clock goes from 23:59:59 to 1:00.
      const { from, to } = spanAt("day", Date.UTC(2026, 8, 6, 12));
      assert.deepEqual([from, to], [Date.UTC(2026, 8, 6, 4), Date.UTC(2026, 8, 7, 3)]);
    });
  });

  it("is all time for a budget in all", () => {
    assert.deepEqual(spanAt("total", 5), { from: 0, to: Number.POSITIVE_INFINITY });
  });

  it("follows upon the one before without a gap, in any zone and at any time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom("day" as const, "month" as const),
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }),
        (zone, period, now) => {
          inZone(zone, () => {
            const { from, to } = spanAt(period, now);
            assert.ok(from <= now && now < to);
            assert.deepEqual(spanAt(period, from), { from, to });
            assert.deepEqual(spanAt(period, to - 1), { from, to });
            assert.equal(spanAt(period, to).from, to);
          });
        },
      ),
    );
  });
});
