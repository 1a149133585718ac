import type { LatencySeries, Measure, Split } from "../../../../src/spec/series.ts";
import { Distribution } from "../../charts/distribution.tsx";
import type { ChartSeries } from "../../charts/chart-props.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { PageProps } from "../../page-props.ts";
import { withCalls } from "../../parts/calls-link.tsx";
import { Card } from "../../parts/card.tsx";
import { saving } from "../../parts/export-button.tsx";
import { partNames, splitNames, type NamedSplit } from "../../parts/names.ts";
import { covered, partFilter } from "../../parts/part-filter.ts";
import { stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { scoped } from "../../shell/scope.ts";
import { useAnswer } from "../../use-answer.ts";
import { useAnswered } from "../../use-answered.ts";
import {
  measuredWords,
  measureNames,
  measureUnits,
  partLines,
  quantileLines,
  quantileNames,
  type Quantile,
} from "./latency-lines.ts";
import { speedColumns, speedRows } from "./speed-rows.ts";

/** Distributions that are compared; more are only in the table. */
const mostCompared = 6;

/** How long whole calls took: all quantiles. */
export function WholeCharts(props: PageProps) {
  return (
    <>
      <MeasureChart {...props} measure="first-token" split="none" lines={quantileLines} />
      <MeasureChart {...props} measure="duration" split="none" lines={quantileLines} />
      <MeasureChart {...props} measure="speed" split="none" lines={quantileLines} />
    </>
  );
}

interface PartChartsProps extends PageProps {
  readonly split: NamedSplit;
  readonly quantile: Quantile;
}

/** How long each part took: one quantile. */
export function PartCharts({ split, quantile, ...props }: PartChartsProps) {
  const lines = (series: LatencySeries, of: Split) => {
    const names = partNames(
      of,
      series.parts.map(({ name }) => name),
      props.start.value,
    );
    return partLines(series, names, quantile);
  };
  const title = quantileNames[quantile];
  return (
    <>
      <MeasureChart {...props} measure="first-token" split={split} lines={lines} quantile={title} />
      <MeasureChart {...props} measure="duration" split={split} lines={lines} quantile={title} />
      <MeasureChart {...props} measure="speed" split={split} lines={lines} quantile={title} />
    </>
  );
}

interface MeasureChartProps extends PageProps {
  readonly measure: Measure;
  readonly split: Split;
  readonly lines: (series: LatencySeries, split: Split) => readonly ChartSeries[];
  /** To be named in the title, where it is only one. */
  readonly quantile?: string;
}

function MeasureChart({ measure, split, lines, quantile, ...props }: MeasureChartProps) {
  const { call, revisions, zoom } = props;
  const asked = { span: props.span.value, grain: props.grain.value, ...scoped(props.scope.value), split, measure };
  const answered = useAnswered(useAnswer(call, "latency", asked, revisions.usage), split);
  const title = quantile === undefined ? measureNames[measure] : `${measureNames[measure]}, ${quantile}`;
  if (answered.kind !== "here") return <Card title={title}>{stateLine(answered)}</Card>;
  const series = answered.value;
  return (
    <TimeChart
      title={title}
      note={measuredWords(measure, answered.of)}
      unit={measureUnits[measure]}
      form="lines"
      grain={series.grain}
      starts={series.starts}
      series={lines(series, answered.of)}
      exportName={quantile === undefined ? measure : `${measure}-${quantile.toLowerCase()}`}
      zoom={zoom}
      save={saving(call)}
      empty="Nothing was measured in this time."
    />
  );
}

/** The parts beside each other: as a table, and how their first tokens are spread. */
export function PartFigures({ split, ...props }: PageProps & { readonly split: NamedSplit }) {
  const { call, revisions, start, go } = props;
  const asked = { span: props.span.value, grain: props.grain.value, ...scoped(props.scope.value), split };
  const first = useAnswered(useAnswer(call, "latency", { ...asked, measure: "first-token" }, revisions.usage), split);
  const speed = useAnswer(call, "latency", { ...asked, measure: "speed" }, revisions.usage);
  if (first.kind !== "here") return <Card title={`By ${splitNames[split].toLowerCase()}`}>{stateLine(first)}</Card>;
  const names = partNames(
    first.of,
    first.value.parts.map(({ name }) => name),
    start.value,
  );
  const title = splitNames[first.of];
  const save = saving(call);
  const left = names.length - mostCompared;
  return (
    <>
      <TableCard
        title={`First token and speed by ${title.toLowerCase()}`}
        columns={withCalls(
          speedColumns(title),
          ({ part }) => partFilter(first.of, part, covered(props), start.value),
          go,
        )}
        rows={speedRows(first.value, speed.kind === "here" ? speed.value : undefined, names)}
        rowKey={({ name }) => name}
        exportName={`speed-by-${first.of}`}
        save={save}
        empty="Nothing was measured in this time."
      />
      <Distribution
        title="How first tokens are spread"
        unit="ms"
        wide
        parts={first.value.parts.slice(0, mostCompared).map((part, place) => ({ ...part, name: names[place] ?? "" }))}
        exportName="first-token-distribution"
        save={save}
        {...(left > 0 && { note: `The ${mostCompared} with the most samples; ${left} more are in the table above.` })}
      />
    </>
  );
}
