import type { RouteTrend } from "../../protocol/usage.ts";
import type { LatencySeries, Measure, SeriesQuery } from "../../spec/series.ts";

export interface TrendSources {
  readonly latency: (query: SeriesQuery & { readonly measure: Measure }) => Promise<LatencySeries>;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  /** Told when there is something new to show. */
  readonly changed: () => void;
  readonly onError: (error: unknown) => void;
}

const dayMs = 24 * 3_600_000;

/** An hour's median does not change by the second. */
const freshForMs = 15_000;

/**
 * How soon routes spoke in the last 24 hours, hour by hour. What is known is given at once; what is older than a few seconds is
 * read again meanwhile.
 */
export function createTrends({ latency, now, changed, onError }: TrendSources): () => ReadonlyMap<string, RouteTrend> {
  let known: ReadonlyMap<string, RouteTrend> = new Map();
  let readAt = Number.NEGATIVE_INFINITY;
  const read = async () => {
    const until = now();
    const span = { from: until - dayMs, until };
    const series = await latency({ span, grain: "hour", split: "route", measure: "first-token" });
    const next = new Map(series.parts.map((part) => [part.name, trendOf(part)]));
    if (sameAs(next, known)) return;
    known = next;
    changed();
  };
  return () => {
    if (now() - readAt >= freshForMs || now() < readAt) {
      readAt = now();
      read().catch(onError);
    }
    return known;
  };
}

function trendOf({ overall, buckets }: LatencySeries["parts"][number]): RouteTrend {
  const { p50, p99, samples } = overall;
  return { hours: buckets.map((bucket) => bucket?.p50 ?? null), p50, p99, samples };
}

function sameAs(one: ReadonlyMap<string, RouteTrend>, other: ReadonlyMap<string, RouteTrend>): boolean {
  return JSON.stringify([...one]) === JSON.stringify([...other]);
}
