import type { Span } from "../../../../src/spec/series.ts";
import { addDays, startOfDay } from "../../time/period.ts";
import { clock, day } from "../../time/words.ts";

export interface TimeTick {
  readonly at: number;
  readonly text: string;
}

const minute = 60_000;
const hour = 60 * minute;
const steps = [1, 2, 5, 10, 15, 30]
  .map((count) => count * minute)
  .concat([1, 2, 3, 6, 12].map((count) => count * hour));
const daySteps = [1, 2, 7, 14, 30, 91, 182, 365];

/** Round times within a span, at most so many, by the clock on the wall. */
export function timeTicks({ from, until }: Span, most: number): readonly TimeTick[] {
  const length = until - from;
  const step = steps.find((one) => length / one <= most);
  if (step === undefined)
    return dayTicks({ from, until }, daySteps.find((one) => length / (24 * hour) / one <= most) ?? 730);
  const ticks: TimeTick[] = [];
  // Each day begins anew, so that they stay round when the clock is put forward or back.
  for (let start = startOfDay(from); start < until; start = addDays(start, 1)) {
    const end = Math.min(until, addDays(start, 1));
    for (let at = start; at < end; at += step) {
      if (at >= from) ticks.push({ at, text: at === start ? day(at) : clock(at) });
    }
  }
  return ticks;
}

function dayTicks({ from, until }: Span, step: number): readonly TimeTick[] {
  const ticks: TimeTick[] = [];
  const first = startOfDay(from) === from ? from : addDays(startOfDay(from), 1);
  for (let at = first; at < until; at = addDays(at, step)) ticks.push({ at, text: day(at) });
  return ticks;
}
