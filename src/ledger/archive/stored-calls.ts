import type { DatabaseSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import type { Condition } from "../reader/condition.ts";
import { number } from "../store/cells.ts";
import type { Row } from "../store/columns.ts";
import { decodeCall } from "../store/decode.ts";
import { atOneMoment } from "../store/one-moment.ts";
import { soundRows } from "../store/sound-rows.ts";
import { CALLS } from "../store/statements.ts";

const ATTEMPTS = `
  SELECT attempts.*, routes.* FROM attempts JOIN routes ON routes.number = attempts.route
  WHERE call IN (SELECT value FROM json_each(?)) ORDER BY call, position`;

/** Some calls, and up to which number there is no other that matches. */
export interface Batch {
  readonly calls: readonly PricedCall[];
  /** Calls that match and cannot be read. */
  readonly damaged: number;
  readonly upTo: number;
}

/** The first calls that match with a number above `after`, in the order of their numbers. */
export function callsAfter(
  database: DatabaseSync,
  where: Condition,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Batch {
  const statement = database.prepare(
    `SELECT number FROM calls NOT INDEXED WHERE number > ? AND number <= ? AND ${where.sql} ORDER BY number LIMIT ?`,
  );
  const { numbers, calls } = atOneMoment(database, () => {
    const found = statement.all(after, upTo, ...where.parameters, limit).map((row) => number(row, "number"));
    return { numbers: found, calls: callsOf(database, found) };
  });
  const last = numbers.at(-1);
  return {
    calls,
    damaged: numbers.length - calls.length,
    upTo: last === undefined || numbers.length < limit ? upTo : last,
  };
}

function callsOf(database: DatabaseSync, numbers: readonly number[]): readonly PricedCall[] {
  const list = JSON.stringify(numbers);
  const attempts = new Map<number, Row[]>(numbers.map((call) => [call, []]));
  for (const row of database.prepare(ATTEMPTS).all(list)) attempts.get(number(row, "call"))?.push(row);
  const rows = database
    .prepare(`${CALLS} WHERE calls.number IN (SELECT value FROM json_each(?)) ORDER BY calls.number`)
    .all(list);
  return soundRows(rows, (row) => decodeCall(row, attempts.get(number(row, "number")) ?? []));
}
