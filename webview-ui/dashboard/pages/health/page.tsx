import type { HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { saving } from "../../parts/export-button.tsx";
import { stateLine } from "../../parts/state-lines.tsx";
import { useAnswer } from "../../use-answer.ts";
import { useAnswered } from "../../use-answered.ts";
import "./health.css";
import { Moves } from "./moves.tsx";
import { NowList } from "./now-list.tsx";
import { successRates } from "./rates.ts";
import { stretchFilter } from "./stretch-filter.ts";
import { Timeline } from "./timeline.tsx";

/** How well the routes were, and what was done about it when they were not. */
export function HealthPage(props: PageProps) {
  const { call, revisions, zoom, go } = props;
  const [span, grain, now] = [props.span.value, props.grain.value, props.now.value];
  // What was answered belongs to the span that was asked for, while another one is on its way.
  const health = useAnswered(useAnswer(call, "health", span, revisions.health), span);
  const calls = useAnswer(call, "series", { span, grain, split: "none" }, revisions.usage);
  if (health.kind !== "here") return stateLine(health) ?? null;
  const view = health.value;
  const save = saving(call);
  const series = calls.kind === "here" ? calls.value : undefined;
  const showCalls = (track: HealthTrack | undefined, from: number, until: number) =>
    go({ page: "calls", filter: stretchFilter(track, from, until) });
  if (view.tracks.length === 0) {
    return (
      <p class="quiet">
        Nothing is watched yet. Once a model is connected and in a chain, each time it trips or recovers is shown here.
      </p>
    );
  }
  return (
    <>
      <NowList tracks={view.tracks} now={now} call={call} showCalls={showCalls} />
      <Card
        title="Over time"
        note="Providers of your chains, and each key and model that was unwell. At the name, the share of time it was healthy."
        wide
      >
        <Timeline tracks={view.tracks} moves={view.moves} span={health.of} now={now} zoom={zoom} />
      </Card>
      <div class="dash-grid">
        <SuccessRates {...props} />
        {series?.calls ? (
          <TimeChart
            title="Failovers"
            unit="calls"
            grain={series.grain}
            starts={series.starts}
            series={[{ name: "Failovers", values: series.calls.map(({ failovers }) => failovers) }]}
            form="stacked"
            zoom={zoom}
            exportName="failovers"
            save={save}
            note="How often a call moved on because an attempt failed."
            empty="No call had to move on in this time."
          />
        ) : (
          <Card title="Failovers">{stateLine(calls)}</Card>
        )}
      </div>
      <Moves view={view} series={series} now={now} save={save} showCalls={showCalls} />
    </>
  );
}

function SuccessRates({ call, revisions, zoom, span, grain }: PageProps) {
  const asked = useAnswer(call, "series", { span: span.value, grain: grain.value, split: "route" }, revisions.usage);
  if (asked.kind !== "here") return <Card title="Success rate by route">{stateLine(asked)}</Card>;
  return (
    <TimeChart
      title="Success rate by route"
      unit="share"
      grain={asked.value.grain}
      starts={asked.value.starts}
      series={successRates(asked.value)}
      form="lines"
      zoom={zoom}
      exportName="success-rates"
      save={saving(call)}
      note="Of attempts that were decided; stopped ones and fire drills do not count."
      empty="Nothing was tried in this time."
    />
  );
}
