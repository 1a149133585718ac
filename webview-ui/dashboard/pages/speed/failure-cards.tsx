import type { UsageSeries } from "../../../../src/spec/series.ts";
import { failureNames } from "../../../shared/failure-names.ts";
import { ShareBars } from "../../charts/share-bars.tsx";
import { mostSeries } from "../../charts/fold.ts";
import { TimeChart } from "../../charts/time-chart.tsx";
import type { Asked } from "../../asking.ts";
import type { PageProps } from "../../page-props.ts";
import { withCalls } from "../../parts/calls-link.tsx";
import { Card } from "../../parts/card.tsx";
import { saving } from "../../parts/export-button.tsx";
import { partName } from "../../parts/names.ts";
import { covered, partFilter } from "../../parts/part-filter.ts";
import { Empty, stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { scoped } from "../../shell/scope.ts";
import { useAnswer } from "../../use-answer.ts";
import { classesOf, failureColumns, failureRows, successLines } from "./failure-rows.ts";

const split = "route";

interface FailureCardsProps extends PageProps {
  /** What was used, by route. */
  readonly routes: Asked<UsageSeries>;
}

/** How often routes succeed, and in which ways they fail. */
export function FailureCards({ call, revisions, start, zoom, go, routes: series, ...props }: FailureCardsProps) {
  const asked = { span: props.span.value, split, ...scoped(props.scope.value) } as const;
  const failures = useAnswer(call, "failures", asked, revisions.usage);
  if (series.kind !== "here") return <Card title="Success and failures">{stateLine(series)}</Card>;
  const save = saving(call);
  const nameOf = (name: string) => partName(split, name, start.value);
  const counts = failures.kind === "here" ? failures.value : [];
  const classes = classesOf(counts);
  const rows = failureRows(series.value, counts, nameOf);
  return (
    <>
      <TimeChart
        title="Success by route"
        note="Of attempts that came to an end; stopped ones are left out."
        unit="share"
        form="lines"
        grain={series.value.grain}
        starts={series.value.starts}
        series={successLines(series.value, nameOf)}
        exportName="success-by-route"
        zoom={zoom}
        save={save}
      />
      <Card title="Failures by route">
        {failures.kind !== "here" ? (
          stateLine(failures)
        ) : counts.length === 0 ? (
          <Empty words="No attempt failed in this time." />
        ) : (
          <ShareBars
            kinds={classes.map((key) => ({ key, name: failureNames[key] }))}
            rows={rows.filter((row) => Object.keys(row.counts).length > 0).slice(0, mostSeries)}
            word="failure"
          />
        )}
      </Card>
      <TableCard
        title="Success and failures by route"
        columns={withCalls(
          failureColumns("Route", classes),
          ({ part }) => partFilter(split, part, covered(props), start.value),
          go,
        )}
        rows={rows}
        rowKey={({ name }) => name}
        exportName="failures-by-route"
        save={save}
        empty="No attempts in this time."
      />
    </>
  );
}
