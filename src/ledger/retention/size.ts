import type { DatabaseSync } from "node:sqlite";
import { maybeNumber, number } from "../store/cells.ts";
import { pragma } from "../store/pragma.ts";

/** How large the file is, in bytes, once its write-ahead log is worked in. */
export function sizeOf(database: DatabaseSync): number {
  return pragma(database, "page_count") * pragma(database, "page_size");
}

/** How many calls there are, and when the oldest one started. */
export function stockOf(database: DatabaseSync) {
  const row = database.prepare("SELECT count(*) AS calls, min(started_at) AS oldest FROM calls").get() ?? {};
  const oldestAt = maybeNumber(row, "oldest");
  return { calls: number(row, "calls"), ...(oldestAt === undefined ? {} : { oldestAt }), bytes: sizeOf(database) };
}
