import type { Span } from "../../../src/spec/series.ts";
import { addDays, startOfDay } from "./period.ts";

const hour = 3_600_000;

/**
 * The stretch before a span to compare it with: as many days before (by the clock on the wall, so that a day of 23 hours is
 * a day), or as many milliseconds for a part of a day. Of a span that is not over, only as much of the one before as has
 * passed of this one, up to the hour, so that half a day is not held against a whole one.
 */
export function previousSpan({ from, until }: Span, now: number): Span {
  const passed = Math.min(until, Math.max(from, Math.ceil(now / hour) * hour));
  if (startOfDay(from) !== from || startOfDay(until) !== until) {
    const length = until - from;
    return { from: from - length, until: passed - length };
  }
  const days = Math.round((until - from) / (24 * hour));
  const end = startOfDay(passed) === passed ? startOfDay(passed, -days) : addDays(passed, -days);
  return { from: startOfDay(from, -days), until: end };
}
