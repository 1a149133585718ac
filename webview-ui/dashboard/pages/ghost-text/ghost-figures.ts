import type {
  AcceptanceSeries,
  AcceptanceSums,
  LatencySeries,
  UsageSeries,
  UsageSums,
} from "../../../../src/spec/series.ts";
import type { ChartSeries } from "../../charts/chart-props.ts";

const nothing: AcceptanceSums = { shown: 0, accepted: 0, shownCharacters: 0, acceptedCharacters: 0 };

/** Of a series without a split: its one part, or nothing in as many buckets. */
export function acceptanceOf({ starts, parts: [part] }: AcceptanceSeries): {
  readonly totals: AcceptanceSums;
  readonly buckets: readonly AcceptanceSums[];
} {
  return part ?? { totals: nothing, buckets: starts.map(() => nothing) };
}

/** How much of what was shown was accepted, from 0 to 1; null where nothing was shown. */
export function acceptanceRate({ shown, accepted }: AcceptanceSums): number | null {
  // What is accepted after midnight may have been shown before.
  return shown === 0 ? null : Math.min(1, accepted / shown);
}

/** US dollars for each accepted piece; null where none was. */
export function costPerAccepted(
  usage: Pick<UsageSums, "usd"> | undefined,
  { accepted }: AcceptanceSums,
): number | null {
  return usage === undefined || accepted === 0 ? null : usage.usd / accepted;
}

/** The rate of everything, and of each model where there are several. */
export function rateSeries(whole: AcceptanceSeries, byModel: AcceptanceSeries | undefined): readonly ChartSeries[] {
  const all = { name: "All", values: acceptanceOf(whole).buckets.map(acceptanceRate) };
  const models = (byModel?.parts ?? []).filter(({ totals }) => totals.shown > 0);
  if (models.length < 2) return [all];
  return [all, ...models.map(({ name, buckets }) => ({ name: named(name), values: buckets.map(acceptanceRate) }))];
}

/** What became of the pieces: both add up to what was shown. */
export function pieceSeries(whole: AcceptanceSeries): readonly ChartSeries[] {
  const { buckets } = acceptanceOf(whole);
  return [
    { name: "Accepted", values: buckets.map(({ accepted }) => accepted), tone: "good" },
    {
      name: "Not accepted",
      values: buckets.map(({ shown, accepted }) => Math.max(0, shown - accepted)),
      tone: "muted",
    },
  ];
}

export function costSeries(whole: AcceptanceSeries, usage: UsageSeries): readonly ChartSeries[] {
  const { buckets } = acceptanceOf(whole);
  // Both are asked for with the same span and grain; while one is asked anew, they may differ for a moment.
  const spent = new Map(usage.starts.map((start, index) => [start, usage.parts[0]?.buckets[index]]));
  return [
    {
      name: "Cost of an accepted piece",
      values: whole.starts.map((start, index) => costPerAccepted(spent.get(start), buckets[index] ?? nothing)),
    },
  ];
}

export function latencyLines({ parts: [part] }: LatencySeries): readonly ChartSeries[] {
  if (!part) return [];
  return [
    { name: "Median (P50)", values: part.buckets.map((bucket) => bucket?.p50 ?? null) },
    { name: "Slowest 5% (P95)", values: part.buckets.map((bucket) => bucket?.p95 ?? null) },
  ];
}

/** A model's ghost text. */
export interface ModelRow {
  readonly model: string;
  readonly sums: AcceptanceSums;
  /** US dollars, as far as known; missing where nothing was asked in this time. */
  readonly usd: number | undefined;
  readonly unpriced: number;
  /** Milliseconds. */
  readonly firstTokenP50: number | undefined;
}

/** A row for each model that showed something or was asked for it; most shown first. */
export function modelRows(
  acceptance: AcceptanceSeries,
  usage: UsageSeries | undefined,
  latency: LatencySeries | undefined,
): readonly ModelRow[] {
  const shown = new Map(acceptance.parts.map(({ name, totals }) => [name, totals]));
  const asked = new Map((usage?.parts ?? []).map(({ name, totals }) => [name, totals]));
  const waited = new Map((latency?.parts ?? []).map(({ name, overall }) => [name, overall.p50]));
  return [...new Set([...shown.keys(), ...asked.keys()])]
    .map((name) => ({
      model: named(name),
      sums: shown.get(name) ?? nothing,
      usd: asked.get(name)?.usd,
      unpriced: asked.get(name)?.unpriced ?? 0,
      firstTokenP50: waited.get(name),
    }))
    .toSorted((a, b) => b.sums.shown - a.sums.shown);
}

function named(model: string): string {
  return model === "" ? "No model" : model;
}
