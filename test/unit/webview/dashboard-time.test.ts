import assert from "node:assert/strict";
import fc from "fast-check";
import { inZone } from "../../support/time-zone.ts";
import { endOfBucket, stretchOf } from "../../../webview-ui/dashboard/time/buckets.ts";
import { grainFor, grainsFor, suitableGrain } from "../../../webview-ui/dashboard/time/grain.ts";
import { periods, spanOf, startOfDay, todayOf } from "../../../webview-ui/dashboard/time/period.ts";
import { previousSpan } from "../../../webview-ui/dashboard/time/previous.ts";
import { bucketName, spanName } from "../../../webview-ui/dashboard/time/words.ts";

const hour = 3_600_000;
const day = 24 * hour;
const at = (year: number, month: number, date: number, hours = 0) => new Date(year, month - 1, date, hours).getTime();

/** Forward at 2, forward at midnight, never, half an hour off, and on the other half of the globe. */
const zones = ["Europe/Berlin", "America/Santiago", "UTC", "Asia/Kolkata", "Australia/Lord_Howe"];
const moments = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

describe("the period of the dashboard", () => {
  it("covers whole days that end with today", () => {
    const now = at(2026, 3, 5, 14);
    assert.deepEqual(spanOf("today", now, undefined), { from: at(2026, 3, 5), until: at(2026, 3, 6) });
    assert.deepEqual(spanOf("week", now, undefined), { from: at(2026, 2, 27), until: at(2026, 3, 6) });
    assert.deepEqual(spanOf("month", now, undefined), { from: at(2026, 2, 4), until: at(2026, 3, 6) });
  });

  it("begins twelve months with a month, also from the 31st", () => {
    assert.equal(spanOf("year", at(2026, 3, 31, 9), undefined).from, at(2025, 4, 1));
    assert.equal(spanOf("year", at(2028, 2, 29, 9), undefined).from, at(2027, 3, 1));
  });

  it("covers everything from the day of the first call", () => {
    const now = at(2026, 3, 5, 14);
    assert.equal(spanOf("all", now, at(2024, 12, 24, 18)).from, at(2024, 12, 24));
    assert.equal(spanOf("all", now, undefined).from, at(2026, 3, 5));
    // A clock that was put back since.
    assert.equal(spanOf("all", now, at(2027, 1, 1)).from, at(2026, 3, 5));
  });

  it("is as many days where the clock is put forward or back in between", () => {
    inZone("Europe/Berlin", () => {
      const { from, until } = spanOf("week", at(2026, 3, 31, 12), undefined);
      assert.equal(from, at(2026, 3, 25));
      assert.equal(until - from, 7 * day - hour);
      assert.equal(todayOf(at(2026, 10, 25, 12)).until - todayOf(at(2026, 10, 25, 12)).from, 25 * hour);
    });
  });

  it("begins a day with its first moment where there is no midnight", () => {
    inZone("America/Santiago", () => {
      // On 6 September 2026 the clock goes from 24:00 to 01:00.
      const { from, until } = todayOf(at(2026, 9, 6, 12));
      assert.equal(until - from, 23 * hour);
      assert.equal(until, at(2026, 9, 7, 0));
    });
  });

  it("holds the moment in every zone, and begins and ends with a day", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), fc.constantFrom(...periods), (now, zone, period) =>
        inZone(zone, () => {
          const { from, until } = spanOf(period, now, now - 400 * day);
          return from <= now && now < until && startOfDay(from) === from && startOfDay(until) === until;
        }),
      ),
    );
  });
});

describe("the time before a period", () => {
  it("is as many days before, up to the same hour", () => {
    const now = at(2026, 3, 5, 14) + 1;
    assert.deepEqual(previousSpan(spanOf("today", now, undefined), now), {
      from: at(2026, 3, 4),
      until: at(2026, 3, 4, 15),
    });
    assert.deepEqual(previousSpan(spanOf("week", now, undefined), now), {
      from: at(2026, 2, 20),
      until: at(2026, 2, 26, 15),
    });
  });

  it("is a whole one for a time that is over", () => {
    const span = { from: at(2026, 1, 5), until: at(2026, 1, 12) };
    assert.deepEqual(previousSpan(span, at(2026, 3, 5)), { from: at(2025, 12, 29), until: at(2026, 1, 5) });
  });

  it("is as long for a part of a day", () => {
    const span = { from: at(2026, 1, 5, 8), until: at(2026, 1, 5, 20) };
    assert.deepEqual(previousSpan(span, at(2026, 3, 5)), { from: at(2026, 1, 4, 20), until: at(2026, 1, 5, 8) });
  });

  it("counts a day of 23 hours as a day", () => {
    inZone("Europe/Berlin", () => {
      const span = { from: at(2026, 3, 30), until: at(2026, 4, 1) };
      assert.deepEqual(previousSpan(span, at(2026, 6, 1)), { from: at(2026, 3, 28), until: at(2026, 3, 30) });
    });
  });

  it("never reaches into the period itself and is never turned around", () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), fc.constantFrom(...periods), (now, zone, period) =>
        inZone(zone, () => {
          const span = spanOf(period, now, now - 40 * day);
          const before = previousSpan(span, now);
          return before.from < before.until && before.until <= span.from;
        }),
      ),
    );
  });
});

describe("the buckets of a period", () => {
  it("are hours for days, days for months and weeks for a year", () => {
    const span = (days: number) => ({ from: 0, until: days * day });
    assert.deepEqual(
      [1, 3, 7, 90, 365, 1_000].map((days) => suitableGrain(span(days))),
      ["hour", "hour", "day", "day", "week", "month"],
    );
  });

  it("may be chosen where there are more than one of them and not too many", () => {
    const span = (days: number) => ({ from: 0, until: days * day });
    assert.deepEqual(grainsFor(span(1)), ["hour"]);
    assert.deepEqual(grainsFor(span(7)), ["hour", "day"]);
    assert.deepEqual(grainsFor(span(30)), ["day", "week"]);
    assert.deepEqual(grainsFor(span(366)), ["day", "week", "month"]);
    assert.deepEqual(grainsFor(span(1 / 24)), ["hour"]);
    assert.equal(grainFor(span(366), "day"), "day");
    assert.equal(grainFor(span(366), "hour"), "week");
    assert.equal(grainFor(span(7), undefined), "day");
  });

  it("end with the clock's hour, the day, Sunday and the month", () => {
    assert.equal(endOfBucket(at(2026, 3, 5, 14) + 20 * 60_000, "hour"), at(2026, 3, 5, 15));
    assert.equal(endOfBucket(at(2026, 3, 5, 14), "day"), at(2026, 3, 6));
    assert.equal(endOfBucket(at(2026, 3, 5), "week"), at(2026, 3, 9));
    assert.equal(endOfBucket(at(2026, 3, 8), "week"), at(2026, 3, 9));
    assert.equal(endOfBucket(at(2026, 3, 9), "week"), at(2026, 3, 16));
    assert.equal(endOfBucket(at(2024, 2, 1), "month"), at(2024, 3, 1));
    inZone("Europe/Berlin", () => assert.equal(endOfBucket(at(2026, 3, 29), "day") - at(2026, 3, 29), 23 * hour));
  });

  it("make a stretch from the first one's beginning to the last one's end, whichever was chosen first", () => {
    const starts = [at(2026, 3, 3), at(2026, 3, 4), at(2026, 3, 5)];
    assert.deepEqual(stretchOf(starts, "day", 2, 1), { from: at(2026, 3, 4), until: at(2026, 3, 6) });
    assert.deepEqual(stretchOf(starts, "day", 0, 0), { from: at(2026, 3, 3), until: at(2026, 3, 4) });
    assert.equal(stretchOf(starts, "day", 0, 3), undefined);
  });
});

describe("times in words", () => {
  it("name a bucket", () => {
    assert.equal(bucketName(at(2026, 3, 5, 14), "hour"), "Thu 5 Mar, 14:00 to 15:00");
    assert.equal(bucketName(at(2026, 3, 5), "day"), "Thu 5 Mar 2026");
    assert.equal(bucketName(at(2026, 3, 2), "week"), "2 to 8 Mar 2026");
    assert.equal(bucketName(at(2026, 2, 23), "week"), "23 Feb to 1 Mar 2026");
    assert.equal(bucketName(at(2025, 12, 29), "week"), "29 Dec 2025 to 4 Jan 2026");
    assert.equal(bucketName(at(2026, 3, 1), "month"), "March 2026");
  });

  it("name the first week of a period by the days of it that are there", () => {
    assert.equal(bucketName(at(2026, 3, 5), "week"), "5 to 8 Mar 2026");
    assert.equal(bucketName(at(2026, 3, 8), "week"), "8 Mar 2026");
  });

  it("name what was zoomed to", () => {
    assert.equal(spanName({ from: at(2025, 11, 3, 8), until: at(2025, 11, 5, 20) }), "3 Nov 08:00 to 5 Nov 20:00");
    assert.equal(spanName({ from: at(2026, 3, 5, 8), until: at(2026, 3, 5, 10) }), "5 Mar 08:00 to 10:00");
    assert.equal(spanName({ from: at(2026, 3, 5), until: at(2026, 3, 6) }), "Thu 5 Mar 2026");
    assert.equal(spanName({ from: at(2025, 11, 3), until: at(2025, 11, 10) }), "3 to 9 Nov 2025");
  });
});
