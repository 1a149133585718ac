import { statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { FileMoved } from "../store/sqlite-trouble.ts";

/** How long a question waits for another connection that holds the file, as one does that recovers it. */
const WAIT_MS = 2000;

/**
 * Enough to keep the calls' table of a busy year. Not mapped into memory: an error of the disk, or a file that is cut off,
 * would end the whole process (https://www.sqlite.org/mmap.html).
 */
const CACHE_KIB = 128 * 1024;

/** The ledger's file, opened for reading alone, and opened again when another one took its place. */
export class ReadingFile {
  readonly #path: string;
  #opened: { readonly database: DatabaseSync; readonly identity: bigint } | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Throws `FileMoved` when there is none, and what SQLite throws. */
  get database(): DatabaseSync {
    const identity = statSync(this.#path, { bigint: true, throwIfNoEntry: false })?.ino;
    if (this.#opened !== undefined && this.#opened.identity !== identity) this.close();
    if (identity === undefined) throw new FileMoved();
    this.#opened ??= { database: open(this.#path), identity };
    return this.#opened.database;
  }

  close(): void {
    try {
      this.#opened?.database.close();
    } catch {
      // nothing was written
    }
    this.#opened = undefined;
  }
}

function open(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  database.exec(`PRAGMA busy_timeout = ${WAIT_MS}; PRAGMA query_only = ON; PRAGMA cache_size = -${CACHE_KIB}`);
  return database;
}
