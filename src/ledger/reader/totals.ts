import type { DatabaseSync } from "node:sqlite";
import type { CallsTotals } from "../../spec/call-query.ts";
import { maybeNumber, number } from "../store/cells.ts";
import type { Row } from "../store/columns.ts";
import { type Condition, condition, joined } from "./condition.ts";

/** Sums over some calls, as they are read: what is rarely so costs the least to count. */
export const SUMS = `
  count(*) AS calls, count(*) FILTER (WHERE outcome = 1) AS failed, count(*) FILTER (WHERE outcome = 2) AS cancelled,
  sum(input) AS input, sum(output) AS output, sum(spent_usd) AS usd, count(*) FILTER (WHERE unpriced > 0) AS unpriced`;

export const NO_CALLS: CallsTotals = { calls: 0, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 };

/** A row of `SUMS`. */
export function totalsIn(row: Row): CallsTotals {
  const calls = number(row, "calls");
  const failed = number(row, "failed");
  return {
    calls,
    succeeded: calls - failed - number(row, "cancelled"),
    failed,
    input: maybeNumber(row, "input") ?? 0,
    output: maybeNumber(row, "output") ?? 0,
    usd: maybeNumber(row, "usd") ?? 0,
    unpriced: number(row, "unpriced"),
  };
}

/** Sums over the calls of which `where` is so, by reading them all. */
export function readTotals(database: DatabaseSync, where: Condition): CallsTotals {
  return totalsIn(database.prepare(`SELECT ${SUMS} FROM calls WHERE ${where.sql}`).get(...where.parameters) ?? {});
}

/** @param sign 1 adds, -1 takes away */
export function added(a: CallsTotals, b: CallsTotals, sign: 1 | -1 = 1): CallsTotals {
  return {
    calls: a.calls + sign * b.calls,
    succeeded: a.succeeded + sign * b.succeeded,
    failed: a.failed + sign * b.failed,
    input: a.input + sign * b.input,
    output: a.output + sign * b.output,
    usd: a.usd + sign * b.usd,
    unpriced: a.unpriced + sign * b.unpriced,
  };
}

/** The number of the call that was written last, and how many there are. */
export interface CallMarks {
  readonly last: number;
  readonly calls: number;
}

export function callMarks(database: DatabaseSync): CallMarks {
  const row = database
    .prepare("SELECT (SELECT coalesce(max(number), 0) FROM calls) AS last, (SELECT count(*) FROM calls) AS calls")
    .get();
  return { last: number(row ?? {}, "last"), calls: number(row ?? {}, "calls") };
}

/** The marks as they were when `upTo` was the last call. */
export function marksUpTo(database: DatabaseSync, marks: CallMarks, upTo = marks.last): CallMarks {
  if (upTo >= marks.last) return marks;
  const later = readTotals(database, condition("number > ?", upTo)).calls;
  return { last: upTo, calls: marks.calls - later };
}

/** Filters whose sums are remembered, for each file. */
const MOST_REMEMBERED = 50;

/** Sums, with what tells whether they are still true. */
interface KnownTotals {
  readonly totals: CallsTotals;
  readonly marks: CallMarks;
}

const remembered = new WeakMap<DatabaseSync, Map<string, KnownTotals>>();

/**
 * What was found out for this condition before, with the calls that have been written since, up to the marks. Undefined
 * when there is nothing, or only of a later time, or when calls were deleted. Calls are never changed.
 */
export function recallTotals(database: DatabaseSync, where: Condition, marks: CallMarks): CallsTotals | undefined {
  const known = remembered.get(database)?.get(keyOf(where));
  if (known === undefined || known.marks.last > marks.last) return undefined;
  const later = condition("number > ? AND number <= ?", known.marks.last, marks.last);
  const written = readTotals(database, later).calls;
  if (marks.calls !== known.marks.calls + written) return undefined;
  if (written === 0) return known.totals;
  const totals = added(known.totals, readTotals(database, joined([later, where], "AND")));
  keepTotals(database, where, marks, totals);
  return totals;
}

/** Keeps what was found out, for `recallTotals`. */
export function keepTotals(database: DatabaseSync, where: Condition, marks: CallMarks, totals: CallsTotals): void {
  const all = remembered.get(database) ?? new Map<string, KnownTotals>();
  remembered.set(database, all);
  const key = keyOf(where);
  all.delete(key);
  all.set(key, { totals, marks });
  const [oldest] = all.keys();
  if (all.size > MOST_REMEMBERED && oldest !== undefined) all.delete(oldest);
}

/** Numbers and texts are not told apart by it, but by their columns. */
function keyOf({ sql, parameters }: Condition): string {
  return JSON.stringify(
    [sql, ...parameters.map((value) => (value instanceof Uint8Array ? value.toString() : value))],
    (_, value: unknown) => (typeof value === "bigint" ? `${value}` : value),
  );
}
