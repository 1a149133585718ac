import type { ReadonlySignal } from "@preact/signals";
import type { LimitRow } from "../../../../src/protocol/dashboard/accounts.ts";
import { ago, count, duration } from "../../../shared/figures.ts";
import type { PageProps } from "../../page-props.ts";
import type { Column } from "../../parts/columns.ts";
import { saving } from "../../parts/export-button.tsx";
import { TableCard } from "../../parts/table-card.tsx";

interface LimitsProps extends Pick<PageProps, "call"> {
  readonly limits: readonly LimitRow[];
  readonly now: ReadonlySignal<number>;
}

/** What providers allow each key, as their last answers said. */
export function Limits({ limits, call, now }: LimitsProps) {
  return (
    <TableCard
      title="Limits of keys"
      note="As the headers of the last answers said."
      columns={columnsAt(now.value)}
      rows={limits}
      rowKey={({ key, model, kind }) => `${key} ${model} ${kind}`}
      exportName="limits"
      save={saving(call)}
      empty="No answer told of a limit yet."
    />
  );
}

function columnsAt(now: number): readonly Column<LimitRow>[] {
  return [
    { key: "key", title: "Key", exported: "key", value: ({ key }) => key },
    { key: "model", title: "Model", exported: "model", value: ({ model }) => model },
    { key: "kind", title: "Of", exported: "kind", value: ({ kind }) => kind },
    {
      key: "limit",
      title: "Allowed",
      numeric: true,
      exported: "allowed",
      value: ({ limit }) => limit ?? null,
      cell: ({ limit }) => (limit === undefined ? "–" : count(limit)),
    },
    {
      key: "remaining",
      title: "Left then",
      numeric: true,
      exported: "remaining",
      value: ({ remaining }) => remaining ?? null,
      cell: ({ remaining }) => (remaining === undefined ? "–" : count(remaining)),
    },
    {
      key: "resets",
      title: "Whole again",
      exported: "resets_at",
      value: ({ resetsAt }) => (resetsAt === undefined ? null : new Date(resetsAt).toISOString()),
      cell: ({ resetsAt }) => (resetsAt === undefined ? "–" : resetWords(resetsAt, now)),
    },
    {
      key: "at",
      title: "Said",
      exported: "said_at",
      value: ({ at }) => new Date(at).toISOString(),
      cell: ({ at }) => ago(at, now),
    },
  ];
}

function resetWords(resetsAt: number, now: number): string {
  return resetsAt <= now ? "by now" : `in ${duration(Math.max(1000, resetsAt - now))}`;
}
