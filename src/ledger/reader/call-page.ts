import type { DatabaseSync } from "node:sqlite";
import type { Filter } from "../../filter/filter.ts";
import type { CallOrder, CallsTotals } from "../../spec/call-query.ts";
import { number } from "../store/cells.ts";
import { orderSql } from "./call-order.ts";
import { type Condition, condition, forFew, joined, negated, NEVER } from "./condition.ts";
import { fewCalls, MOST_FEW } from "./few-calls.ts";
import type { FilterContext } from "./filter-sql.ts";
import { kindTotals } from "./kind-totals.ts";
import type { TimeRange } from "./time-range.ts";
import { added, type CallMarks, callMarks, keepTotals, marksUpTo, readTotals, recallTotals } from "./totals.ts";

/** Which stretch of which calls is wanted. */
export interface PageQuery {
  /** Without what it asks of `range`. */
  readonly filter: Filter;
  readonly where: Condition;
  readonly range: TimeRange;
  readonly context: FilterContext;
  readonly order: CallOrder;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
  /** Later calls are passed over. */
  readonly upTo?: number;
}

/** The numbers of the calls on the page, in order, and the sums over all that match. */
export interface Page {
  readonly numbers: readonly number[];
  readonly totals: CallsTotals;
  /** The number of the last call that it is about. */
  readonly upTo: number;
}

/** Of a range of time with more calls than that it is not found out where in the table they are. */
const MOST_LOCATED = 100_000;

/** So many calls from the range's end, or its beginning, a page is looked for first. */
const FIRST_LOOK = 50_000;

/** So many of the newest calls tell about how many match. */
const SAMPLE = 8192;

/**
 * A page in one reading of the calls where few match, which then are sorted here. Where many do, in one for the sums, which
 * are remembered, and a short one for the page.
 */
export function pageOf(database: DatabaseSync, query: PageQuery): Page {
  const newest = callMarks(database);
  const marks = marksUpTo(database, newest, query.upTo);
  const stretch = stretchOf(database, query.range, marks);
  // What is remembered of the filter's sums does not depend on later calls, so that they are kept without the limit.
  const filter = joined([...stretch.conditions, query.where], "AND");
  const isNow = marks.last === newest.last;
  const where = isNow ? filter : joined([writtenUpTo(marks.last), filter], "AND");
  // Kinds are counted of all calls there are, and tell nothing of an earlier moment.
  const byKinds = stretch.all && isNow;
  const ofKinds = byKinds ? kindTotals(database, query.filter, query.context, marks) : undefined;
  const known = ofKinds?.of === "all" ? ofKinds.totals : recallTotals(database, filter, marks);
  const share = known === undefined ? shareOf(database, where, stretch) : 0;
  const expected = known?.calls ?? (share * stretch.calls) / 1.2;
  const few = expected > MOST_FEW ? undefined : fewCalls(database, where, query);
  const ofAll = byKinds && share > 0.5 ? allTotals(database, query, marks) : undefined;
  const totals = known ?? few?.totals ?? manyTotals(database, where, ofKinds?.totals, ofAll);
  keepTotals(database, filter, marks, totals);
  return { totals, numbers: few?.numbers ?? numbersOf(database, where, query, totals.calls), upTo: marks.last };
}

/** The plus keeps SQLite from reading the table by its numbers where another index is quicker. */
function writtenUpTo(last: number): Condition {
  return condition("+number <= ?", last);
}

/** The part of the table that a range of time is in. */
interface TableStretch {
  readonly conditions: readonly Condition[];
  /** It is the whole table. */
  readonly all: boolean;
  /** The last number in it, and how many calls there are, as far as that is known. */
  readonly last: number;
  readonly calls: number;
}

/**
 * Calls are numbered nearly in the order of time, so that those of a stretch of time are one stretch of the table: read
 * from end to end it takes a fraction of what looking up each by the index by time does. The plus keeps SQLite from that.
 */
function stretchOf(database: DatabaseSync, range: TimeRange, marks: CallMarks): TableStretch {
  const ofTime = rangeConditions(range, "started_at");
  if (ofTime.length === 0) return { conditions: [], all: true, ...marks };
  const within = joined([...ofTime, writtenUpTo(marks.last)], "AND");
  const numbers = `SELECT number FROM calls WHERE ${within.sql} LIMIT ${MOST_LOCATED + 1}`;
  const row =
    database
      .prepare(`SELECT min(number) AS first, max(number) AS last, count(*) AS calls FROM (${numbers})`)
      .get(...within.parameters) ?? {};
  const calls = number(row, "calls");
  if (calls === 0) return { conditions: [NEVER], all: false, last: 0, calls };
  const conditions = rangeConditions(range, "+started_at");
  if (calls > MOST_LOCATED) return { conditions, all: false, ...marks };
  const last = number(row, "last");
  const located = condition("number BETWEEN ? AND ?", number(row, "first"), last);
  return { conditions: [...conditions, located], all: false, last, calls };
}

function rangeConditions({ from, until }: TimeRange, column: string): readonly Condition[] {
  return [
    ...(from === -Infinity ? [] : [condition(`${column} >= ?`, from)]),
    ...(until === Infinity ? [] : [condition(`${column} < ?`, until)]),
  ];
}

/** Which part of a stretch matches, from 0 to 1, as far as its end tells. */
function shareOf(database: DatabaseSync, where: Condition, { last }: TableStretch): number {
  const end = condition("number BETWEEN ? AND ?", last - SAMPLE, last);
  const calls = countOf(database, end);
  return calls === 0 ? 0 : countOf(database, joined([end, forFew(where)], "AND")) / calls;
}

function countOf(database: DatabaseSync, where: Condition): number {
  const row = database.prepare(`SELECT count(*) AS calls FROM calls WHERE ${where.sql}`).get(...where.parameters);
  return number(row ?? {}, "calls");
}

/**
 * Of calls of a single attempt their kinds may tell, so that only the others are read. Or, where most match, of all calls
 * those that do not are taken away.
 */
function manyTotals(
  database: DatabaseSync,
  where: Condition,
  ofSingle: CallsTotals | undefined,
  ofAll: CallsTotals | undefined,
): CallsTotals {
  if (ofSingle !== undefined) {
    return added(ofSingle, readTotals(database, joined([condition("attempts > 1"), where], "AND")));
  }
  if (ofAll !== undefined) return added(ofAll, readTotals(database, negated(where)), -1);
  return readTotals(database, where);
}

function allTotals(database: DatabaseSync, { context }: PageQuery, marks: CallMarks): CallsTotals | undefined {
  return kindTotals(database, { kind: "all" }, context, marks)?.totals;
}

/** Counted from the end where that is nearer. */
function numbersOf(database: DatabaseSync, where: Condition, query: PageQuery, calls: number): readonly number[] {
  const limit = Math.min(query.limit, calls - query.offset);
  if (limit <= 0) return [];
  const backwards = query.offset + limit > calls / 2;
  const offset = backwards ? calls - query.offset - limit : query.offset;
  const numbers =
    (query.order === "time" && atTheEnd(database, where, query, { offset, limit, backwards })) || undefined;
  const found = numbers ?? sorted(database, where, query, { offset, limit, backwards });
  return backwards ? found.toReversed() : found;
}

interface Cut {
  readonly offset: number;
  readonly limit: number;
  readonly backwards: boolean;
}

/** Among the first calls in the order of time, by its index; undefined when there are too few that match. */
function atTheEnd(
  database: DatabaseSync,
  where: Condition,
  { range, descending }: PageQuery,
  cut: Cut,
): readonly number[] | undefined {
  const fromNewest = descending !== cut.backwards;
  const conditions = joined(rangeConditions(range, "started_at"), "AND");
  const order = `ORDER BY started_at ${fromNewest ? "DESC" : "ASC"} LIMIT 1 OFFSET ${FIRST_LOOK}`;
  const edge = database
    .prepare(`SELECT started_at AS at FROM calls WHERE ${conditions.sql} ${order}`)
    .get(...conditions.parameters);
  const near = edge === undefined ? [] : [condition(`started_at ${fromNewest ? ">" : "<"} ?`, number(edge, "at"))];
  const found = sorted(
    database,
    joined([...near, forFew(where)], "AND"),
    { order: "time", descending },
    cut,
    "INDEXED BY calls_by_time",
  );
  return found.length === cut.limit || edge === undefined ? found : undefined;
}

function sorted(
  database: DatabaseSync,
  where: Condition,
  { order, descending }: Pick<PageQuery, "order" | "descending">,
  { offset, limit, backwards }: Cut,
  hint = "",
): readonly number[] {
  const statement = database.prepare(
    `SELECT number FROM calls ${hint} WHERE ${where.sql} ${orderSql(order, descending, backwards)} LIMIT ? OFFSET ?`,
  );
  return statement.all(...where.parameters, limit, offset).map((row) => number(row, "number"));
}
