import type { ReportedDay } from "../../../../src/spec/account-card.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";

/** Reported and metered days as lines of a chart. */
export interface ReportedLines {
  /** First moments of the days, ascending, without gaps. */
  readonly starts: readonly number[];
  readonly series: readonly ChartSeries[];
}

/**
 * Two lines for each provider: what it says, what was metered. Days that it has not told of yet are left open, so that a
 * missing report is not read as a free day.
 */
export function reportedLines(days: readonly ReportedDay[]): ReportedLines {
  const first = Math.min(...days.map(({ day }) => day));
  const last = Math.max(...days.map(({ day }) => day));
  const starts = days.length === 0 ? [] : daysFrom(first, last);
  const providers = [...new Set(days.map(({ providerName }) => providerName))];
  return {
    starts: starts.map(localDay),
    series: providers.flatMap((name) => {
      const of = new Map(days.filter((one) => one.providerName === name).map((one) => [one.day, one]));
      return [
        { name: `${name}, reported`, values: starts.map((day) => of.get(day)?.reportedUsd ?? null) },
        { name: `${name}, metered`, values: starts.map((day) => of.get(day)?.meteredUsd ?? null) },
      ];
    }),
  };
}

/** UTC days always have 24 hours. */
function daysFrom(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.round((last - first) / 86_400_000) + 1 }, (_, at) => first + at * 86_400_000);
}

/** The local midnight of a UTC day's date, because charts write dates by the clock on the wall. */
export function localDay(utcDay: number): number {
  const date = new Date(utcDay);
  return new Date(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()).getTime();
}
