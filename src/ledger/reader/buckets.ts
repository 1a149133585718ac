import type { Grain, Span } from "../../spec/series.ts";
import { DAY, endOf, HOUR, type Level, startOf, startOfDay } from "../rollup/bucket.ts";

/** A chart's buckets, and where their figures are. */
export interface Buckets {
  /** First moments, ascending. The first bucket may begin before the span does. */
  readonly starts: readonly number[];
  /** Of the roll-ups that they are made of, from `from` on and before `until`. */
  readonly level: Level;
  readonly from: number;
  readonly until: number;
}

/** More than any chart has points: an hour's grain over two years. */
const MOST_BUCKETS = 20_000;

/** The buckets that a span touches. Hours and days that it only touches count in full. */
export function bucketsOf({ from, until }: Span, grain: Grain): Buckets {
  const level = grain === "hour" ? HOUR : DAY;
  const starts: number[] = [];
  for (
    let start = startOfGrain(grain, from);
    start < until && starts.length < MOST_BUCKETS;
    start = next(grain, start)
  ) {
    starts.push(start);
  }
  return { starts, level, from: startOf(level, from), until };
}

/** Which bucket a moment is in; -1 before the first. */
export function bucketAt(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function startOfGrain(grain: Grain, at: number): number {
  switch (grain) {
    case "hour":
      return startOf(HOUR, at);
    case "day":
      return startOf(DAY, at);
    case "week":
      return startOfDay(at, (new Date(at).getDay() + 6) % 7);
    case "month": {
      const day = new Date(at);
      return new Date(day.getFullYear(), day.getMonth(), 1).getTime();
    }
  }
}

function next(grain: Grain, start: number): number {
  switch (grain) {
    case "hour":
      return endOf(HOUR, start);
    case "day":
      return endOf(DAY, start);
    case "week":
      return startOfDay(start, -7);
    case "month": {
      const day = new Date(start);
      return new Date(day.getFullYear(), day.getMonth() + 1, 1).getTime();
    }
  }
}
