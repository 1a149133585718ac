import type { Grain } from "../../../src/spec/series.ts";
import { clock, day, month } from "../time/words.ts";

/** A word below the bucket with this index. */
export interface AxisLabel {
  readonly at: number;
  readonly text: string;
}

type Choice = (date: Date, at: number) => boolean;

const everyHours =
  (hours: number): Choice =>
  (date) =>
    date.getHours() % hours === 0;
const everyDays =
  (days: number): Choice =>
  (date) =>
    date.getHours() === 0 && (date.getDate() - 1) % days === 0;
const mondays: Choice = (date) => date.getHours() === 0 && date.getDay() === 1;
const everyMonths =
  (months: number): Choice =>
  (date) =>
    date.getDate() === 1 && date.getMonth() % months === 0;
const every =
  (count: number): Choice =>
  (_, at) =>
    at % count === 0;
const all: Choice = () => true;

/** Which buckets may be labelled, from most to fewest. Round times are easier to read than every so many. */
const choices: Readonly<Record<Grain, readonly Choice[]>> = {
  hour: [all, everyHours(2), everyHours(3), everyHours(6), everyHours(12), everyDays(1), mondays],
  day: [all, every(2), mondays, everyDays(14), everyMonths(1), everyMonths(3), everyMonths(12)],
  week: [all, every(2), every(4), every(8), every(13), every(26), every(52)],
  month: [all, every(2), everyMonths(3), everyMonths(6), everyMonths(12)],
};

/**
 * The labels of a time axis: as many as there is room for.
 *
 * @param room how many labels fit beside each other.
 */
export function axisLabels(starts: readonly number[], grain: Grain, room: number): readonly AxisLabel[] {
  const most = Math.max(1, Math.floor(room));
  for (const choice of choices[grain]) {
    const chosen = starts.flatMap((start, at) => (choice(new Date(start), at) ? [{ at, start }] : []));
    if (chosen.length > 0 && chosen.length <= most) return chosen.map(({ at, start }) => label(at, start, grain));
  }
  const step = Math.ceil(starts.length / most);
  return starts.flatMap((start, at) => (at % step === 0 ? [label(at, start, grain)] : []));
}

function label(at: number, start: number, grain: Grain): AxisLabel {
  return { at, text: textOf(start, grain) };
}

/** The clock within a day and the date where one begins; the month, and the year where one begins. */
function textOf(start: number, grain: Grain): string {
  const date = new Date(start);
  if (grain === "hour") return date.getHours() === 0 ? day(start) : clock(start);
  if (grain === "month") return date.getMonth() === 0 ? String(date.getFullYear()) : month(start);
  return day(start);
}
