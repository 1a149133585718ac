import type { BudgetBurn } from "../../../../src/protocol/dashboard/budgets.ts";
import type { Grain } from "../../../../src/spec/series.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";
import { addDays } from "../../time/period.ts";

/** A budget's way as a chart takes it: each value is what is spent by the end of its bucket. */
export interface BurnSeries {
  readonly grain: Grain;
  readonly starts: readonly number[];
  readonly series: readonly ChartSeries[];
  /** The bucket that holds this moment. */
  readonly running: number;
}

const hourMs = 3_600_000;

/** A budget of all time is shown so far ahead, in days. */
const daysAhead = 10;

/** A forecast beyond so many times the limit would press everything else to the floor; its words tell it. */
const mostTimesLimit = 4;

/** The series of a budget's chart: dashed where it is not yet. `now` lies within the period. */
export function burnSeries(burn: BudgetBurn, now: number): BurnSeries {
  const { from, limitUsd, spentUsd } = burn;
  const until = burn.until ?? addDays(from, 30 + daysAhead);
  const hourly = until - from <= 25 * hourMs;
  const starts = hourly ? hours(from, until) : days(from, until);
  const ends = starts.map((_, at) => starts[at + 1] ?? until);
  const running = starts.findLastIndex((start) => start <= now);
  const pace = paceOf(burn, now);
  const ceiling = Math.max(limitUsd * mostTimesLimit, spentUsd);
  const values = (of: (end: number, at: number) => number | null) => ends.map(of);
  // In this order, because a line's dashes go by its place: what lies ahead is dashed in every budget.
  const series: readonly ChartSeries[] = [
    { name: "Spent", values: values((end, at) => (at > running ? null : spentBy(burn, end))) },
    {
      name: "At this pace",
      values: values((end, at) => {
        if (pace === undefined || at < running) return null;
        // It goes on where the other line ends.
        const usd = at === running ? spentUsd : spentUsd + pace * (end - now);
        return usd <= ceiling ? usd : null;
      }),
    },
    { name: "Limit", tone: "bad", values: values(() => limitUsd) },
    ...(burn.until === undefined
      ? []
      : [
          {
            name: "Even pace",
            tone: "muted" as const,
            values: values((end) => limitUsd * ((end - from) / (until - from))),
          },
        ]),
  ];
  return { grain: hourly ? "hour" : "day", starts, series, running };
}

/** What had been spent by then. Of a budget of all time the points tell only of what is shown; the rest was before. */
function spentBy({ burned, spentUsd, until }: BudgetBurn, end: number): number {
  const before = until === undefined ? spentUsd - (burned.at(-1)?.usd ?? 0) : 0;
  return before + (burned.findLast(({ at }) => at <= end)?.usd ?? 0);
}

/** US dollars a millisecond from now on; undefined where nothing is expected. */
function paceOf({ spentUsd, limitUsd, expectedUsd, until, usedUpAt }: BudgetBurn, now: number): number | undefined {
  if (until !== undefined) return expectedUsd === undefined ? undefined : (expectedUsd - spentUsd) / (until - now);
  return usedUpAt === undefined || usedUpAt <= now ? undefined : (limitUsd - spentUsd) / (usedUpAt - now);
}

function hours(from: number, until: number): readonly number[] {
  return Array.from({ length: Math.ceil((until - from) / hourMs) }, (_, at) => from + at * hourMs);
}

/** By the calendar, because a day has 23 or 25 hours when the clocks change. */
function days(from: number, until: number): readonly number[] {
  const starts: number[] = [];
  for (let at = from, day = 1; at < until; at = addDays(from, day++)) starts.push(at);
  return starts;
}
