import type { Grain, Span } from "../../../src/spec/series.ts";
import { startOfDay, startOfMonth } from "./period.ts";

/** The end of the bucket in which a moment lies, by the clock on the wall; weeks end with Sunday. */
export function endOfBucket(at: number, grain: Grain): number {
  switch (grain) {
    case "hour":
      return startOfHour(at) + 3_600_000;
    case "day":
      return startOfDay(at, 1);
    case "week":
      // Days since Monday: `getDay` begins with Sunday.
      return startOfDay(at, 7 - ((new Date(at).getDay() + 6) % 7));
    case "month":
      return startOfMonth(at, 1);
  }
}

/** From the beginning of one bucket to the end of another, given in any order. */
export function stretchOf(starts: readonly number[], grain: Grain, one: number, other: number): Span | undefined {
  const from = starts[Math.min(one, other)];
  const last = Math.max(one, other);
  const lastStart = starts[last];
  if (from === undefined || lastStart === undefined) return undefined;
  return { from, until: starts[last + 1] ?? endOfBucket(lastStart, grain) };
}

/** Hours begin on the hour in every zone that is not off by half an hour; there they begin with the clock's hour too. */
function startOfHour(at: number): number {
  const date = new Date(at);
  return at - date.getMinutes() * 60_000 - date.getSeconds() * 1_000 - date.getMilliseconds();
}
