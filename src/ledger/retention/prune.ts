import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../spec/clock.ts";
import { pragma } from "../store/pragma.ts";
import { describeTrouble } from "../store/sqlite-trouble.ts";
import type { Tables } from "../store/store.ts";
import { CHUNKS, type Counts, type PruneLimits } from "./chunks.ts";
import type { Removed } from "./removed.ts";
import { sizeOf } from "./size.ts";

/** So many pages at the file's end are given back in one go. */
const PAGES = 64;

/** Between two chunks, for whoever else wants to get on. */
const PAUSE_MS = 10;

/** While another window writes, a chunk is tried so often, with pauses that double. */
const TRIES = 8;

export interface PruneTools {
  readonly tables: Tables;
  readonly clock: Clock;
  /** Whether to end where it is. */
  readonly stopped: () => boolean;
}

/** Removes what is older than `limits`, in small chunks between which the editor goes on, and gives the space back. */
export async function prune(tools: PruneTools, limits: PruneLimits): Promise<Removed> {
  const { tables, clock } = tools;
  const counts = { calls: 0, attempts: 0, healthEvents: 0, outcomes: 0, hours: 0 };
  let before = 0;
  let after = 0;
  let trouble: string | undefined;
  try {
    before = after = tables.read(sizeOf);
    for (const chunk of CHUNKS) {
      await untilDone(tools, () => tables.write((database) => add(counts, chunk(database, limits, clock.now()))));
    }
    await untilDone(tools, () => tables.read(giveBack));
    after = tables.read(sizeOf);
  } catch (error) {
    trouble = `Not all could be removed from the ledger's file: ${describeTrouble(error)}.`;
  }
  const { hours: _hours, ...removed } = counts;
  return { ...removed, bytesFreed: Math.max(0, before - after), ...(trouble === undefined ? {} : { trouble }) };
}

/** Works in pauses as long as there is something to do. Throws what stays in the way. */
async function untilDone({ clock, stopped }: PruneTools, work: () => boolean): Promise<void> {
  let failures = 0;
  while (!stopped()) {
    try {
      if (!work()) return;
      failures = 0;
    } catch (error) {
      if (++failures === TRIES) throw error;
    }
    await new Promise<void>((resolve) => clock.schedule(PAUSE_MS * 2 ** failures, resolve));
  }
}

/** Says whether there was anything to add. */
function add(counts: { -readonly [K in keyof Counts]: number }, removed: Partial<Counts>): boolean {
  let any = false;
  for (const kind of Object.keys(counts) as (keyof Counts)[]) {
    const count = removed[kind] ?? 0;
    counts[kind] += count;
    any ||= count > 0;
  }
  return any;
}

/** Cuts free pages off the file's end; not within a transaction of its own. Says whether there was one. */
function giveBack(database: DatabaseSync): boolean {
  const free = pragma(database, "freelist_count");
  if (free === 0) return false;
  database.exec(`PRAGMA incremental_vacuum(${PAGES})`);
  return pragma(database, "freelist_count") < free; // it does nothing in a file that was made without it
}
