import type { Scope } from "../../../../src/spec/series.ts";
import type { PageProps } from "../../page-props.ts";
import { withCalls } from "../../parts/calls-link.tsx";
import { Card } from "../../parts/card.tsx";
import { saving } from "../../parts/export-button.tsx";
import { covered, partFilter } from "../../parts/part-filter.ts";
import { stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { scoped } from "../../shell/scope.ts";
import { useAnswer } from "../../use-answer.ts";
import { AcceptanceChart, CostChart, WaitChart, YieldCharts } from "./charts.tsx";
import { acceptanceOf, modelRows } from "./ghost-figures.ts";
import "./ghost-text.css";
import { KeyFigures } from "./key-figures.tsx";
import { modelColumns } from "./model-columns.ts";

/** What became of ghost text, and what it cost. */
export function GhostTextPage({ call, revisions, zoom, go, start, ...props }: PageProps) {
  // Ghost text is of one task, whatever else was chosen.
  const { task: _, ...scope } = props.scope.value;
  const asked = { span: props.span.value, grain: props.grain.value };
  const accepted = { ...asked, ...scoped(scope) };
  const ofTask: typeof asked & { readonly scope: Scope } = { ...asked, scope: { ...scope, task: "completion" } };
  const waited = { ...ofTask, measure: "first-token" } as const;
  const whole = useAnswer(call, "acceptance", { ...accepted, split: "none" }, revisions.usage);
  const byModel = useAnswer(call, "acceptance", { ...accepted, split: "model" }, revisions.usage);
  const usage = useAnswer(call, "series", { ...ofTask, split: "none" }, revisions.usage);
  const usageByModel = useAnswer(call, "series", { ...ofTask, split: "model" }, revisions.usage);
  const latency = useAnswer(call, "latency", { ...waited, split: "none" }, revisions.usage);
  const latencyByModel = useAnswer(call, "latency", { ...waited, split: "model" }, revisions.usage);

  if (whole.kind !== "here") return stateLine(whole) ?? null;
  const { totals } = acceptanceOf(whole.value);
  const spent = usage.kind === "here" ? usage.value.parts[0]?.totals : undefined;
  if (totals.shown === 0 && totals.accepted === 0 && (spent?.attempts ?? 0) === 0) return <NothingShown />;

  const save = saving(call);
  const shared = { whole: whole.value, zoom, save };
  return (
    <>
      <KeyFigures sums={totals} usage={spent} />
      <p class="quiet ghost-counting">
        A piece counts as shown when it was offered to the editor, and as accepted when it was taken as a whole, with
        Tab or the like. One that was taken word by word counts once VS Code says that all of it was.
      </p>
      <div class="dash-grid">
        <AcceptanceChart {...shared} byModel={byModel.kind === "here" ? byModel.value : undefined} />
        <YieldCharts {...shared} />
        <CostChart {...shared} usage={usage} />
        <WaitChart {...shared} latency={latency} />
        {byModel.kind === "here" ? (
          <TableCard
            title="By model"
            columns={withCalls(
              modelColumns,
              ({ model }) => partFilter("model", model, { ...covered(props), scope: ofTask.scope }, start.value),
              go,
            )}
            rows={modelRows(
              byModel.value,
              usageByModel.kind === "here" ? usageByModel.value : undefined,
              latencyByModel.kind === "here" ? latencyByModel.value : undefined,
            )}
            rowKey={({ model }) => model}
            sortedBy={{ key: "shown", descending: true }}
            exportName="ghost-text-by-model"
            save={save}
            empty="No model wrote ghost text in this time."
          />
        ) : (
          <Card title="By model" wide>
            {stateLine(byModel)}
          </Card>
        )}
      </div>
    </>
  );
}

function NothingShown() {
  return (
    <p class="quiet">
      No ghost text in this time. Write in a file and pause: what is offered, and whether you take it, is counted here.
    </p>
  );
}
