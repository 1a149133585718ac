import { bucketName } from "../time/words.ts";
import { sumOf, total } from "./fold.ts";
import type { Picture } from "./plot.ts";
import { valueWords } from "./unit-words.ts";

/** What stands beside a chart's names. */
export interface LegendValues {
  /** What the values are of, while nothing is pointed at. */
  readonly title: string;
  /** All that is shown together, where it can be added up. */
  readonly sum?: string;
  readonly values: readonly (number | null)[];
}

/** The values at a bucket; without one the sums of what adds up, and the newest value of what does not. */
export function legendOf(
  picture: Pick<Picture, "series" | "hidden" | "form" | "unit" | "starts" | "grain">,
  at?: number,
): LegendValues {
  const { series, hidden, form, unit, starts, grain } = picture;
  if (form === "lines") {
    const newest = at ?? newestOf(picture);
    const title = newest === undefined ? "" : `Newest: ${bucketName(starts[newest] ?? 0, grain)}`;
    return { title, values: series.map(({ values }) => (newest === undefined ? null : (values[newest] ?? null))) };
  }
  const values = series.map((one) => (at === undefined ? total(one) : (one.values[at] ?? null)));
  const shown = series.filter(({ name }) => !hidden.has(name));
  const sum = at === undefined ? shown.reduce((all, one) => all + total(one), 0) : (sumOf(shown)[at] ?? 0);
  return { title: "In all", sum: valueWords(sum, unit), values };
}

/** The last bucket in which something is known. */
function newestOf({ series, starts }: Pick<Picture, "series" | "starts">): number | undefined {
  const at = starts.findLastIndex((_, place) => series.some(({ values }) => (values[place] ?? null) !== null));
  return at < 0 ? undefined : at;
}
