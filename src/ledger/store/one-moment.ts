import type { DatabaseSync } from "node:sqlite";

/**
 * Reads with several statements what the file held at one moment: other windows may write between two of them
 * (https://www.sqlite.org/isolation.html). `read` must not wait for anything, as an old moment that is held keeps the
 * write-ahead log from being worked in.
 */
export function atOneMoment<T>(database: DatabaseSync, read: () => T): T {
  if (database.isTransaction) return read();
  database.exec("BEGIN");
  try {
    return read();
  } finally {
    // An error of the disk may have ended it already.
    if (database.isTransaction) database.exec("COMMIT");
  }
}
