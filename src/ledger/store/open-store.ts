import type { LedgerStatus } from "../../spec/snapshot.ts";
import { openFile, openInMemory, type Sqlite } from "./open-file.ts";
import { setAside } from "./set-aside.ts";
import { describeTrouble } from "./sqlite-trouble.ts";
import type { Store } from "./store.ts";

/** A store, and what to tell the user of it. Undefined where there is no SQLite to make one with. */
export interface OpenedStore {
  readonly store: Store | undefined;
  readonly status: LedgerStatus;
}

/** Keeps records for as long as this window lives. `reason` is a sentence. */
export function openMemory(sqlite: Sqlite, writer: number, reason: string): OpenedStore {
  return { store: openInMemory(sqlite, writer), status: { kind: "memory", reason } };
}

/**
 * Opens the file at `path`, or a new one after setting a damaged one aside. Where neither works, records go to memory.
 *
 * @param writer tells this window's rows from others'
 * @param now milliseconds since the Unix epoch, for the name of a file that is set aside
 */
export function openStore(sqlite: Sqlite, path: string, writer: number, now: number): OpenedStore | "locked" {
  const inMemory = (reason: string) => openMemory(sqlite, writer, reason);
  const file = openFile(sqlite, path, writer);
  switch (file.kind) {
    case "open":
      return { store: file.store, status: { kind: "disk" } };
    case "damaged":
      return openAfresh(sqlite, path, writer, now);
    case "locked":
      return "locked";
    case "newer":
      return inMemory("The ledger's file was written by a newer version of Switchyard. Update this one to use it.");
    case "unavailable":
      return inMemory(`The ledger's file cannot be used: ${file.reason}.`);
  }
}

/** Sets the file at `path` aside and begins a new one. */
export function openAfresh(sqlite: Sqlite, path: string, writer: number, now: number): OpenedStore {
  const inMemory = (reason: string) => openMemory(sqlite, writer, reason);
  let aside: string;
  try {
    aside = setAside(path, now);
  } catch (error) {
    return inMemory(`The ledger's file is damaged and cannot be moved aside: ${describeTrouble(error)}.`);
  }
  const file = openFile(sqlite, path, writer);
  if (file.kind !== "open") return inMemory("The ledger's file is damaged and a new one cannot be begun.");
  return { store: file.store, status: { kind: "recovered", file: aside } };
}
