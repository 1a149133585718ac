import type { DatabaseSync } from "node:sqlite";
import type { CallsTotals } from "../../spec/call-query.ts";
import { type Cells, maybeNumber, number } from "../store/cells.ts";
import { decoded, OUTCOMES } from "../store/codes.ts";
import { soundRows } from "../store/sound-rows.ts";
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
): Pick<Page, "numbers" | "totals"> | undefined {
  const statement = database.prepare(
    `SELECT number, outcome, input, output, spent_usd, unpriced, ${ORDER_COLUMNS[order]} FROM calls WHERE ${where.sql}
    LIMIT ${MOST_FEW + 1}`,
  );
  statement.setReturnArrays(true);
  // The types of node:sqlite do not follow `setReturnArrays`.
  const rows = statement.all(...where.parameters) as unknown as readonly Cells<number>[];
  if (rows.length > MOST_FEW) return undefined;
  const found = soundRows(rows, figuresOf);
  const ordered = found.toSorted((a, b) => compareCalls(a, b, descending));
  return { numbers: ordered.slice(offset, offset + limit).map((call) => call.number), totals: totalsOf(found) };
}

/** What of a call is sorted by and summed up. */
function figuresOf(row: Cells<number>) {
  return {
    number: number(row, 0),
    outcome: decoded(OUTCOMES, row[1]),
    input: number(row, 2),
    output: number(row, 3),
    usd: number(row, 4),
    unpriced: number(row, 5),
    value: maybeNumber(row, 6) ?? null,
  };
}

function totalsOf(calls: readonly ReturnType<typeof figuresOf>[]): CallsTotals {
  const totals = { calls: calls.length, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 };
  for (const { outcome, input, output, usd, unpriced } of calls) {
    if (outcome === "succeeded") totals.succeeded += 1;
    if (outcome === "failed") totals.failed += 1;
    totals.input += input;
    totals.output += output;
    totals.usd += usd;
    if (unpriced > 0) totals.unpriced += 1;
  }
  return totals;
}
