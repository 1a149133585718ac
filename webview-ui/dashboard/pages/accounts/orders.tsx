import type { ReadonlySignal } from "@preact/signals";
import { useState } from "preact/hooks";
import type { AccountsView } from "../../../../src/protocol/dashboard/accounts.ts";
import { IconButton } from "../../../shared/icon-button.tsx";
import type { PageProps } from "../../page-props.ts";
import { ActionLine } from "../../parts/action-line.tsx";
import { BusyButton } from "../../parts/busy-button.tsx";
import { Card } from "../../parts/card.tsx";
import { DataTable } from "../../parts/data-table.tsx";
import { Empty } from "../../parts/state-lines.tsx";
import { TextField } from "../../parts/field.tsx";
import { useAction } from "../../parts/use-action.ts";
import { findOrders, namesOf, offersFor, type OrderRow } from "./find-orders.ts";
import { orderActions, orderColumns } from "./order-columns.tsx";
import { OrderForm } from "./order-form.tsx";
import { OrderTotals } from "./order-totals.tsx";
import { ordersCsv } from "./orders-csv.ts";

export interface OrdersProps extends Pick<PageProps, "call"> {
  readonly view: AccountsView;
  readonly now: ReadonlySignal<number>;
}

/** Money that went to providers, to be searched, added to and taken out as a file. */
export function Orders({ view, call, now }: OrdersProps) {
  const [form, setForm] = useState<{ readonly order?: OrderRow }>();
  const change = useAction();
  const importing = useAction();
  const { orders } = view;
  return (
    <Card
      title="Orders"
      wide
      note="Top-ups, invoices and what came back, as you entered or imported them or as a provider lists them."
      actions={
        <>
          <BusyButton icon="add" words="Add" label="Add an order" busy={false} onClick={() => setForm({})} />
          <BusyButton
            icon="cloud-upload"
            words="Import CSV"
            label="Import orders from a CSV file"
            secondary
            busy={importing.busy}
            onClick={() => void importing.run(() => call("importOrders", null))}
          />
          {orders.length > 0 && (
            <IconButton
              icon="desktop-download"
              label="Export all orders as CSV"
              onClick={() => void change.run(() => call("save", { name: "orders.csv", text: ordersCsv(orders) }))}
            />
          )}
        </>
      }
    >
      <ActionLine action={importing} />
      <ActionLine action={change} />
      {form && (
        <OrderForm
          key={form.order?.id ?? "new"}
          view={view}
          call={call}
          now={now.value}
          order={form.order}
          close={() => setForm(undefined)}
        />
      )}
      {orders.length > 0 ? (
        <OrderTable
          orders={orders}
          now={now.value}
          edit={(order) => setForm({ order })}
          remove={({ id }) => void change.run(() => call("deleteOrder", { id }))}
        />
      ) : (
        <Empty words="No orders yet. Enter what you paid or import a file, and what is left can be figured out where a provider does not tell, and each bill be compared with what was metered here." />
      )}
    </Card>
  );
}

interface OrderTableProps {
  readonly orders: readonly OrderRow[];
  readonly now: number;
  readonly edit: (order: OrderRow) => void;
  readonly remove: (order: OrderRow) => void;
}

function OrderTable({ orders, now, edit, remove }: OrderTableProps) {
  const [filter, setFilter] = useState("");
  const { found, misread } = findOrders(orders, filter, now);
  return (
    <>
      <div class="accounts-filter">
        <TextField
          label="Filter orders"
          type="search"
          value={filter}
          change={setFilter}
          placeholder="provider:openai kind:top-up since:30d"
          offers={offersFor(filter, namesOf(orders))}
          error={misread}
        />
      </div>
      {found.length === 0 ? (
        <Empty words="No order is like that. Change or clear the filter." />
      ) : (
        <DataTable
          label="Orders"
          columns={[...orderColumns(now), orderActions(now, edit, remove)]}
          rows={found}
          rowKey={({ id }) => id}
          sortedBy={{ key: "date", descending: true }}
        />
      )}
      <OrderTotals orders={found} all={found.length === orders.length} />
    </>
  );
}
