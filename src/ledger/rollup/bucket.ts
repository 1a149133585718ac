/** How long a roll-up's bucket is, as it is written in the file: 0 for an hour and 1 for a day, by the clock on the wall. */
export const HOUR = 0;
export const DAY = 1;
export type Level = typeof HOUR | typeof DAY;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The first moment of the local day that `at` is in, or of one `back` days before it. Date finds it also where midnight is
 * skipped or comes twice (ECMA-262, "UTC(t)": an earlier reading of a repeated time, the moment of a skipped one).
 */
export function startOfDay(at: number, back = 0): number {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() - back).getTime();
}

/**
 * The first moment of the hour that `at` is in, by the clock on the wall: in India hours begin at UTC's half hours. An hour
 * that comes twice, when clocks are set back, is two. Where they are moved by half an hour (Lord Howe Island), what
 * is cut off by that belongs to the hour before it.
 */
export function startOfHour(at: number): number {
  const start = at - sinceFullHour(at);
  return start - sinceFullHour(start); // is 0, unless clocks were moved in between
}

function sinceFullHour(at: number): number {
  const shown = at - new Date(at).getTimezoneOffset() * MINUTE_MS;
  return ((shown % HOUR_MS) + HOUR_MS) % HOUR_MS;
}

export function startOf(level: Level, at: number): number {
  return level === HOUR ? startOfHour(at) : startOfDay(at);
}

/** The beginning of the first bucket that does not begin before `at`. */
export function firstFrom(level: Level, at: number): number {
  const start = startOf(level, at);
  return start === at ? at : endOf(level, start);
}

/** The first moment after the bucket that begins with `start`. */
export function endOf(level: Level, start: number): number {
  if (level === DAY) return startOfDay(start, -1);
  let within = start;
  do within += HOUR_MS / 2;
  while (startOfHour(within) === start);
  return startOfHour(within);
}
