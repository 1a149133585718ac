import type { DatabaseSync } from "node:sqlite";

/** Pragmas whose value is a whole number. */
type NumberPragma = "freelist_count" | "page_count" | "page_size" | "user_version";

export function pragma(database: DatabaseSync, name: NumberPragma): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
