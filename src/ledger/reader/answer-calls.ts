import type { DatabaseSync } from "node:sqlite";
import { callFields } from "../../filter/call-fields.ts";
import { parseFilter } from "../../filter/parse.ts";
import type { CallsPage } from "../../spec/call-query.ts";
import { pageOf } from "./call-page.ts";
import { rowsOf } from "./call-rows.ts";
import { filterSql } from "./filter-sql.ts";
import { knownNames } from "./known-names.ts";
import type { Questions } from "./questions.ts";
import { timeRange } from "./time-range.ts";

/** More than a screen holds, and less than takes long to send. */
const MOST_ROWS = 1000;

/** `7d` is counted from the last full minute, so that what was counted for a filter is good for a while. */
const MINUTE_MS = 60_000;

/** The calls that a filter finds, and the sums over all of them. */
export function answerCalls(database: DatabaseSync, query: Questions["calls"][0], now: number): CallsPage {
  const parsed = parseFilter(query.filter, callFields, now - (now % MINUTE_MS));
  if (!parsed.ok) return { kind: "misread", message: parsed.message, at: parsed.at };
  const names = knownNames(database);
  const { range, rest } = timeRange(parsed.filter);
  const context = { names, keys: query.keys ?? {} };
  const { numbers, totals, upTo } = pageOf(database, {
    filter: rest,
    where: filterSql(rest, context),
    range,
    context,
    order: query.order,
    descending: query.descending,
    offset: Math.max(0, Math.floor(query.offset)),
    limit: Math.min(MOST_ROWS, Math.max(0, Math.floor(query.limit))),
    ...(query.upTo !== undefined && { upTo: query.upTo }),
  });
  return { kind: "rows", rows: rowsOf(database, numbers, names), totals, upTo };
}
