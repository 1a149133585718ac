const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * Reads a date as milliseconds since the Unix epoch, or says in one sentence why it cannot be read. A day without a time
 * is its midnight here. `03/04/2026` is refused: nobody knows whether that is in March or in April.
 */
export function readDate(text: string): number | string {
  const at = readIso(text) ?? readSeconds(text) ?? readNamed(text) ?? readNumbers(text);
  if (typeof at === "string") return at;
  if (at === undefined) return `"${text.slice(0, 40)}" is no date that can be read; write it as 2026-11-30.`;
  const year = new Date(at).getFullYear();
  return year >= 2000 && year < 2100 ? at : `"${text.slice(0, 40)}" is not of this century.`;
}

const ISO =
  /^(?<year>\d{4})(?<mark>[-/.])(?<month>\d\d?)\k<mark>(?<day>\d\d?)(?:[T ]+(?<time>\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i;

/** `2026-11-30` and `2026/11/30`, with a time or without; a time without a zone is one here. `20261130` too. */
function readIso(text: string): number | undefined {
  const parts = ISO.exec(text.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"))?.groups;
  if (!parts) return undefined;
  const { year = "", month = "", day = "", time, zone = "" } = parts;
  const midnight = dayOf(Number(year), Number(month), Number(day));
  if (midnight === undefined || time === undefined) return midnight;
  const offset = /^(?:UTC|GMT)$/i.test(zone) ? "Z" : zone;
  const at = Date.parse(`${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}T${time}${offset.toUpperCase()}`);
  return Number.isNaN(at) ? undefined : at;
}

/** Unix time in seconds or milliseconds. */
function readSeconds(text: string): number | undefined {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000;
  return /^\d{13}$/.test(text) ? Number(text) : undefined;
}

/** `30 Nov 2026`, `Nov 30, 2026`, `Monday, 30 November 2026`. A time after it is not read. */
function readNamed(text: string): number | undefined {
  const words = text.replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i, "");
  const dayFirst = /^(\d\d?)(?:st|nd|rd|th|\.)?[\s-]+([A-Za-z]{3,9})\.?,?[\s-]+(\d{4})\b/.exec(words);
  const monthFirst = /^([A-Za-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{4})\b/.exec(words);
  const [day, name, year] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]];
  if (name === undefined) return undefined;
  return dayOf(Number(year), MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1, Number(day));
}

/** `30.11.2026`, in which the day is always first, and `30/11/2026` where only one reading is a date. */
function readNumbers(text: string): number | string | undefined {
  const [, first, mark, second, year] = /^(\d\d?)([./-])(\d\d?)\2(\d{4})\b/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const dayFirst = dayOf(Number(year), Number(second), Number(first));
  if (mark === ".") return dayFirst;
  const monthFirst = dayOf(Number(year), Number(first), Number(second));
  if (dayFirst !== undefined && monthFirst !== undefined && dayFirst !== monthFirst) {
    return `"${text.slice(0, 40)}" may be two different days; write it as 2026-11-30.`;
  }
  return dayFirst ?? monthFirst;
}

/** A day's midnight here; undefined for a day that no month has. */
function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(year, month - 1, day);
  const exists = at.getFullYear() === year && at.getMonth() === month - 1 && at.getDate() === day;
  return exists ? at.getTime() : undefined;
}
