import type { DatabaseSync } from "node:sqlite";
import type { Clock } from "../../spec/clock.ts";
import { maybeNumber } from "../store/cells.ts";
import type { PruneLimits } from "./chunks.ts";

/** A start is busy enough without it. */
const FIRST_AFTER_MS = 60_000;

const DAY_MS = 86_400_000;

/** A window that was open all day comes a little earlier or later than the day before. */
const CLAIMED_FOR_MS = 0.9 * DAY_MS;

/** Sums by hour take little room, and charts by the hour go back some weeks. */
const LEAST_DAYS_OF_HOURS = 100;

export interface DailyOptions {
  readonly clock: Clock;
  /** How many days calls are kept; 0 for ever. */
  readonly keepDays: () => number;
  /** Whether it falls to this window. */
  readonly claim: () => boolean;
  readonly prune: (limits: PruneLimits) => void;
}

/** Prunes a minute after the start and then daily, in one window at a time. Returns what ends it. */
export function pruneDaily({ clock, keepDays, claim, prune }: DailyOptions): () => void {
  let cancel = clock.schedule(FIRST_AFTER_MS, due);
  function due(): void {
    cancel = clock.schedule(DAY_MS, due);
    const days = keepDays();
    if (!(days > 0) || !claim()) return;
    const daysAgo = (count: number) => clock.now() - count * DAY_MS;
    prune({ callsBefore: daysAgo(days), hoursBefore: daysAgo(Math.max(days, LEAST_DAYS_OF_HOURS)) });
  }
  return () => cancel();
}

/** Takes on the pruning, within a transaction, unless some window did so lately. */
export function claimPruning(database: DatabaseSync, now: number): boolean {
  const row = database.prepare("SELECT at FROM chores WHERE name = 'prune'").get();
  const at = row && maybeNumber(row, "at");
  if (at !== undefined && at <= now && now - at < CLAIMED_FOR_MS) return false;
  database.prepare("INSERT OR REPLACE INTO chores (name, at) VALUES ('prune', ?)").run(now);
  return true;
}
