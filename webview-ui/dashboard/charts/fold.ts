import type { ChartSeries } from "./chart-props.ts";

/** More cannot be told apart. */
export const mostSeries = 8;

/** What is drawn of a chart's series. */
export interface Folded {
  readonly series: readonly ChartSeries[];
  /** How many are only in the table. */
  readonly left: number;
}

/**
 * At most `most` series. Of amounts the largest stay as they are, in their order, and the others become their sum; of
 * lines the first ones stay, because others' values cannot be added up.
 */
export function folded(series: readonly ChartSeries[], form: "stacked" | "lines", most = mostSeries): Folded {
  if (series.length <= most) return { series, left: 0 };
  if (form === "lines") return { series: series.slice(0, most), left: series.length - most };
  const largest = new Set(series.toSorted((a, b) => total(b) - total(a)).slice(0, most - 1));
  const others = series.filter((one) => !largest.has(one));
  const other: ChartSeries = {
    name: `Other (${others.length})`,
    values: sumOf(others),
    tone: "muted",
  };
  return { series: [...series.filter((one) => largest.has(one)), other], left: 0 };
}

/** The sum of each bucket; null where none has a value. */
export function sumOf(series: readonly ChartSeries[]): readonly (number | null)[] {
  const length = Math.max(0, ...series.map(({ values }) => values.length));
  return Array.from({ length }, (_, at) =>
    series.reduce<number | null>((sum, { values }) => {
      const value = values[at] ?? null;
      return value === null ? sum : (sum ?? 0) + value;
    }, null),
  );
}

export function total({ values }: ChartSeries): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

/** From where to where each series reaches in each bucket, one upon the other in their order. */
export function layersOf(series: readonly ChartSeries[], buckets: number): readonly Layer[] {
  const height = Array.from({ length: buckets }, () => 0);
  return series.map(({ values }) => {
    const lower = [...height];
    for (let at = 0; at < buckets; at++) height[at] = (height[at] ?? 0) + Math.max(0, values[at] ?? 0);
    return { lower, upper: [...height] };
  });
}

export interface Layer {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}
