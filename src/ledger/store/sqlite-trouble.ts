/** The file is not where it was opened any more: another window set it aside, or someone deleted it. */
export class FileMoved extends Error {
  constructor() {
    super("the ledger's file was moved away while it was open");
    this.name = "FileMoved";
  }
}

/** A row that this code cannot have written. */
export class DamagedRow extends Error {
  /** @param column its name, or its position in the query */
  constructor(column: string | number) {
    super(`unexpected value in column ${column}`);
    this.name = "DamagedRow";
  }
}

/**
 * - `damaged`: the file cannot be trusted any more
 * - `moved`: the file is fine, but somewhere else
 * - `passing`: may work when tried again: locked, full disk, no access
 */
export type Trouble = "damaged" | "moved" | "passing";

/** Primary result codes of SQLite, https://www.sqlite.org/rescode.html. */
const ERROR = 1;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** What kind of trouble an error of a store is. */
export function troubleOf(error: unknown): Trouble {
  if (error instanceof FileMoved) return "moved";
  if (error instanceof DamagedRow) return "damaged";
  const code = primaryCode(error);
  return code === CORRUPT || code === NOTADB ? "damaged" : "passing";
}

/** Whether another window or program holds the file just now. */
export function isLocked(error: unknown): boolean {
  const code = primaryCode(error);
  return code === BUSY || code === LOCKED;
}

/** Whether SQL that is known to be right failed: the tables are not those that this program made. */
export function isForeign(error: unknown): boolean {
  return primaryCode(error) === ERROR;
}

/** The trouble in words, as the end of a sentence about the ledger's file. */
export function describeTrouble(error: unknown): string {
  switch (primaryCode(error)) {
    case BUSY:
    case LOCKED:
      return "it is locked by another program";
    case READONLY:
      return "it is read-only";
    case IOERR:
      return "the disk reports an error";
    case FULL:
      return "the disk is full";
    case CANTOPEN:
      return "it cannot be opened";
    case CORRUPT:
    case NOTADB:
      return "it is damaged";
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

/** node:sqlite puts SQLite's extended result code on its errors as `errcode`; its low byte is the primary one. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return undefined;
  return error.errcode & 0xff;
}
