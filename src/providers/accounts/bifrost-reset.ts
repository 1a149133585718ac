const DAY_MS = 86_400_000;

/** A month is thirty days and a year 365, unless a budget is aligned to the calendar. */
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
  w: 7 * DAY_MS,
  M: 30 * DAY_MS,
  Y: 365 * DAY_MS,
};

/** Months in a unit that is one by the calendar. */
const UNIT_MONTHS: Readonly<Record<string, number>> = { M: 1, Y: 12 };

/**
 * When a period of Bifrost's that began at `last` ends, in milliseconds since the Unix epoch; undefined where it does
 * not say so readably. https://github.com/maximhq/bifrost, framework/configstore/tables/utils.go.
 *
 * @param duration such as `30s`, `1h`, `1d`, `1w`, `1M` or `1Y`; minutes and months differ in their case alone
 * @param aligned it began with a day, week, month or year of the UTC calendar
 */
export function nextBifrostReset(
  last: number | null | undefined,
  duration: string | null | undefined,
  aligned: boolean,
): number | undefined {
  const [, amount, unit = ""] = /^(\d+)([smhdwMY])$/.exec(duration ?? "") ?? [];
  if (last == null || amount === undefined) return undefined;
  const months = UNIT_MONTHS[unit];
  if (!aligned || months === undefined) return last + Number(amount) * (UNIT_MS[unit] ?? 0);
  const begun = new Date(last);
  return Date.UTC(begun.getUTCFullYear(), begun.getUTCMonth() + Number(amount) * months);
}
