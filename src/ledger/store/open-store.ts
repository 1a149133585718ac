import type { LedgerStatus } from "../../spec/snapshot.ts";
import { MemoryStore } from "./memory-store.ts";
import { openFile, type Sqlite } from "./open-file.ts";
import { setAside } from "./set-aside.ts";
import { describeTrouble } from "./sqlite-trouble.ts";
import { SqliteStore } from "./sqlite-store.ts";
import type { Store } from "./store.ts";

/** A store, and what to tell the user of it. */
export interface OpenedStore {
  readonly store: Store;
  readonly status: LedgerStatus;
}

/** Keeps records for as long as this window lives. `reason` is a sentence. */
export function openMemory(reason: string): OpenedStore {
  return { store: new MemoryStore(), status: { kind: "memory", reason } };
}

/**
 * Opens the file at `path`, or a new one after setting a damaged one aside. Where neither works, records go to memory.
 *
 * @param writer tells this window's rows from others'
 * @param now milliseconds since the Unix epoch, for the name of a file that is set aside
 */
export function openStore(sqlite: Sqlite, path: string, writer: string, now: number): OpenedStore | "locked" {
  const file = openFile(sqlite, path);
  switch (file.kind) {
    case "open":
      return { store: new SqliteStore(file, writer), status: { kind: "disk" } };
    case "damaged":
      return openAfresh(sqlite, path, writer, now);
    case "locked":
      return "locked";
    case "newer":
      return openMemory("The ledger's file was written by a newer version of Switchyard. Update this one to use it.");
    case "unavailable":
      return openMemory(`The ledger's file cannot be used: ${file.reason}.`);
  }
}

/** Sets the file at `path` aside and begins a new one. */
export function openAfresh(sqlite: Sqlite, path: string, writer: string, now: number): OpenedStore {
  let aside: string;
  try {
    aside = setAside(path, now);
  } catch (error) {
    return openMemory(`The ledger's file is damaged and cannot be moved aside: ${describeTrouble(error)}.`);
  }
  const file = openFile(sqlite, path);
  if (file.kind !== "open") return openMemory("The ledger's file is damaged and a new one cannot be begun.");
  const store = new SqliteStore(file, writer);
  return { store, status: { kind: "recovered", file: aside } };
}
