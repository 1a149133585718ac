import { stringify } from "csv-stringify/sync";
import type { Order } from "../../../spec/account.ts";
import { safeCell } from "./safe-cell.ts";

const HEADER = ["id", "date", "provider", "kind", "amount", "currency", "reference", "note"];

/** Orders as CSV text that `readOrders` reads again, oldest first. Which key one belongs to is not in it. */
export function writeOrders(orders: readonly Order[]): string {
  const rows = orders
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, at, provider, kind, amount, currency, reference, note }) => [
      ...[id, new Date(at).toISOString(), provider, kind, plainNumber(amount), currency].map(safeCell),
      safeCell(reference ?? ""),
      safeCell(note ?? ""),
    ]);
  return stringify([HEADER, ...rows], { record_delimiter: "windows" });
}

/** Without an exponent, which the smallest and largest numbers would have. */
function plainNumber(amount: number): string {
  const text = String(amount);
  return text.includes("e") ? amount.toFixed(12) : text;
}
