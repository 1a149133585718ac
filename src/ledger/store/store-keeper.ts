import { join } from "node:path";
import type { Clock } from "../../spec/clock.ts";
import type { LedgerStatus } from "../../spec/snapshot.ts";
import type { Sqlite } from "./open-file.ts";
import { openAfresh, openMemory, openStore, type OpenedStore } from "./open-store.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { troubleOf } from "./sqlite-trouble.ts";
import type { Store } from "./store.ts";

const FILE_NAME = "ledger.sqlite";

/** Together with the waiting inside each try some four seconds, after which this window does without the file. */
const OPEN_TRIES = 6;
const PAUSE_BETWEEN_TRIES_MS = 500;

const LOCKED = "The ledger's file is locked by another program.";

/** Opens a new store in the place of one that failed. */
type Reopen = (damaged: boolean) => OpenedStore;

/** Holds the store that is in use, and replaces it when its file proves damaged or was moved away. */
export class StoreKeeper {
  #opened: OpenedStore;
  #generation = 0;
  readonly #reopen: Reopen;

  constructor(opened: OpenedStore, reopen: Reopen) {
    this.#opened = opened;
    this.#reopen = reopen;
  }

  get status(): LedgerStatus {
    return this.#opened.status;
  }

  /** Goes up when the store is replaced: numbers and counts from before mean nothing any more. */
  get generation(): number {
    return this.#generation;
  }

  /** Does something with the store, if need be again with its replacement. Throws what may pass by itself. */
  use<T>(work: (store: Store) => T): T {
    try {
      return work(this.#opened.store);
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === "passing") throw error;
      this.#replace(trouble === "damaged");
      return work(this.#opened.store);
    }
  }

  #replace(damaged: boolean): void {
    const { store } = this.#opened;
    // When another window was first to set the file aside, the one at its place is new and sound.
    const stillThere = store instanceof SqliteStore && store.inPlace;
    this.close();
    this.#opened = this.#reopen(damaged && stillThere);
    this.#generation += 1;
  }

  close(): void {
    try {
      this.#opened.store.close();
    } catch {
      // a damaged file may refuse its last checkpoint
    }
  }
}

/** Opens the ledger's file in `directory`, which is made if need be; without one, records are kept in memory. */
export async function openKeeper(directory: string, writer: string, clock: Clock): Promise<StoreKeeper> {
  const sqlite = await loadSqlite();
  if (sqlite === undefined) {
    const opened = openMemory("This editor's Node.js has no SQLite built in.");
    return new StoreKeeper(opened, () => opened);
  }
  const path = join(directory, FILE_NAME);
  const open = () => openStore(sqlite, path, writer, clock.now());
  return new StoreKeeper(await openPatiently(open, clock), (damaged) => {
    const opened = damaged ? openAfresh(sqlite, path, writer, clock.now()) : open();
    return opened === "locked" ? openMemory(LOCKED) : opened;
  });
}

async function openPatiently(open: () => OpenedStore | "locked", clock: Clock): Promise<OpenedStore> {
  for (let tries = 1; tries <= OPEN_TRIES; tries++) {
    const opened = open();
    if (opened !== "locked") return opened;
    await new Promise<void>((resolve) => clock.schedule(PAUSE_BETWEEN_TRIES_MS, resolve));
  }
  return openMemory(LOCKED);
}

/** Undefined in editors whose Node.js is older than 22.5. */
async function loadSqlite(): Promise<Sqlite | undefined> {
  try {
    return await import("node:sqlite");
  } catch {
    return undefined;
  }
}
