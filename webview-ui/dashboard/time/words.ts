import type { Grain, Span } from "../../../src/spec/series.ts";
import { endOfBucket } from "./buckets.ts";
import { startOfDay } from "./period.ts";

/** Dates are written as everywhere in Switchyard: its words are English, its clock the one on the wall. */
const locale = "en-GB";

const written = {
  clock: new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
  day: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" }),
  dayOfYear: new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" }),
  weekday: new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short" }),
  fullDay: new Intl.DateTimeFormat(locale, { weekday: "short", day: "numeric", month: "short", year: "numeric" }),
  month: new Intl.DateTimeFormat(locale, { month: "short" }),
  fullMonth: new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" }),
} as const;

/** `14:30`. */
export function clock(at: number): string {
  return written.clock.format(at);
}

/** `5 Mar`. */
export function day(at: number): string {
  return written.day.format(at);
}

/** `Mar`. */
export function month(at: number): string {
  return written.month.format(at);
}

/** A bucket for a person: `Thu 5 Mar, 14:00 to 15:00`, `Thu 5 Mar 2026`, `2 to 8 Mar 2026`, `March 2026`. */
export function bucketName(start: number, grain: Grain): string {
  switch (grain) {
    case "hour":
      return `${plain(written.weekday.format(start))}, ${clock(start)} to ${clock(endOfBucket(start, grain))}`;
    case "day":
      return plain(written.fullDay.format(start));
    case "week":
      return daysName(start, startOfDay(endOfBucket(start, grain), -1));
    case "month":
      return written.fullMonth.format(start);
  }
}

/** A span for a person: `Thu 5 Mar 2026`, `3 to 9 Nov 2025`, `3 Nov 08:00 to 5 Nov 20:00`, `5 Mar 08:00 to 10:00`. */
export function spanName({ from, until }: Span): string {
  if (startOfDay(from) === from && startOfDay(until) === until) {
    const last = startOfDay(until, -1);
    return last === from ? plain(written.fullDay.format(from)) : daysName(from, last);
  }
  const sameDay = startOfDay(from) === startOfDay(until - 1);
  return `${day(from)} ${clock(from)} to ${sameDay ? "" : `${day(until)} `}${clock(until)}`;
}

/** Whole days, of which the last one begins with `last`. */
function daysName(from: number, last: number): string {
  const [a, b] = [new Date(from), new Date(last)];
  if (startOfDay(from) === startOfDay(last)) return written.dayOfYear.format(from);
  if (a.getFullYear() !== b.getFullYear())
    return `${written.dayOfYear.format(from)} to ${written.dayOfYear.format(last)}`;
  const begin = a.getMonth() === b.getMonth() ? String(a.getDate()) : day(from);
  return `${begin} to ${written.dayOfYear.format(last)}`;
}

/** Without the comma after the day of the week. */
function plain(date: string): string {
  return date.replace(",", "");
}
