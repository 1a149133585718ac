import type { Order } from "../spec/account.ts";
import type { FieldTable } from "./field-table.ts";
import type { Accessors } from "./matches.ts";

const kinds: Readonly<Record<Order["kind"], true>> = {
  "top-up": true,
  subscription: true,
  invoice: true,
  grant: true,
  refund: true,
};

/** What can be asked of money that went to providers. */
export const orderFields: FieldTable = {
  fields: [
    { kind: "text", name: "provider", label: "provider", names: "providers" },
    { kind: "choice", name: "kind", label: "kind", choices: Object.keys(kinds) },
    { kind: "amount", name: "amount", label: "amount", unit: "count" },
    { kind: "text", name: "currency", label: "currency", names: "currencies" },
  ],
  states: [],
};

export const orderAccessors: Accessors<Order> = {
  at: (order) => order.at,
  values: {
    provider: (order) => [order.provider],
    kind: (order) => [order.kind],
    currency: (order) => [order.currency],
  },
  amounts: { amount: (order) => order.amount },
  states: {},
  texts: ({ provider, kind, currency, reference = "", note = "" }) => [provider, kind, currency, reference, note],
};
