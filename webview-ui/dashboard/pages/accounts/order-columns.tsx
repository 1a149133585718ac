import { IconButton } from "../../../shared/icon-button.tsx";
import { DeleteButton } from "../../parts/confirm-button.tsx";
import type { Column } from "../../parts/columns.ts";
import { dateWords } from "../../parts/day-words.ts";
import type { OrderRow } from "./find-orders.ts";
import { orderKinds, orderSources } from "./kinds.ts";
import { money } from "./money.ts";
import { dayField } from "./read-field.ts";

/** The table of orders. */
export function orderColumns(now: number): readonly Column<OrderRow>[] {
  return [
    {
      key: "date",
      title: "Date",
      value: ({ at }) => dayField(at),
      cell: ({ at }) => dateWords(at, now),
    },
    {
      key: "provider",
      title: "Provider",
      value: ({ providerName }) => providerName,
      cell: ({ providerName, credentialLabel }) =>
        credentialLabel === undefined ? providerName : `${providerName}, ${credentialLabel}`,
    },
    { key: "kind", title: "Kind", value: ({ kind }) => orderKinds[kind] },
    {
      key: "amount",
      title: "Amount",
      numeric: true,
      hint: "Refunds are below 0, because that money came back",
      value: signed,
      cell: (order) => money(signed(order), order.currency),
    },
    {
      key: "reference",
      title: "Reference",
      value: ({ reference }) => reference ?? null,
    },
    {
      key: "note",
      title: "Note",
      value: ({ note }) => note ?? null,
      cell: ({ note }) => <Note note={note} />,
    },
    { key: "source", title: "Entered by", value: ({ source }) => orderSources[source] },
  ];
}

/** What can be done to an order: those that the provider lists are as it says. */
export function orderActions(
  now: number,
  edit: (order: OrderRow) => void,
  remove: (order: OrderRow) => void,
): Column<OrderRow> {
  return {
    key: "actions",
    title: "Change or delete",
    bare: true,
    value: () => null,
    cell: (order) => {
      if (order.source === "provider") return "";
      const what = `the order of ${dateWords(order.at, now)}, ${money(order.amount, order.currency)}`;
      return (
        <span class="accounts-row-actions">
          <IconButton icon="edit" label={`Change ${what}`} onClick={() => edit(order)} />
          <DeleteButton what={what} act={() => remove(order)} />
        </span>
      );
    },
  };
}

function Note({ note }: { readonly note: string | undefined }) {
  if (note === undefined) return "–";
  return (
    <span class="accounts-note-cell ellipsis" title={note}>
      {note}
    </span>
  );
}

function signed({ kind, amount }: OrderRow): number {
  return kind === "refund" ? -amount : amount;
}
