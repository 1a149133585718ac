import type { ReadonlySignal } from "@preact/signals";
import type { ExperimentRow } from "../../../../src/protocol/dashboard/experiments.ts";
import type { PageProps } from "../../page-props.ts";
import { Card } from "../../parts/card.tsx";
import { dayWords } from "../../parts/day-words.ts";
import { saving } from "../../parts/export-button.tsx";
import { Empty, stateLine } from "../../parts/state-lines.tsx";
import { TableCard } from "../../parts/table-card.tsx";
import { useAnswer } from "../../use-answer.ts";
import { armColumns } from "./arm-columns.ts";

/** Each experiment with its arms beside each other. */
export function ExperimentsPage({ call, revisions, now }: PageProps) {
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
        <Experiment key={experiment.name} experiment={experiment} call={call} now={now} />
      ))}
    </>
  );
}

interface ExperimentProps extends Pick<PageProps, "call"> {
  readonly experiment: ExperimentRow;
  readonly now: ReadonlySignal<number>;
}

function Experiment({ experiment: { name, lastAt, arms }, call, now }: ExperimentProps) {
  return (
    <TableCard
      title={name}
      note={`Last at work ${dayWords(lastAt, now.value)}. Figures are of attempts; what was stopped counts neither as success nor as failure.`}
      columns={armColumns}
      rows={arms}
      rowKey={({ model }) => model}
      sortedBy={{ key: "attempts", descending: true }}
      exportName={`experiment-${name.replace(/[^\w-]+/g, "-").slice(0, 60)}`}
      save={saving(call)}
      empty="No attempt of it is left: they are older than what is kept."
    />
  );
}
