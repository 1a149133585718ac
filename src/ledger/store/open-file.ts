import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type * as sqlite from "node:sqlite";
import { MIGRATIONS } from "./schema.ts";
import { describeTrouble, isForeign, isLocked, troubleOf } from "./sqlite-trouble.ts";
import { prepareStatements } from "./statements.ts";

/** The module, which older editors do not have. */
export type Sqlite = typeof sqlite;

/** Tells a file from another one that took its place. */
export type FileIdentity = bigint;

/** A file that is ready for use. */
export interface OpenFile {
  readonly kind: "open";
  readonly path: string;
  readonly identity: FileIdentity;
  readonly database: sqlite.DatabaseSync;
  readonly statements: ReturnType<typeof prepareStatements>;
}

export type OpenedFile =
  | OpenFile
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
 * A check reads the whole file and holds up the editor for some 7 ms a megabyte. A larger file is checked as it is read,
 * which SQLite does by itself: damage then shows as an error of that reading.
 */
const CHECK_UP_TO_BYTES = 4 * 1024 * 1024;

/** Opens or creates the ledger's file, checks it and brings its schema up to date. Waits for locks a moment. */
export function openFile({ DatabaseSync }: Sqlite, path: string): OpenedFile {
  let database: sqlite.DatabaseSync | undefined;
  try {
    mkdirSync(dirname(path), { recursive: true });
    database = new DatabaseSync(path);
    const state = prepare(database, path);
    if (state === "ready") {
      return { kind: "open", path, identity: identityOf(path), database, statements: prepareStatements(database) };
    }
    database.close();
    return { kind: state };
  } catch (error) {
    if (database?.isOpen === true) database.close();
    if (troubleOf(error) === "damaged" || isForeign(error)) return { kind: "damaged" };
    return isLocked(error) ? { kind: "locked" } : { kind: "unavailable", reason: describeTrouble(error) };
  }
}

/** Throws when there is no file. */
export function identityOf(path: string): FileIdentity {
  return statSync(path, { bigint: true }).ino;
}

function prepare(database: sqlite.DatabaseSync, path: string): "ready" | "damaged" | "newer" {
  database.exec(`PRAGMA busy_timeout = ${OPEN_WAIT_MS}`);
  const version = pragma(database, "user_version");
  if (version > MIGRATIONS.length) return "newer"; // before anything else, as everything else may write
  if (statSync(path).size <= CHECK_UP_TO_BYTES && !isSound(database)) return "damaged";
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
  if (version < MIGRATIONS.length) migrate(database);
  database.exec(`PRAGMA busy_timeout = ${WRITE_WAIT_MS}`);
  return "ready";
}

function isSound(database: sqlite.DatabaseSync): boolean {
  const [first] = database.prepare("PRAGMA quick_check(1)").all();
  return first?.["quick_check"] === "ok";
}

/** Two windows may come here at once: the second one waits, then finds the version raised. */
function migrate(database: sqlite.DatabaseSync): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const step of MIGRATIONS.slice(pragma(database, "user_version"))) database.exec(step);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** The value of a pragma that is a whole number. */
export function pragma(database: sqlite.DatabaseSync, name: "user_version" | "data_version"): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}
