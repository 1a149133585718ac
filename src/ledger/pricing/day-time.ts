/** As they stand in the settings; a week begins on Sunday, as in `Date`. */
export const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** A part of the day that comes back every day, or on some days of the week. */
export interface DayTime {
  /** Minutes after midnight, from 0. */
  readonly from: number;
  /** Minutes after midnight, up to 1440, itself not included. Below `from`: on the next day. */
  readonly until: number;
  /** `UTC`, or a zone of the IANA database such as `Asia/Shanghai`. */
  readonly zone: string;
  /** The days on which it begins; missing means every day. */
  readonly days?: readonly Weekday[] | undefined;
}

/** Whether it is that part of the day at `at` (milliseconds since the Unix epoch). */
export function holdsAt({ from, until, zone, days }: DayTime, at: number): boolean {
  const { day, minute } = localTime(at, zone);
  const began = (weekday: number): boolean => {
    const name = WEEKDAYS[weekday];
    return days === undefined || (name !== undefined && days.includes(name));
  };
  if (from <= until) return minute >= from && minute < until && began(day);
  return (minute >= from && began(day)) || (minute < until && began((day + 6) % 7));
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;

/** The day of the week and the minute of the day, with its fraction, as clocks in `zone` show them. */
function localTime(at: number, zone: string): { readonly day: number; readonly minute: number } {
  const minutes = at / MINUTE_MS + offsetOf(zone, at);
  const day = Math.floor(minutes / DAY_MINUTES);
  // The epoch began on a Thursday.
  return { day: (((day + 4) % 7) + 7) % 7, minute: minutes - day * DAY_MINUTES };
}

/** How long an offset is taken as the same. Clocks are put forward and back on a quarter of an hour of UTC. */
const SAME_MS = 15 * MINUTE_MS;

/** Asking for an offset takes some microseconds, and a plan asks for fifty routes at one moment. */
const known = new Map<string, { readonly format: Intl.DateTimeFormat; since: number; offset: number }>();

/** Minutes by which clocks in `zone` are ahead of UTC. */
function offsetOf(zone: string, at: number): number {
  if (zone === "UTC") return 0;
  const since = Math.floor(at / SAME_MS) * SAME_MS;
  const before = known.get(zone);
  if (before?.since === since) return before.offset;
  const format = before?.format ?? formatOf(zone);
  const offset = (shownBy(format, since) - since) / MINUTE_MS;
  known.set(zone, { format, since, offset });
  return offset;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const [year, rest] = ["numeric", "2-digit"] as const;
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year,
    month: rest,
    day: rest,
    hour: rest,
    minute: rest,
    second: rest,
  });
}

/** What a clock shows, as if it were UTC. */
function shownBy(format: Intl.DateTimeFormat, at: number): number {
  const shown = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
