import type { DatabaseSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import type { Condition } from "../reader/condition.ts";
import { number } from "../store/cells.ts";
import { encodeId } from "../store/codes.ts";
import type { Row } from "../store/columns.ts";
import { decodeCall } from "../store/decode.ts";
import { CALLS } from "../store/statements.ts";

const ATTEMPTS = `
  SELECT attempts.*, routes.* FROM attempts JOIN routes ON routes.number = attempts.route
  WHERE call IN (SELECT value FROM json_each(?)) ORDER BY call, position`;

/** Some calls, and up to which number there is no other that matches. */
export interface Batch {
  readonly calls: readonly PricedCall[];
  readonly upTo: number;
}

/** The first calls that match with a number above `after`, in the order of their numbers. */
export function callsAfter(
  database: DatabaseSync,
  where: Condition,
  { after, upTo, limit }: { readonly after: number; readonly upTo: number; readonly limit: number },
): Batch {
  const numbers = database
    .prepare(
      `SELECT number FROM calls NOT INDEXED WHERE number > ? AND number <= ? AND ${where.sql} ORDER BY number LIMIT ?`,
    )
    .all(after, upTo, ...where.parameters, limit)
    .map((row) => number(row, "number"));
  const last = numbers.at(-1);
  return {
    calls: callsOf(database, numbers),
    upTo: last === undefined || numbers.length < limit ? upTo : last,
  };
}

function callsOf(database: DatabaseSync, numbers: readonly number[]): readonly PricedCall[] {
  const list = JSON.stringify(numbers);
  const attempts = new Map<number, Row[]>(numbers.map((call) => [call, []]));
  for (const row of database.prepare(ATTEMPTS).all(list)) attempts.get(number(row, "call"))?.push(row);
  return database
    .prepare(`${CALLS} WHERE calls.number IN (SELECT value FROM json_each(?)) ORDER BY calls.number`)
    .all(list)
    .map((row) => decodeCall(row, attempts.get(number(row, "number")) ?? []));
}

/** Those of the calls that are not there yet. */
export function newOnes(database: DatabaseSync, calls: readonly PricedCall[]): readonly PricedCall[] {
  const known = database.prepare("SELECT 1 FROM calls WHERE id = ?");
  return calls.filter(({ id }) => known.get(encodeId(id)) === undefined);
}
