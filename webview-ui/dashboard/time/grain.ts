import type { Grain, Span } from "../../../src/spec/series.ts";

export const grains: readonly Grain[] = ["hour", "day", "week", "month"];

export const grainNames: Readonly<Record<Grain, string>> = {
  hour: "Hours",
  day: "Days",
  week: "Weeks",
  month: "Months",
};

const day = 86_400_000;

/** How long a bucket is at most, in milliseconds. */
const lengths: Readonly<Record<Grain, number>> = { hour: day / 24, day: day, week: 7 * day, month: 31 * day };

/** More buckets than that cannot be told apart on a screen. */
const mostBuckets = 400;

/** What suits a span when nothing is chosen: enough buckets for a shape, few enough to be seen. */
export function suitableGrain({ from, until }: Span): Grain {
  const length = until - from;
  if (length <= 3.5 * day) return "hour";
  if (length <= 100 * day) return "day";
  return length <= 2 * 366 * day ? "week" : "month";
}

/** What may be chosen for a span: more than one bucket, and not too many. */
export function grainsFor(span: Span): readonly Grain[] {
  const length = span.until - span.from;
  const fitting = grains.filter((grain) => length / lengths[grain] <= mostBuckets && length > lengths[grain]);
  return fitting.length > 0 ? fitting : [suitableGrain(span)];
}

/** The chosen grain where it fits the span, else what suits it. */
export function grainFor(span: Span, chosen: Grain | undefined): Grain {
  return chosen !== undefined && grainsFor(span).includes(chosen) ? chosen : suitableGrain(span);
}
