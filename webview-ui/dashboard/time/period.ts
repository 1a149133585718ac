import type { Span } from "../../../src/spec/series.ts";

/** Stretches of time that are offered, all of them up to the end of today. */
export const periods = ["today", "week", "month", "quarter", "year", "all"] as const;

export type Period = (typeof periods)[number];

export const periodNames: Readonly<Record<Period, string>> = {
  today: "Today",
  week: "7 days",
  month: "30 days",
  quarter: "90 days",
  year: "12 months",
  all: "All",
};

const days: Readonly<Record<Exclude<Period, "year" | "all">, number>> = { today: 1, week: 7, month: 30, quarter: 90 };

/**
 * What a period covers by the clock on the wall: whole days that end with today's, so that it changes once a day and not
 * each moment. Twelve months begin with a month, so that the first one is not a part.
 */
export function spanOf(period: Period, now: number, oldestAt: number | undefined): Span {
  const until = startOfDay(now, 1);
  switch (period) {
    case "year":
      return { from: startOfMonth(now, -11), until };
    case "all":
      return { from: startOfDay(Math.min(oldestAt ?? now, now)), until };
    default:
      return { from: startOfDay(now, 1 - days[period]), until };
  }
}

/**
 * The beginning of a moment's day, or of one so many days later, in milliseconds since the Unix epoch as everywhere here. It
 * is midnight, or the first moment after it where the clock is put forward then, as in Chile.
 */
export function startOfDay(at: number, daysLater = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + daysLater).getTime();
}

/** The same of the month. */
export function startOfMonth(at: number, monthsLater = 0): number {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth() + monthsLater, 1).getTime();
}

/** The same time of day so many days later, whether or not the clock was put forward or back in between. */
export function addDays(at: number, count: number): number {
  const date = new Date(at);
  date.setDate(date.getDate() + count);
  return date.getTime();
}

/** Today's whole day. */
export function todayOf(now: number): Span {
  return { from: startOfDay(now), until: startOfDay(now, 1) };
}
