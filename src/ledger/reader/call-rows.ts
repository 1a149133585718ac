import type { DatabaseSync } from "node:sqlite";
import type { CallRow } from "../../spec/call-query.ts";
import type { FailureClass } from "../../spec/failure.ts";
import type { Cost } from "../../spec/usage.ts";
import { sumOf } from "../pricing/price-call.ts";
import { maybeNumber, number, word } from "../store/cells.ts";
import { decoded, decodeId, OUTCOMES } from "../store/codes.ts";
import type { Row } from "../store/columns.ts";
import { soundRows } from "../store/sound-rows.ts";
import { DamagedRow } from "../store/sqlite-trouble.ts";
import type { KnownNames } from "./known-names.ts";

const CALLS = "SELECT * FROM calls WHERE number IN (SELECT value FROM json_each(?))";
const ATTEMPTS = `
  SELECT call, cost_usd, cost_source, role, failure_class FROM attempts
  WHERE call IN (SELECT value FROM json_each(?)) ORDER BY call, position`;

/** Calls as lines of a table, in the order of their numbers in the list; damaged ones are left out. */
export function rowsOf(database: DatabaseSync, numbers: readonly number[], names: KnownNames): readonly CallRow[] {
  const list = JSON.stringify(numbers);
  const tried = triedBy(database, list);
  const rows = new Map(
    database
      .prepare(CALLS)
      .all(list)
      .map((row) => [number(row, "number"), row]),
  );
  const present = numbers.flatMap((call) => {
    const row = rows.get(call);
    return row === undefined ? [] : [row];
  });
  return soundRows(present, (row) => rowOf(row, names, tried.get(number(row, "number")) ?? []));
}

/** Of each call its attempts, as its own row knows neither where its price is from nor whose a failure was. */
function triedBy(database: DatabaseSync, list: string): ReadonlyMap<number, readonly Row[]> {
  const tried = new Map<number, Row[]>();
  for (const row of database.prepare(ATTEMPTS).all(list)) {
    const call = number(row, "call");
    const others = tried.get(call);
    if (others === undefined) tried.set(call, [row]);
    else others.push(row);
  }
  return tried;
}

function costOf(attempt: Row): Cost {
  const usd = maybeNumber(attempt, "cost_usd");
  if (usd === undefined) return { kind: "unknown" };
  return { kind: "known", usd, source: word<Extract<Cost, { kind: "known" }>["source"]>(attempt, "cost_source") };
}

/** Of the last attempt that failed, fire drills left out. */
function failureOf(attempts: readonly Row[]): FailureClass | undefined {
  const failed = attempts.findLast((attempt) => attempt["failure_class"] !== null && attempt["role"] !== "drill");
  return failed && word<FailureClass>(failed, "failure_class");
}

function rowOf(row: Row, { origins, routes }: KnownNames, attempts: readonly Row[]): CallRow {
  const origin = origins.get(number(row, "origin"));
  if (origin === undefined) throw new DamagedRow("origin");
  const route = routes.get(maybeNumber(row, "route") ?? -1);
  const firstTokenMs = maybeNumber(row, "first_token_ms");
  const failure = failureOf(attempts);
  return {
    id: decodeId(row["id"]),
    startedAt: number(row, "started_at"),
    ...origin,
    outcome: decoded(OUTCOMES, row["outcome"]),
    ...(route === undefined ? {} : { routeId: route.routeId }),
    durationMs: number(row, "duration_ms"),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs }),
    attempts: number(row, "attempts"),
    ...(failure === undefined ? {} : { failure }),
    input: number(row, "input"),
    output: number(row, "output"),
    cost: sumOf(attempts.map(costOf)),
  };
}
