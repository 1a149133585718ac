import { join } from "node:path";
import type { Clock } from "../../spec/clock.ts";
import type { LedgerStatus } from "../../spec/snapshot.ts";
import { bringUpToDate } from "./bring-up-to-date.ts";
import type { Sqlite } from "./open-file.ts";
import { openAfresh, openMemory, openStore, type OpenedStore } from "./open-store.ts";
import { troubleOf } from "./sqlite-trouble.ts";
import type { Store } from "./store.ts";

const FILE_NAME = "ledger.sqlite";

/**
 * Together with the waiting inside each try some fifteen seconds, after which this window does without the file. Another
 * window that brings a large file up to date holds it for several.
 */
const OPEN_TRIES = 20;
const PAUSE_BETWEEN_TRIES_MS = 500;

const LOCKED = "The ledger's file is locked by another program.";

const NO_SQLITE = "this editor's Node.js has no SQLite built in";

/** Opens a new store in the place of one that failed. */
type Reopen = (damaged: boolean) => OpenedStore;

/** Holds the store that is in use, and replaces it when its file proves damaged or was moved away. */
export class StoreKeeper {
  #store: Store | undefined;
  #status: LedgerStatus;
  #generation = 0;
  readonly #reopen: Reopen;

  constructor({ store, status }: OpenedStore, reopen: Reopen) {
    this.#store = store;
    this.#status = status;
    this.#reopen = reopen;
  }

  get status(): LedgerStatus {
    return this.#status;
  }

  /** The path of the file that is in use; undefined where records are kept in memory. */
  get file(): string | undefined {
    return this.#store?.file;
  }

  /** Goes up when the store is replaced: numbers and counts from before mean nothing any more. */
  get generation(): number {
    return this.#generation;
  }

  /** Does something with the store, if need be again with its replacement. Throws what may pass by itself. */
  use<T>(work: (store: Store) => T): T {
    try {
      return work(this.#inUse());
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble === "passing") throw error;
      this.#replace(trouble === "damaged");
      return work(this.#inUse());
    }
  }

  #inUse(): Store {
    if (this.#store === undefined) throw new Error(NO_SQLITE);
    return this.#store;
  }

  #replace(damaged: boolean): void {
    // When another window was first to set the file aside, the one at its place is new and sound.
    const stillThere = this.#store?.file !== undefined && this.#store.inPlace;
    this.close();
    const { store, status } = this.#reopen(damaged && stillThere);
    this.#store = store;
    this.#status = status;
    this.#generation += 1;
  }

  close(): void {
    try {
      this.#store?.close();
    } catch {
      // a damaged file may refuse its last checkpoint
    }
  }
}

/**
 * Opens the ledger's file in `directory`, which is made if need be; without one, records are kept in memory. Without
 * SQLite there is no store at all: what is recorded waits for one, and the oldest of it is given up.
 */
export async function openKeeper(directory: string, writer: number, clock: Clock): Promise<StoreKeeper> {
  const sqlite = await loadSqlite();
  if (sqlite === undefined) {
    const opened = {
      store: undefined,
      status: { kind: "memory", reason: `Records are not kept: ${NO_SQLITE}.` },
    } as const;
    return new StoreKeeper(opened, () => opened);
  }
  const path = join(directory, FILE_NAME);
  const open = () => openStore(sqlite, path, writer, clock.now());
  const openUpToDate = async () => ((await bringUpToDate(sqlite, path, clock)) === "locked" ? "locked" : open());
  const orMemory = (opened: OpenedStore | "locked") =>
    opened === "locked" ? openMemory(sqlite, writer, LOCKED) : opened;
  return new StoreKeeper(orMemory(await openPatiently(openUpToDate, clock)), (damaged) =>
    orMemory(damaged ? openAfresh(sqlite, path, writer, clock.now()) : open()),
  );
}

async function openPatiently(
  open: () => Promise<OpenedStore | "locked">,
  clock: Clock,
): Promise<OpenedStore | "locked"> {
  for (let tries = 1; tries <= OPEN_TRIES; tries++) {
    const opened = await open();
    if (opened !== "locked") return opened;
    await new Promise<void>((resolve) => clock.schedule(PAUSE_BETWEEN_TRIES_MS, resolve));
  }
  return "locked";
}

/** Undefined in editors whose Node.js is older than 22.5. */
async function loadSqlite(): Promise<Sqlite | undefined> {
  try {
    return await import("node:sqlite");
  } catch {
    return undefined;
  }
}
