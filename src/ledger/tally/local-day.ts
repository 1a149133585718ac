import type { UsageRange } from "../../spec/snapshot.ts";

/** A day by the clock on the wall, in milliseconds since the Unix epoch; 23 or 25 hours long when the clocks change. */
export interface LocalDay {
  readonly from: number;
  /** The first moment that is not in it. */
  readonly until: number;
}

const DAYS: Readonly<Record<UsageRange, number>> = { today: 1, week: 7, month: 30 };

/** Today and the days before it that belong to the range, newest first. */
export function daysOf(range: UsageRange, now: number): readonly LocalDay[] {
  return Array.from({ length: DAYS[range] }, (_, back) => ({
    from: startOfDay(now, back),
    until: startOfDay(now, back - 1),
  }));
}

/**
 * The first moment of the local day that `at` is in, or of one `back` days before it. Date finds it also where midnight is
 * skipped or comes twice (ECMA-262, "UTC(t)": an earlier reading of a repeated time, the moment of a skipped one).
 */
export function startOfDay(at: number, back = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).getTime();
}
