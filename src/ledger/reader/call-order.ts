import type { CallOrder } from "../../spec/call-query.ts";

/** The column that each order sorts by. */
export const ORDER_COLUMNS: Readonly<Record<CallOrder, string>> = {
  time: "started_at",
  cost: "spent_usd",
  duration: "duration_ms",
  "first-token": "first_token_ms",
  input: "input",
  output: "output",
  attempts: "attempts",
};

/** Calls without a first token come last in both directions; calls that are equal, in the order of their numbers. */
export function orderSql(order: CallOrder, descending: boolean, backwards: boolean): string {
  const way = (down: boolean) => (down === backwards ? "ASC" : "DESC");
  const column = ORDER_COLUMNS[order];
  const missing = order === "first-token" ? `${column} IS NULL ${way(false)}, ` : "";
  return `ORDER BY ${missing}${column} ${way(descending)}, number ${way(descending)}`;
}

/** The same for values that were read. */
export function compareCalls(
  a: { readonly number: number; readonly value: number | null },
  b: { readonly number: number; readonly value: number | null },
  descending: boolean,
): number {
  if (a.value === null || b.value === null) {
    if (a.value !== b.value) return a.value === null ? 1 : -1;
    return descending ? b.number - a.number : a.number - b.number;
  }
  const ascending = a.value - b.value || a.number - b.number;
  return descending ? -ascending : ascending;
}
