import { useState } from "preact/hooks";
import type { PlanCard } from "../../../../src/spec/account-card.ts";
import { tokens } from "../../../shared/figures.ts";
import { IconButton } from "../../../shared/icon-button.tsx";
import { Meter } from "../../../shared/meter.tsx";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import type { Column } from "../../parts/columns.ts";
import { DeleteButton } from "../../parts/confirm-button.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty } from "../../parts/state-lines.tsx";
import { useAction } from "../../parts/use-action.ts";
import type { OrdersProps } from "./orders.tsx";
import { PlanForm } from "./plan-form.tsx";
import { leftShare, priceWords, quotaLeft, quotaWords, renewsWords, runsOutWords } from "./plan-words.ts";

/** Subscriptions and tiers, with what is left of their quotas. */
export function Plans({ view, call, now }: OrdersProps) {
  const [form, setForm] = useState<{ readonly row?: PlanCard }>();
  const change = useAction();
  const { plans } = view;
  const remove = ({ plan: { id } }: PlanCard) => void change.run(() => call("deletePlan", { id }));
  return (
    <Card
      title="Plans"
      wide
      note="Subscriptions and free tiers, and what is left of what they include."
      actions={<BusyButton icon="add" words="Add" label="Add a plan" busy={false} onClick={() => setForm({})} />}
    >
      <ActionLine action={change} />
      {form && (
        <PlanForm
          key={form.row?.plan.id ?? "new"}
          view={view}
          call={call}
          now={now.value}
          plan={form.row?.plan}
          close={() => setForm(undefined)}
        />
      )}
      {plans.length > 0 ? (
        <DataTable
          label="Plans"
          columns={columnsAt(now.value, (row) => setForm({ row }), remove)}
          rows={plans}
          rowKey={({ plan }) => plan.id}
        />
      ) : (
        <Empty words="No plans yet. Enter a subscription or a free tier with its quota, and this shows how much of it is left and when it runs out." />
      )}
    </Card>
  );
}

function columnsAt(
  now: number,
  edit: (row: PlanCard) => void,
  remove: (row: PlanCard) => void,
): readonly Column<PlanCard>[] {
  return [
    { key: "name", title: "Plan", value: ({ plan }) => plan.name },
    { key: "provider", title: "Provider", value: ({ providerName }) => providerName },
    {
      key: "price",
      title: "Price",
      numeric: true,
      value: ({ plan }) => plan.price?.amount ?? null,
      cell: ({ plan }) => priceWords(plan),
    },
    {
      key: "left",
      title: "Left of its quota",
      value: (row) => (row.left === undefined ? null : leftShare(row)),
      cell: (row) => <Left row={row} />,
    },
    {
      key: "renews",
      title: "Renews",
      value: ({ renewsAt }) => renewsAt ?? null,
      cell: (row) => renewsWords(row, now),
    },
    {
      key: "out",
      title: "Quota runs out",
      hint: "At this period’s pace",
      value: ({ runsOutAt }) => runsOutAt ?? null,
      cell: (row) => runsOutWords(row, now),
    },
    { key: "limits", title: "Limits", value: limitsOf },
    {
      key: "actions",
      title: "Change or delete",
      bare: true,
      value: () => null,
      cell: (row) => (
        <span class="accounts-row-actions">
          <IconButton icon="edit" label={`Change the plan ${row.plan.name}`} onClick={() => edit(row)} />
          <DeleteButton what={`the plan ${row.plan.name}`} act={() => remove(row)} />
        </span>
      ),
    },
  ];
}

function Left({ row }: { readonly row: PlanCard }) {
  const words = quotaLeft(row);
  if (words === undefined) return row.plan.quota ? `${quotaWords(row.plan)}, use unknown` : "no quota";
  return (
    <span class="accounts-quota">
      <Meter
        label={`Left of ${row.plan.name}`}
        value={row.left ?? 0}
        most={row.plan.quota?.amount ?? 0}
        share={leftShare(row)}
        words={words}
        tone={leftShare(row) < 0.1 ? "low" : "good"}
      />
      <span>{words}</span>
    </span>
  );
}

function limitsOf({ plan: { requestsPerMinute, tokensPerMinute } }: PlanCard): string | null {
  const limits = [
    requestsPerMinute !== undefined && `${requestsPerMinute.toLocaleString("en-US")} requests/min`,
    tokensPerMinute !== undefined && `${tokens(tokensPerMinute)}/min`,
  ].filter((part) => typeof part === "string");
  return limits.length > 0 ? limits.join(" · ") : null;
}
