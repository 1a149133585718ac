import assert from "node:assert/strict";
import fc from "fast-check";
import { inZone } from "../../support/time-zone.ts";
import { axisLabels } from "../../../webview-ui/dashboard/charts/axis-labels.ts";
import { axisOf, heightsOn, placeOn, ticksOn } from "../../../webview-ui/dashboard/charts/log-bins.ts";
import { axisWords, stepsOf, valueWords } from "../../../webview-ui/dashboard/charts/unit-words.ts";
import { endOfBucket } from "../../../webview-ui/dashboard/time/buckets.ts";
import type { Grain } from "../../../src/spec/series.ts";

function startsFrom(from: number, grain: Grain, count: number): readonly number[] {
  const starts = [from];
  while (starts.length < count) starts.push(endOfBucket(starts.at(-1) ?? from, grain));
  return starts;
}

const texts = (starts: readonly number[], grain: Grain, room: number) =>
  axisLabels(starts, grain, room).map(({ text }) => text);

describe("the labels of a time axis", () => {
  const midnight = new Date(2026, 2, 5).getTime();

  it("are the clock's round hours, and the date where a day begins", () => {
    assert.deepEqual(texts(startsFrom(midnight, "hour", 24), "hour", 8), [
      "5 Mar",
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
    ]);
    assert.deepEqual(texts(startsFrom(midnight, "hour", 72), "hour", 4), ["5 Mar", "6 Mar", "7 Mar"]);
  });

  it("are Mondays for a month of days", () => {
    const starts = startsFrom(new Date(2026, 1, 4).getTime(), "day", 30);
    assert.deepEqual(texts(starts, "day", 6), ["9 Feb", "16 Feb", "23 Feb", "2 Mar"]);
  });

  it("are months for a year of months, and the year where one begins", () => {
    const starts = startsFrom(new Date(2025, 3, 1).getTime(), "month", 12);
    assert.deepEqual(texts(starts, "month", 12).slice(7), ["Nov", "Dec", "2026", "Feb", "Mar"]);
    assert.deepEqual(texts(starts, "month", 4), ["Apr", "Jul", "Oct", "2026"]);
  });

  it("are never more than there is room for, never none, and stand at buckets that are there", () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Grain>("hour", "day", "week", "month"),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) }),
        fc.constantFrom("Europe/Berlin", "America/Santiago", "UTC", "Asia/Kolkata"),
        (grain, count, room, from, zone) =>
          inZone(zone, () => {
            const labels = axisLabels(startsFrom(from, grain, count), grain, room);
            assert.ok(labels.length >= 1 && labels.length <= Math.max(1, room));
            assert.ok(labels.every(({ at }) => at >= 0 && at < count));
            assert.deepEqual(
              labels.map(({ at }) => at),
              labels.map(({ at }) => at).toSorted((a, b) => a - b),
            );
          }),
      ),
    );
  });
});

describe("values on a chart", () => {
  it("carry their unit", () => {
    assert.equal(valueWords(0.42, "usd"), "$0.42");
    assert.equal(valueWords(-0.42, "usd"), "−$0.42");
    assert.equal(valueWords(1_200_000, "tokens"), "1.2M tokens");
    assert.equal(valueWords(840, "ms"), "840 ms");
    assert.equal(valueWords(0.974, "share"), "97.4%");
    assert.equal(valueWords(1, "calls"), "1 call");
    assert.equal(valueWords(12, "attempts"), "12 attempts");
    assert.equal(valueWords(3, "characters"), "3 characters");
    assert.equal(valueWords(64.4, "tokens-per-second"), "64 tokens/s");
    assert.equal(valueWords(4.46, "tokens-per-second"), "4.5 tokens/s");
  });

  it("are short beside the axis, and tell small ones apart", () => {
    assert.equal(axisWords(1_200_000, "tokens"), "1.2M");
    assert.equal(axisWords(0.000_02, "usd"), "$0.00002");
    assert.equal(axisWords(0, "usd"), "$0");
    assert.equal(axisWords(50, "tokens-per-second"), "50/s");
  });

  it("have whole steps where they are counted, and always larger ones", () => {
    for (const unit of [
      "usd",
      "tokens",
      "ms",
      "share",
      "calls",
      "attempts",
      "tokens-per-second",
      "characters",
    ] as const) {
      const steps = stepsOf(unit);
      assert.ok(
        steps.every((step, at) => step > 0 && (at === 0 || step > (steps[at - 1] ?? 0))),
        unit,
      );
    }
    assert.ok(stepsOf("calls").every(Number.isInteger));
  });
});

describe("a distribution on a logarithmic axis", () => {
  const bin = fc
    .record({
      from: fc.double({ min: 0, max: 1e5, noNaN: true }),
      width: fc.double({ min: 1.001, max: 3, noNaN: true }),
      count: fc.integer({ min: 1, max: 9_999 }),
    })
    .map(({ from, width, count }) => ({ from, to: Math.max(from, 0.01) * width, count }));

  it("loses no sample", () => {
    fc.assert(
      fc.property(
        fc.array(bin, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 80 }),
        (bins, stretches) => {
          const axis = axisOf(bins);
          assert.ok(axis);
          const heights = heightsOn(axis, bins, stretches);
          const all = bins.reduce((sum, { count }) => sum + count, 0);
          assert.equal(heights.length, stretches);
          assert.ok(Math.abs(heights.reduce((sum, height) => sum + height, 0) - all) < all * 1e-6);
          assert.ok(heights.every((height) => height >= -1e-9));
        },
      ),
    );
  });

  it("has a place for every value, from its beginning to its end", () => {
    const axis = { from: 10, to: 1_000 };
    assert.equal(placeOn(axis, 100), 0.5);
    assert.deepEqual(
      [0, 5, 10, 1_000, 9_999].map((value) => placeOn(axis, value)),
      [0, 0, 0, 1, 1],
    );
  });

  it("spreads equal samples over a part of it, and has none without samples", () => {
    const axis = axisOf([{ from: 100, to: 104, count: 3 }]);
    assert.ok(axis && axis.from < 80 && axis.to > 130);
    assert.equal(axisOf([]), undefined);
  });

  it("is marked at round values, as many as there is room for", () => {
    assert.deepEqual(ticksOn({ from: 40, to: 3_000 }, 8), [50, 100, 200, 500, 1_000, 2_000]);
    assert.deepEqual(ticksOn({ from: 40, to: 3_000 }, 4), [100, 300, 1_000, 3_000]);
    assert.deepEqual(ticksOn({ from: 40, to: 3_000 }, 2), [100, 1_000]);
  });
});
