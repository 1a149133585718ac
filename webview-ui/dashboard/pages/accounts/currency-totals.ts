import type { Order } from "../../../../src/spec/account.ts";

/** Sums of orders in one currency. Amounts in different currencies are never added. */
export interface CurrencyTotals {
  readonly currency: string;
  readonly orders: number;
  /** Top-ups, subscriptions and invoices. */
  readonly paid: number;
  /** What a provider gave for nothing. */
  readonly granted: number;
  readonly refunded: number;
}

type Counted = Pick<Order, "kind" | "amount" | "currency">;

const columns: Readonly<Record<Order["kind"], "paid" | "granted" | "refunded">> = {
  "top-up": "paid",
  subscription: "paid",
  invoice: "paid",
  grant: "granted",
  refund: "refunded",
};

/** One entry a currency, the one with most orders first. */
export function totalsOf(orders: readonly Counted[]): readonly CurrencyTotals[] {
  const totals = new Map<string, CurrencyTotals>();
  for (const { kind, amount, currency } of orders) {
    const sums = totals.get(currency) ?? { currency, orders: 0, paid: 0, granted: 0, refunded: 0 };
    const column = columns[kind];
    totals.set(currency, { ...sums, orders: sums.orders + 1, [column]: sums[column] + amount });
  }
  return [...totals.values()].toSorted((a, b) => b.orders - a.orders || a.currency.localeCompare(b.currency));
}
