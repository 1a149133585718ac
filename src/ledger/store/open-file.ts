import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type * as sqlite from "node:sqlite";
import { atOnce, type Pausing } from "./pauses.ts";
import { pragma } from "./pragma.ts";
import { MIGRATIONS, takeStep } from "./schema.ts";
import { isSound } from "./sound-file.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { describeTrouble, isForeign, isLocked, troubleOf } from "./sqlite-trouble.ts";

/** The module, which older editors do not have. */
export type Sqlite = typeof sqlite;

export type OpenedFile =
  | { readonly kind: "open"; readonly store: SqliteStore }
  /** Unreadable, or readable and none of ours. */
  | { readonly kind: "damaged" }
  /** Written by a later version of this program: not ours to change. */
  | { readonly kind: "newer" }
  | { readonly kind: "locked" }
  | { readonly kind: "unavailable"; readonly reason: string };

/** How long opening waits for another window that is opening too, and later a write for another's. Both hold up the editor. */
const OPEN_WAIT_MS = 250;
const WRITE_WAIT_MS = 100;

/**
 * How many pages of the write-ahead log are worked into the file at a time. Twice SQLite's own number: that is done half as
 * often, and takes no longer, as most of the pages are written over and over.
 */
const CHECKPOINT_PAGES = 2000;

/**
 * A check reads the whole file and holds up the editor for some 7 ms a megabyte. A larger file is checked as it is read,
 * which SQLite does by itself: damage then shows as an error of that reading.
 */
const CHECK_UP_TO_BYTES = 4 * 1024 * 1024;

/**
 * Opens or creates the ledger's file, checks it and brings its schema up to date. Waits for locks a moment.
 *
 * @param writer tells this window's rows from others'
 */
export function openFile({ DatabaseSync }: Sqlite, path: string, writer: number): OpenedFile {
  let database: sqlite.DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path);
    const state = atOnce(preparing(database, path));
    if (state === "ready") return { kind: "open", store: new SqliteStore(database, path, writer) };
    database.close();
    return { kind: state };
  } catch (error) {
    if (database?.isOpen === true) database.close();
    if (troubleOf(error) === "damaged" || isForeign(error)) return { kind: "damaged" };
    return isLocked(error) ? { kind: "locked" } : { kind: "unavailable", reason: describeTrouble(error) };
  }
}

/** The same tables, in this window's memory. */
export function openInMemory({ DatabaseSync }: Sqlite, writer: number): SqliteStore {
  const database = new DatabaseSync(":memory:");
  database.exec("PRAGMA foreign_keys = ON");
  atOnce(migrating(database));
  return new SqliteStore(database, undefined, writer);
}

/** Checks a file and brings it up to date. No other connection can write while the latter pauses. */
export function* preparing(database: sqlite.DatabaseSync, path: string): Pausing<"ready" | "damaged" | "newer"> {
  database.exec(`PRAGMA busy_timeout = ${OPEN_WAIT_MS}`);
  const version = pragma(database, "user_version");
  if (version > MIGRATIONS.length) return "newer"; // before anything else, as everything else may write
  if (statSync(path).size <= CHECK_UP_TO_BYTES && !isSound(database)) return "damaged";
  // So that what is pruned can give its space back. It holds where there is no table yet, else from the next VACUUM on.
  if (version < MIGRATIONS.length) database.exec("PRAGMA auto_vacuum = INCREMENTAL");
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  if (version < MIGRATIONS.length) yield* migrating(database);
  if (version > 0 && version < MIGRATIONS.length) {
    yield;
    tidyUp(database);
  }
  database.exec(`PRAGMA busy_timeout = ${WRITE_WAIT_MS}`);
  return "ready";
}

/** After a change of many rows: gives back the room of the old ones, where no other window stands in the way. */
function tidyUp(database: sqlite.DatabaseSync): void {
  try {
    database.exec("VACUUM");
  } catch {
    // the room is used for what comes
  }
}

/** Two windows may come here at once: the second one waits, then finds the version raised. */
function* migrating(database: sqlite.DatabaseSync): Pausing<void> {
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of MIGRATIONS.slice(pragma(database, "user_version"))) yield* takeStep(database, step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
