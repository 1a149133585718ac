import type { ArmRow, ExperimentRow, ExperimentsView } from "../../protocol/dashboard/experiments.ts";
import type {
  AcceptanceSeries,
  LatencySeries,
  Measure,
  SeriesPart,
  SeriesQuery,
  Span,
  UsageSeries,
} from "../../spec/series.ts";

/** Figures over time out of the ledger. */
export interface ExperimentFigures {
  readonly series: (query: SeriesQuery) => Promise<UsageSeries>;
  readonly latency: (query: SeriesQuery & { readonly measure: Measure }) => Promise<LatencySeries>;
  readonly acceptance: (query: SeriesQuery) => Promise<AcceptanceSeries>;
}

/** Every experiment of that time with its arms, the one that was at work last first. */
export async function experimentsView(figures: ExperimentFigures, span: Span): Promise<ExperimentsView> {
  const found = await figures.series({ span, grain: "day", split: "experiment" });
  const rows = found.parts
    .filter(({ name }) => name !== "")
    .map((part) => rowOf(figures, span, part.name, lastUse(part, found.starts, span)));
  return { experiments: (await Promise.all(rows)).toSorted((a, b) => b.lastAt - a.lastAt) };
}

async function rowOf(figures: ExperimentFigures, span: Span, name: string, lastAt: number): Promise<ExperimentRow> {
  const query: SeriesQuery = { span, grain: "month", split: "model", scope: { experiment: name } };
  const [used, waited, shown] = await Promise.all([
    figures.series(query),
    figures.latency({ ...query, measure: "first-token" }),
    figures.acceptance(query),
  ]);
  return { name, lastAt, arms: used.parts.map((part) => armOf(part, waited, shown)) };
}

function armOf({ name, totals }: SeriesPart, waited: LatencySeries, shown: AcceptanceSeries): ArmRow {
  const firstToken = waited.parts.find((part) => part.name === name)?.overall;
  const outcomes = shown.parts.find((part) => part.name === name)?.totals;
  return {
    model: name,
    attempts: totals.attempts,
    succeeded: totals.succeeded,
    failed: totals.failed,
    usd: totals.usd,
    unpriced: totals.unpriced,
    shown: outcomes?.shown ?? 0,
    accepted: outcomes?.accepted ?? 0,
    ...(firstToken !== undefined && { firstToken }),
  };
}

/** The first moment of the last day on which it was at work, as exact as the sums are. */
function lastUse({ buckets }: SeriesPart, starts: readonly number[], { from }: Span): number {
  const last = buckets.findLastIndex(({ attempts }) => attempts > 0);
  return starts[last] ?? from;
}
