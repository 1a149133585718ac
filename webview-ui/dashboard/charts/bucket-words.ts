import { bucketName } from "../time/words.ts";
import type { ChartSeries, TimeChartProps } from "./chart-props.ts";
import type { ChartCursor } from "./cursor.ts";
import { sumOf } from "./fold.ts";
import { valueWords } from "./unit-words.ts";

type Figures = Pick<TimeChartProps, "starts" | "grain" | "unit" | "form">;

/** A bucket, or a stretch that is being chosen, as a screen reader says it. */
export function cursorWords(
  { starts, grain, unit, form }: Figures,
  shown: readonly ChartSeries[],
  { at, anchor }: ChartCursor,
): string {
  const name = bucketName(starts[at] ?? 0, grain);
  if (anchor !== undefined && anchor !== at) {
    const other = bucketName(starts[anchor] ?? 0, grain);
    return `Chosen: ${at < anchor ? `${name} until ${other}` : `${other} until ${name}`}. Enter zooms in.`;
  }
  const values = shown.flatMap((one) => {
    const value = one.values[at] ?? null;
    return value === null || (form === "stacked" && value === 0) ? [] : [`${one.name} ${valueWords(value, unit)}`];
  });
  if (values.length === 0) return `${name}: nothing.`;
  const sum = form === "stacked" && shown.length > 1 ? `${valueWords(sumOf(shown)[at] ?? 0, unit)}; ` : "";
  return `${name}: ${sum}${values.join(", ")}.`;
}
