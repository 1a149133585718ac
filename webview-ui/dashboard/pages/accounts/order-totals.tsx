import { totalsOf, type CurrencyTotals } from "./currency-totals.ts";
import type { OrderRow } from "./find-orders.ts";
import { money } from "./money.ts";

interface OrderTotalsProps {
  readonly orders: readonly OrderRow[];
  /** Nothing is filtered out. */
  readonly all: boolean;
}

/** A line of sums for each currency. */
export function OrderTotals({ orders, all }: OrderTotalsProps) {
  const totals = totalsOf(orders);
  if (totals.length === 0) return null;
  return (
    <ul class="accounts-totals" aria-label={all ? "Totals of all orders" : "Totals of the orders found"}>
      {totals.map((sums) => (
        <li key={sums.currency}>
          <span class="accounts-totals-name">
            {all ? "All" : "Found"} in {sums.currency}
          </span>
          {partsOf(sums).map((part) => (
            <span key={part}>{part}</span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function partsOf({ currency, orders, paid, granted, refunded }: CurrencyTotals): readonly string[] {
  return [
    `${orders.toLocaleString("en-US")} ${orders === 1 ? "order" : "orders"}`,
    `${money(paid, currency)} paid`,
    refunded > 0 && `${money(refunded, currency)} came back`,
    granted > 0 && `${money(granted, currency)} granted`,
    refunded > 0 && `${money(paid - refunded, currency)} after refunds`,
  ].filter((part) => typeof part === "string");
}
