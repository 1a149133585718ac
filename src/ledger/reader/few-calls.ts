import type { DatabaseSync } from "node:sqlite";
import type { CallsTotals } from "../../spec/call-query.ts";
import { type Cells, maybeNumber, number } from "../store/cells.ts";
import { compareCalls, ORDER_COLUMNS } from "./call-order.ts";
import type { Page, PageQuery } from "./call-page.ts";
import type { Condition } from "./condition.ts";

/** So many calls are read one by one in some 10 ms. */
export const MOST_FEW = 10_000;

/** A page and the sums in one reading; undefined when more than a few match. */
export function fewCalls(
  database: DatabaseSync,
  where: Condition,
  { order, descending, offset, limit }: Pick<PageQuery, "order" | "descending" | "offset" | "limit">,
): Page | undefined {
  const statement = database.prepare(
    `SELECT number, outcome, input, output, spent_usd, unpriced, ${ORDER_COLUMNS[order]} FROM calls WHERE ${where.sql}
    LIMIT ${MOST_FEW + 1}`,
  );
  statement.setReturnArrays(true);
  // The types of node:sqlite do not follow `setReturnArrays`.
  const rows = statement.all(...where.parameters) as unknown as readonly Cells<number>[];
  if (rows.length > MOST_FEW) return undefined;
  const found = rows.map((row) => ({ number: number(row, 0), value: maybeNumber(row, 6) ?? null }));
  const ordered = found.toSorted((a, b) => compareCalls(a, b, descending));
  return { numbers: ordered.slice(offset, offset + limit).map((call) => call.number), totals: totalsOf(rows) };
}

function totalsOf(rows: readonly Cells<number>[]): CallsTotals {
  const totals = { calls: rows.length, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 };
  for (const row of rows) {
    if (row[1] === 0) totals.succeeded += 1;
    if (row[1] === 1) totals.failed += 1;
    totals.input += number(row, 2);
    totals.output += number(row, 3);
    totals.usd += number(row, 4);
    if (number(row, 5) > 0) totals.unpriced += 1;
  }
  return totals;
}
