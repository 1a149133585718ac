import type { UsageSeries, UsageSums } from "../../../../src/spec/series.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";

/** How much of what was decided succeeded, for each part; null where nothing was. */
export function successRates(series: UsageSeries): readonly ChartSeries[] {
  return series.parts
    .map(({ name, buckets }) => ({ name, values: buckets.map(rateOf) }))
    .filter(({ values }) => values.some((value) => value !== null));
}

function rateOf({ succeeded, failed }: UsageSums): number | null {
  return succeeded + failed === 0 ? null : succeeded / (succeeded + failed);
}

/** The index of the bucket that a moment is in; undefined for one before the first. */
export function bucketAt(starts: readonly number[], at: number): number | undefined {
  const index = starts.findLastIndex((start) => start <= at);
  return index < 0 ? undefined : index;
}
