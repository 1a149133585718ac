import type { CallRow } from "../../../../src/spec/call-query.ts";
import type { DashboardStart } from "../../../../src/protocol/dashboard/surface.ts";
import { count, duration } from "../../../shared/figures.ts";
import { Icon } from "../../../shared/icon.tsx";
import { modelOf, providerOf } from "../../../shared/route-name.ts";
import { taskNames } from "../../../shared/task-names.ts";
import { partName } from "../../parts/names.ts";
import { costText, momentText, outcomeIcons, outcomeText } from "./call-words.ts";
import type { Column, ColumnId } from "./columns.ts";

interface CellProps {
  readonly call: CallRow;
  readonly now: number;
  /** What names stand for. */
  readonly known: DashboardStart;
}

/** What stands in each column. */
const cells: Readonly<Record<ColumnId, (props: CellProps) => preact.ComponentChildren>> = {
  time: ({ call, now }) => momentText(call.startedAt, now),
  task: ({ call }) => taskNames[call.task],
  route: ({ call }) => <RouteName routeId={call.routeId} />,
  outcome: ({ call }) => <OutcomeMark call={call} />,
  "first-token": ({ call }) => (call.firstTokenMs === undefined ? <None /> : duration(call.firstTokenMs)),
  duration: ({ call }) => duration(call.durationMs),
  input: ({ call }) => tokensText(call.input, call),
  output: ({ call }) => tokensText(call.output, call),
  cost: ({ call }) => costText(call.cost, call.estimated === true),
  client: ({ call, known }) => <ClientName name={partName("client", call.client, known)} />,
  workspace: ({ call }) => call.workspace ?? <None />,
};

interface RowProps extends CellProps {
  readonly columns: readonly Column[];
}

/** A call on one line, a cell a column. */
export function RowCells({ columns, ...props }: RowProps) {
  return columns.map(({ id, numeric }, index) => (
    <span key={id} role="gridcell" aria-colindex={index + 1} class={numeric ? "calls-cell number" : "calls-cell"}>
      {cells[id](props)}
    </span>
  ));
}

/** A call on two lines, for narrow places. */
export function NarrowRow({ call, now, known }: CellProps) {
  const facts = [
    momentText(call.startedAt, now),
    taskNames[call.task],
    ...(known.names.clients.length > 1 ? [partName("client", call.client, known)] : []),
  ];
  return (
    <span role="gridcell" aria-colindex={1} class="calls-narrow">
      <span class="calls-narrow-line">
        <OutcomeMark call={call} short />
        <RouteName routeId={call.routeId} />
        <span class="calls-narrow-end">{costText(call.cost, call.estimated === true)}</span>
      </span>
      <span class="calls-narrow-line quiet">
        <span class="ellipsis">{facts.join(" · ")}</span>
        <span class="calls-narrow-end">{duration(call.durationMs)}</span>
      </span>
    </span>
  );
}

function RouteName({ routeId }: { readonly routeId: string | undefined }) {
  if (routeId === undefined) return <None />;
  return (
    <span class="ellipsis" title={routeId}>
      {modelOf(routeId)} <span class="quiet">{providerOf(routeId)}</span>
    </span>
  );
}

function ClientName({ name }: { readonly name: string }) {
  return (
    <span class="ellipsis" title={name}>
      {name}
    </span>
  );
}

/** A picture and a word. Where there is no room for the word, it is said. */
function OutcomeMark({ call, short = false }: { readonly call: CallRow; readonly short?: boolean }) {
  const text = outcomeText(call);
  return (
    <span class={`calls-outcome ${call.outcome}`} title={text}>
      <Icon name={outcomeIcons[call.outcome]} />
      <span class={short && call.outcome === "succeeded" ? "spoken" : "ellipsis"}>
        {short ? text.replace(/:.*/, "") : text}
      </span>
    </span>
  );
}

function None() {
  return (
    <span class="quiet">
      <span aria-hidden="true">–</span>
      <span class="spoken">none</span>
    </span>
  );
}

function tokensText(tokens: number, { estimated }: CallRow): string {
  return `${estimated === true && tokens > 0 ? "~" : ""}${count(tokens)}`;
}
