import type { ExperimentRow } from "../../../../src/protocol/dashboard/experiments.ts";
import type { PageProps } from "../../page-props.ts";
import { withCalls } from "../../parts/calls-link.tsx";
import { Card } from "../../parts/card.tsx";
import { dayWords } from "../../parts/day-words.ts";
import { saving } from "../../parts/export-button.tsx";
import { partFilter } from "../../parts/part-filter.ts";
import { Empty, stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { useAnswer } from "../../use-answer.ts";
import { armColumns } from "./arm-columns.ts";

/** Each experiment with its arms beside each other. */
export function ExperimentsPage({ call, revisions, start, now, go }: PageProps) {
  const asked = useAnswer(call, "experiments", null, revisions.usage);
  if (asked.kind !== "here") return stateLine(asked);
  const { experiments } = asked.value;
  if (experiments.length === 0) {
    return (
      <Card title="No experiments">
        <Empty words="Calls that carry an experiment’s name are compared here by model, and nothing names one yet." />
      </Card>
    );
  }
  return (
    <>
      {experiments.map((experiment) => (
        <Experiment key={experiment.name} experiment={experiment} {...{ call, start, now, go }} />
      ))}
    </>
  );
}

interface ExperimentProps extends Pick<PageProps, "call" | "start" | "now" | "go"> {
  readonly experiment: ExperimentRow;
}

function Experiment({ experiment: { name, lastAt, arms }, call, start, now, go }: ExperimentProps) {
  const callsOf = (model: string) =>
    partFilter("model", model, { scope: { experiment: name }, now: now.peek() }, start.value);
  return (
    <TableCard
      title={name}
      note={`Last at work ${dayWords(lastAt, now.value)}. Figures are of attempts; what was stopped counts neither as success nor as failure.`}
      columns={withCalls(armColumns, ({ model }) => callsOf(model), go)}
      rows={arms}
      rowKey={({ model }) => model}
      sortedBy={{ key: "attempts", descending: true }}
      exportName={`experiment-${name.replace(/[^\w-]+/g, "-").slice(0, 60)}`}
      save={saving(call)}
      empty="No attempt of it is left: they are older than what is kept."
    />
  );
}
