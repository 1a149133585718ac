import { useState } from "preact/hooks";
import type { Order } from "../../../../src/spec/account.ts";
import { SelectField, TextField } from "../../parts/field.tsx";
import { useAction } from "../../parts/use-action.ts";
import type { OrderRow } from "./find-orders.ts";
import { FormFrame } from "./form-frame.tsx";
import { orderKinds } from "./kinds.ts";
import { orderFields, readOrder, type OrderFields } from "./order-draft.ts";
import type { OrdersProps } from "./orders.tsx";
import { OwnerFields } from "./owner-fields.tsx";
import type { FieldErrors } from "./read-field.ts";

interface OrderFormProps extends Pick<OrdersProps, "view" | "call"> {
  readonly now: number;
  /** Missing for a new one. */
  readonly order: OrderRow | undefined;
  readonly close: () => void;
}

const kindOptions = Object.entries(orderKinds).map(([value, label]) => ({ value: value as Order["kind"], label }));

/** A new order, or one that is changed. */
export function OrderForm({ view, call, now, order, close }: OrderFormProps) {
  const [fields, setFields] = useState(() => orderFields(order, now, view.providers[0]?.id ?? ""));
  const [errors, setErrors] = useState<FieldErrors<OrderFields>>({});
  const [refusals, setRefusals] = useState(0);
  const saving = useAction();
  const set = (more: Partial<OrderFields>) => {
    setFields({ ...fields, ...more });
    // What is written anew is not wrong until it is saved again.
    setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !(name in more))));
  };
  const save = async () => {
    const result = readOrder(fields, now, order);
    setErrors(result.kind === "invalid" ? result.errors : {});
    if (result.kind === "invalid") return setRefusals(refusals + 1);
    if (await saving.run(() => call("saveOrder", result.draft))) close();
  };
  return (
    <FormFrame
      title={order ? "Change an order" : "Add an order"}
      action={saving}
      refusals={refusals}
      save={() => void save()}
      close={close}
    >
      <TextField label="Day" type="date" value={fields.day} error={errors.day} change={(day) => set({ day })} />
      <OwnerFields view={view} {...fields} error={errors.provider} change={set} />
      <SelectField label="Kind" value={fields.kind} options={kindOptions} change={(kind) => set({ kind })} />
      <TextField
        label="Amount"
        inputMode="decimal"
        placeholder="25.00"
        value={fields.amount}
        error={errors.amount}
        change={(amount) => set({ amount })}
      />
      <TextField
        label="Currency"
        offers={["USD", "EUR", "GBP", "CNY", "credits"]}
        value={fields.currency}
        error={errors.currency}
        change={(currency) => set({ currency })}
      />
      <TextField
        label="Reference"
        placeholder="Receipt or invoice number"
        value={fields.reference}
        error={errors.reference}
        change={(reference) => set({ reference })}
      />
      <TextField label="Note" value={fields.note} error={errors.note} change={(note) => set({ note })} />
    </FormFrame>
  );
}
