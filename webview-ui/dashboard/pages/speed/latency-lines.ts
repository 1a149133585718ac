import type { LatencyPart, LatencySeries, Measure, Split } from "../../../../src/spec/series.ts";
import type { ChartSeries, Unit } from "../../charts/chart-props.ts";

/** Which quantile is looked at. */
export const quantiles = ["p50", "p95", "p99"] as const;

export type Quantile = (typeof quantiles)[number];

export const quantileNames: Readonly<Record<Quantile, string>> = { p50: "P50", p95: "P95", p99: "P99" };

/** Of whole calls together: a line a quantile. */
export function quantileLines(series: LatencySeries): readonly ChartSeries[] {
  const part = series.parts[0];
  if (!part) return [];
  return quantiles.map((quantile) => ({ name: quantileNames[quantile], values: valuesOf(part, quantile) }));
}

/** One quantile: a line a part. */
export function partLines(series: LatencySeries, names: readonly string[], quantile: Quantile): readonly ChartSeries[] {
  return series.parts.map((part, place) => ({ name: names[place] ?? "", values: valuesOf(part, quantile) }));
}

function valuesOf({ buckets }: LatencyPart, quantile: Quantile): readonly (number | null)[] {
  return buckets.map((bucket) => bucket?.[quantile] ?? null);
}

export const measureNames: Readonly<Record<Measure, string>> = {
  "first-token": "First token",
  duration: "Whole answer",
  speed: "Answer speed",
};

export const measureUnits: Readonly<Record<Measure, Unit>> = {
  "first-token": "ms",
  duration: "ms",
  speed: "tokens-per-second",
};

/** What the figures of a measure are of, when they are told apart so. */
export function measuredWords(measure: Measure, split: Split): string {
  const attempts = measure === "speed" || ["provider", "model", "route", "credential"].includes(split);
  return attempts ? "Of single attempts." : "Of whole calls, as they were waited for.";
}
