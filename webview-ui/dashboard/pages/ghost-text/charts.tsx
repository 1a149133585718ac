import type { AcceptanceSeries, LatencySeries, UsageSeries } from "../../../../src/spec/series.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { Asked } from "../../asking.ts";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import type { SaveFile } from "../../parts/export-button.tsx";
import { stateLine } from "../../parts/state-lines.tsx";
import { acceptanceOf, costSeries, latencyLines, pieceSeries, rateSeries } from "./ghost-figures.ts";

interface GhostChartProps extends Pick<PageProps, "zoom"> {
  /** Of everything, without a split. */
  readonly whole: AcceptanceSeries;
  readonly save: SaveFile;
}

/** How much of what was shown was accepted. */
export function AcceptanceChart({
  whole,
  byModel,
  ...shared
}: GhostChartProps & { readonly byModel: AcceptanceSeries | undefined }) {
  return (
    <TimeChart
      {...shared}
      starts={whole.starts}
      grain={whole.grain}
      title="Acceptance rate"
      unit="share"
      series={rateSeries(whole, byModel)}
      form="lines"
      exportName="acceptance-rate"
      empty="No ghost text was shown in this time."
    />
  );
}

/** How much was shown, and what of it stayed. */
export function YieldCharts({ whole, ...shared }: GhostChartProps) {
  const { starts, grain } = whole;
  const kept = acceptanceOf(whole).buckets.map(({ acceptedCharacters }) => acceptedCharacters);
  return (
    <>
      <TimeChart
        {...{ ...shared, starts, grain }}
        title="Ghost text shown"
        unit="pieces"
        series={pieceSeries(whole)}
        form="stacked"
        exportName="ghost-text"
        empty="No ghost text was shown in this time."
      />
      <TimeChart
        {...{ ...shared, starts, grain }}
        title="Characters kept"
        unit="characters"
        series={[{ name: "Characters", values: kept }]}
        form="stacked"
        exportName="characters-kept"
        empty="No ghost text was accepted in this time."
      />
    </>
  );
}

/** What an accepted piece cost, with all that was not accepted. */
export function CostChart({ whole, usage, ...shared }: GhostChartProps & { readonly usage: Asked<UsageSeries> }) {
  const title = "Cost of an accepted piece";
  if (usage.kind !== "here") return <Card title={title}>{stateLine(usage)}</Card>;
  return (
    <TimeChart
      {...shared}
      starts={whole.starts}
      grain={whole.grain}
      title={title}
      unit="usd"
      series={costSeries(whole, usage.value)}
      form="lines"
      exportName="cost-of-accepted-ghost-text"
      note="All that was spent on ghost text, by what was accepted."
      empty="Nothing was accepted, or nothing of it costs anything."
    />
  );
}

/** How long ghost text takes to begin. */
export function WaitChart({
  whole: _,
  latency,
  ...shared
}: GhostChartProps & { readonly latency: Asked<LatencySeries> }) {
  const title = "Wait for ghost text";
  if (latency.kind !== "here") {
    return (
      <Card title={title} wide>
        {stateLine(latency)}
      </Card>
    );
  }
  const { starts, grain } = latency.value;
  return (
    <TimeChart
      {...{ ...shared, starts, grain }}
      title={title}
      unit="ms"
      series={latencyLines(latency.value)}
      form="lines"
      exportName="ghost-text-first-token"
      note="From the request to the first token."
      empty="Nothing was measured in this time."
      wide
    />
  );
}
