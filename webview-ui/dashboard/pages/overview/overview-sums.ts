import { noUsage, type CallSums, type UsageSeries, type UsageSums } from "../../../../src/spec/series.ts";

/** What the key figures are made of. */
export interface OverviewSums {
  readonly usage: UsageSums;
  /** Missing where calls cannot be told, because the figures are narrowed to a provider or model. */
  readonly calls?: CallSums;
}

const noCalls: CallSums = { calls: 0, succeeded: 0, failed: 0, cancelled: 0, failovers: 0 };

/** Everything in a series added up. */
export function sumsOf(series: Pick<UsageSeries, "parts" | "calls">): OverviewSums {
  const usage = series.parts.map(({ totals }) => totals).reduce(added, noUsage);
  return { usage, ...(series.calls && { calls: series.calls.reduce(added, noCalls) }) };
}

/** The parts of a series added up bucket by bucket. */
export function bucketSums({ parts, starts }: Pick<UsageSeries, "parts" | "starts">): readonly UsageSums[] {
  return starts.map((_, at) => parts.map(({ buckets }) => buckets[at] ?? noUsage).reduce(added, noUsage));
}

/** Two sums in one. Every figure of both is a number. */
function added<T extends object>(one: T, other: T): T {
  const figures = Object.entries(one).map(([name, value]: [string, number]) => [
    name,
    value + Number(Reflect.get(other, name) ?? 0),
  ]);
  return Object.fromEntries(figures) as T;
}

/** Of what came to an end, how much succeeded; undefined where nothing did. Cancelled ones are nobody's failure. */
export function successShare({ succeeded, failed }: Pick<UsageSums, "succeeded" | "failed">): number | undefined {
  return succeeded + failed === 0 ? undefined : succeeded / (succeeded + failed);
}
