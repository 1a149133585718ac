import type { DatabaseSync } from "node:sqlite";
import type { Scope, Split } from "../../spec/series.ts";
import { DAY, endOf, firstFrom, HOUR, type Level, startOf } from "../rollup/bucket.ts";
import { WHOLE_CALLS } from "../rollup/rollup.ts";
import { type Cells, number } from "../store/cells.ts";
import { type Condition, condition, joined } from "./condition.ts";
import {
  isByRoute,
  type KnownNames,
  knownNames,
  numbersWhere,
  originFits,
  partName,
  routeFits,
} from "./known-names.ts";

/** Which roll-ups are wanted. */
export interface RollupQuery {
  readonly stretches: readonly Stretch[];
  readonly split: Split;
  readonly scope: Scope;
  /** Those of whole calls, or those of attempts at routes. */
  readonly of: "calls" | "attempts";
  /** Names of columns, which are in a row's cells in this order. */
  readonly columns: readonly string[];
  /** Those that belong to the same part of the split and begin together are added up; for columns that can be. */
  readonly summed: boolean;
}

/** Roll-ups of one level that begin within a stretch of time. */
export interface Stretch {
  readonly level: Level;
  readonly from: number;
  readonly until: number;
}

/** One roll-up. */
export interface RollupCells {
  readonly from: number;
  /** Its part of the split. */
  readonly part: string;
  readonly cells: Cells<number>;
}

/** Reads roll-ups, of each stretch in the order of time. */
export function* rollupRows(database: DatabaseSync, query: RollupQuery): Generator<RollupCells> {
  const { split, columns } = query;
  const names = knownNames(database);
  const { sql, parameters } = rollupSql(query, names);
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  for (const { level, from, until } of query.stretches) {
    // The types of node:sqlite do not follow `setReturnArrays`.
    const rows = statement.iterate(level, from, until, ...parameters) as Iterable<unknown> as Iterable<Cells<number>>;
    for (const cells of rows) {
      const [at, origin, route] = [0, 1, 2].map((place) => number(cells, columns.length + place));
      yield {
        from: at ?? 0,
        part: partName(split, names.origins.get(origin ?? 0), names.routes.get(route ?? 0)),
        cells,
      };
    }
  }
}

function rollupSql({ split, scope, of, columns, summed }: RollupQuery, { origins, routes }: KnownNames): Condition {
  const among = (column: string, numbers: readonly number[] | undefined) =>
    numbers === undefined ? [] : [condition(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(numbers))];
  const where = joined(
    [
      ...among(
        "origin",
        numbersWhere(origins, (origin) => originFits(scope, origin)),
      ),
      ...(of === "calls"
        ? [condition(`route = ${WHOLE_CALLS}`)]
        : [
            condition(`route > ${WHOLE_CALLS}`),
            ...among(
              "route",
              numbersWhere(routes, (route) => routeFits(scope, route)),
            ),
          ]),
    ],
    "AND",
  );
  const group = split === "none" ? "" : isByRoute(split, {}) ? ", route" : ", origin";
  const [cells, keys, grouping] = summed
    ? [columns.map((column) => `sum(${column})`), "from_at, min(origin), min(route)", `GROUP BY from_at${group}`]
    : [columns, "from_at, origin, route", ""];
  return {
    ...where,
    sql: `SELECT ${cells.join(", ")}, ${keys} FROM rollups
      WHERE level = ? AND from_at >= ? AND from_at < ? AND ${where.sql} ${grouping}`,
  };
}

/** A span by whole days, and by hours where it begins or ends in the middle of one. */
export function stretchesOf(from: number, until: number): readonly Stretch[] {
  const firstDay = firstFrom(DAY, from);
  const lastDay = startOf(DAY, until);
  const firstHour = startOf(HOUR, from);
  if (firstDay >= lastDay) return [{ level: HOUR, from: firstHour, until }];
  return [
    { level: HOUR, from: firstHour, until: firstDay },
    { level: DAY, from: firstDay, until: lastDay },
    { level: HOUR, from: lastDay, until: Math.min(until, endOf(DAY, lastDay)) },
  ];
}
