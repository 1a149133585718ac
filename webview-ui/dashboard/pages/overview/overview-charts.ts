import type { UsageSeries, UsageSums } from "../../../../src/spec/series.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";
import { bucketSums } from "./overview-sums.ts";

/** Each part's spend. Parts that cost nothing are left out: they would only take colours. */
export function spendSeries(series: UsageSeries, names: readonly string[]): readonly ChartSeries[] {
  return series.parts.flatMap(({ totals, buckets }, place) =>
    totals.usd > 0 ? [{ name: names[place] ?? "", values: buckets.map(({ usd }) => usd) }] : [],
  );
}

/** Tokens by kind, none counted twice. */
export function tokenSeries(series: UsageSeries): readonly ChartSeries[] {
  const sums = bucketSums(series);
  const kind = (name: string, value: (of: UsageSums) => number): ChartSeries => ({ name, values: sums.map(value) });
  return [
    kind("Input, not cached", ({ input, cacheRead }) => input - cacheRead),
    kind("Input from the cache", ({ cacheRead }) => cacheRead),
    kind("Output", ({ output, reasoning }) => output - reasoning),
    kind("Reasoning", ({ reasoning }) => reasoning),
  ];
}

/** What became of calls; of attempts where calls cannot be told. */
export function outcomeSeries(series: UsageSeries): readonly ChartSeries[] {
  const sums = series.calls ?? bucketSums(series);
  return [
    { name: "Succeeded", tone: "good", values: sums.map(({ succeeded }) => succeeded) },
    { name: "Failed", tone: "bad", values: sums.map(({ failed }) => failed) },
    { name: "Cancelled", tone: "muted", values: sums.map(({ cancelled }) => cancelled) },
  ];
}
