import type { DatabaseSync } from "node:sqlite";
import type { PricedCall } from "../../spec/call.ts";
import { number } from "../store/cells.ts";
import { encodeId } from "../store/codes.ts";
import { decodeCall } from "../store/decode.ts";
import { soundRows } from "../store/sound-rows.ts";
import { CALLS, OF_ATTEMPTS } from "../store/statements.ts";

/** One call with all its attempts; null when there is none of that id, or it is damaged. */
export function answerCall(database: DatabaseSync, id: string): PricedCall | null {
  const rows = database.prepare(`${CALLS} WHERE id = ?`).all(encodeId(id));
  const attemptsOf = database.prepare(OF_ATTEMPTS);
  const [call] = soundRows(rows, (row) => decodeCall(row, attemptsOf.all(number(row, "number"))));
  return call ?? null;
}
