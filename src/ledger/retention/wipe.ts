import type { DatabaseSync } from "node:sqlite";
import { describeTrouble } from "../store/sqlite-trouble.ts";
import type { Tables } from "../store/store.ts";
import type { Removed } from "./removed.ts";
import { sizeOf } from "./size.ts";

/** Those that refer to others before them, and what the others stand for last. */
const RECORDS = ["attempts", "calls", "rollups", "outcomes", "health", "limits", "chores"] as const;
const ACCOUNTS = ["balances", "orders", "plans", "reported_costs"] as const;
const NAMES = ["origins", "routes"] as const;

const STILL_READ =
  "Another window was reading meanwhile, so that parts of what was removed are still on the disk: delete again in a moment.";

/** Removes every record, and what is kept of accounts if that is wanted too, and gives the space back. */
export function wipe(tables: Tables, { accounts }: { readonly accounts: boolean }): Removed {
  const removed = { calls: 0, attempts: 0, healthEvents: 0, outcomes: 0 };
  let before = 0;
  let after = 0;
  let trouble: string | undefined;
  try {
    before = after = tables.read(sizeOf);
    Object.assign(
      removed,
      tables.write((database) => removeAll(database, accounts)),
    );
    const { busy } = tables.read((database) => {
      database.exec("VACUUM");
      return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() ?? {};
    });
    if (busy !== 0) trouble = STILL_READ;
    after = tables.read(sizeOf);
  } catch (error) {
    trouble = `Not all could be removed from the ledger's file: ${describeTrouble(error)}.`;
  }
  return { ...removed, bytesFreed: Math.max(0, before - after), ...(trouble === undefined ? {} : { trouble }) };
}

function removeAll(database: DatabaseSync, accounts: boolean) {
  const counts = new Map<string, number>();
  for (const table of [...RECORDS, ...(accounts ? ACCOUNTS : []), ...NAMES]) {
    counts.set(table, Number(database.prepare(`DELETE FROM ${table}`).run().changes));
  }
  return {
    calls: counts.get("calls") ?? 0,
    attempts: counts.get("attempts") ?? 0,
    healthEvents: counts.get("health") ?? 0,
    outcomes: counts.get("outcomes") ?? 0,
  };
}
