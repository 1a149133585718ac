import type { DatabaseSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import { number } from "../store/cells.ts";
import { encodeId } from "../store/codes.ts";
import { decodeCall } from "../store/decode.ts";
import { CALLS, OF_ATTEMPTS } from "../store/statements.ts";

/** One call with all its attempts; null when there is none of that id. */
export function answerCall(database: DatabaseSync, id: string): PricedCall | null {
  const row = database.prepare(`${CALLS} WHERE id = ?`).get(encodeId(id));
  return row === undefined ? null : decodeCall(row, database.prepare(OF_ATTEMPTS).all(number(row, "number")));
}
