import type { DatabaseSync } from "node:sqlite";
import type { CallRow } from "../../spec/call-query.ts";
import type { FailureClass } from "../../spec/failure.ts";
import type { Cost } from "../../spec/usage.ts";
import { sumOf } from "../pricing/price-call.ts";
import { maybeNumber, maybeWord, number, word } from "../store/cells.ts";
import { decoded, decodeId, OUTCOMES } from "../store/codes.ts";
import type { Row } from "../store/columns.ts";
import { DamagedRow } from "../store/sqlite-trouble.ts";
import type { KnownNames } from "./known-names.ts";

const CALLS = "SELECT * FROM calls WHERE number IN (SELECT value FROM json_each(?))";
const COSTS = `
  SELECT call, cost_usd, cost_source FROM attempts WHERE call IN (SELECT value FROM json_each(?))
  ORDER BY call, position`;

/** Calls as lines of a table, in the order of their numbers in the list. */
export function rowsOf(database: DatabaseSync, numbers: readonly number[], names: KnownNames): readonly CallRow[] {
  const list = JSON.stringify(numbers);
  const costs = costsOf(database, list);
  const rows = new Map(
    database
      .prepare(CALLS)
      .all(list)
      .map((row) => [number(row, "number"), row]),
  );
  return numbers.flatMap((call) => {
    const row = rows.get(call);
    return row === undefined ? [] : [rowOf(row, names, sumOf(costs.get(call) ?? []))];
  });
}

/** Of each call's attempts; the row of a call does not know where its price is from. */
function costsOf(database: DatabaseSync, list: string): ReadonlyMap<number, readonly Cost[]> {
  const costs = new Map<number, Cost[]>();
  for (const row of database.prepare(COSTS).all(list)) {
    const call = number(row, "call");
    const usd = maybeNumber(row, "cost_usd");
    const cost: Cost =
      usd === undefined
        ? { kind: "unknown" }
        : { kind: "known", usd, source: word<Extract<Cost, { kind: "known" }>["source"]>(row, "cost_source") };
    costs.set(call, [...(costs.get(call) ?? []), cost]);
  }
  return costs;
}

function rowOf(row: Row, { origins, routes }: KnownNames, cost: Cost): CallRow {
  const origin = origins.get(number(row, "origin"));
  if (origin === undefined) throw new DamagedRow("origin");
  const route = routes.get(maybeNumber(row, "route") ?? -1);
  const firstTokenMs = maybeNumber(row, "first_token_ms");
  const failure = maybeWord<FailureClass>(row, "failure");
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
    cost,
  };
}
