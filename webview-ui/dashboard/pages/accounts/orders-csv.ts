import { csvOf } from "../../parts/csv.ts";
import type { OrderRow } from "./find-orders.ts";

/**
 * Orders as a file that can be imported again, in which an order keeps its id and so is never entered twice: amounts are
 * positive, kinds and providers are ids. Which key one belongs to cannot be imported and only tells.
 */
export function ordersCsv(orders: readonly OrderRow[]): string {
  return csvOf([
    ["id", "date", "provider", "kind", "amount", "currency", "reference", "note", "key"],
    ...orders.map((order) => [
      order.id,
      new Date(order.at).toISOString(),
      order.provider,
      order.kind,
      order.amount,
      order.currency,
      order.reference ?? null,
      order.note ?? null,
      order.credentialLabel ?? null,
    ]),
  ]);
}
