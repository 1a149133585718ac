/** A stretch of local time in milliseconds since the Unix epoch; for a moment, `from` and `until` are the same. */
interface Stretch {
  readonly from: number;
  readonly until: number;
}

/** Words for time that are offered, the most wanted first. */
export const timeWords = ["today", "yesterday", "this-week", "last-week", "this-month", "last-month"] as const;

/** Ways to say how long ago, for those who do not know how to. */
export const offeredAgos = ["1h", "24h", "7d", "30d", "3mo"] as const;

const AGO = /^(\d{1,6})(m|min|h|d|w|mo|y)$/i;
const DATE = /^([1-9]\d{3})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?)?)?)?$/i;

/**
 * What is meant by `7d`, `yesterday`, `2026-11-03`, `2026-11` or `2026-11-03T15:30`, by the clock on the wall; undefined
 * when nothing is.
 *
 * @param now milliseconds since the Unix epoch
 */
export function readMoment(written: string, now: number): Stretch | undefined {
  const meant = ago(written, now) ?? word(written.toLowerCase(), now) ?? date(written);
  return meant !== undefined && Number.isFinite(meant.from) ? meant : undefined;
}

/** `7d` as `7 days`; undefined for what is not so long ago but at a certain time. */
export function agoInWords(written: string): string | undefined {
  const [, digits, unit = ""] = AGO.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits);
  const name = agoUnits[unit.toLowerCase()] ?? unit;
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

const agoUnits: Readonly<Record<string, string>> = {
  m: "minute",
  min: "minute",
  h: "hour",
  d: "day",
  w: "week",
  mo: "month",
  y: "year",
};

function ago(written: string, now: number): Stretch | undefined {
  const [, digits, unit = ""] = AGO.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const count = Number(digits);
  const at = new Date(now);
  switch (unit.toLowerCase()) {
    case "m":
    case "min":
      return moment(now - count * 60_000);
    case "h":
      return moment(now - count * 3_600_000);
    case "d":
      return moment(at.setDate(at.getDate() - count));
    case "w":
      return moment(at.setDate(at.getDate() - 7 * count));
    case "mo":
      return moment(monthsBefore(at, count));
    default:
      return moment(monthsBefore(at, 12 * count));
  }
}

/** The same day some months ago, or that month's last one. */
function monthsBefore(at: Date, months: number): number {
  const day = at.getDate();
  at.setDate(1);
  at.setMonth(at.getMonth() - months);
  return at.setDate(Math.min(day, new Date(at.getFullYear(), at.getMonth() + 1, 0).getDate()));
}

function word(written: string, now: number): Stretch | undefined {
  const at = new Date(now);
  const year = at.getFullYear();
  const month = at.getMonth();
  const day = at.getDate();
  const monday = day - ((at.getDay() + 6) % 7);
  switch (written) {
    case "today":
      return stretch([year, month, day], [year, month, day + 1]);
    case "yesterday":
      return stretch([year, month, day - 1], [year, month, day]);
    case "this-week":
      return stretch([year, month, monday], [year, month, monday + 7]);
    case "last-week":
      return stretch([year, month, monday - 7], [year, month, monday]);
    case "this-month":
      return stretch([year, month, 1], [year, month + 1, 1]);
    case "last-month":
      return stretch([year, month - 1, 1], [year, month, 1]);
    default:
      return undefined;
  }
}

function date(written: string): Stretch | undefined {
  const [, ...parts] = DATE.exec(written) ?? [];
  const [year, month, day, hour, minute = 0, second = 0] = parts.map((part) =>
    part === undefined ? undefined : Number(part),
  );
  if (year === undefined) return undefined;
  if (month === undefined) return stretch([year, 0, 1], [year + 1, 0, 1]);
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return stretch([year, month - 1, 1], [year, month, 1]);
  if (day < 1 || day > new Date(year, month, 0).getDate()) return undefined;
  if (hour === undefined) return stretch([year, month - 1, day], [year, month - 1, day + 1]);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  return moment(new Date(year, month - 1, day, hour, minute, second).getTime());
}

type Day = readonly [year: number, month: number, day: number];

function stretch(from: Day, until: Day): Stretch {
  return { from: new Date(...from).getTime(), until: new Date(...until).getTime() };
}

function moment(at: number): Stretch {
  return { from: at, until: at };
}
