import type { DatabaseSync } from "node:sqlite";
import type { AttemptRecord, PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { Hindsight, LimitReading } from "../../spec/hindsight.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import type { Target } from "../rollup/rollup-table.ts";
import type { SpendPart } from "../spending.ts";

/** What is written in one go: all of it or nothing. */
export interface Batch {
  readonly calls: readonly PricedCall[];
  readonly health: readonly HealthEvent[];
  readonly outcomes: readonly EditorOutcome[];
  readonly limits: readonly LimitReading[];
}

/** Of an attempt, what tells how a route is doing. */
export type AttemptGlimpse = Pick<AttemptRecord, "startedAt" | "firstTokenMs" | "outcome">;

/** Up to which call and which health event something goes, by their numbers; 0 is before the first. */
export interface Marks {
  readonly call: number;
  readonly health: number;
}

/** What came of taking calls that were made elsewhere. */
export interface Adopted {
  /** Were not there. */
  readonly added: number;
  /** Were pruned here: they are back, and sums knew them already. */
  readonly restored: number;
}

/** How much of the past a reader wants who begins to read what others write. Times are milliseconds since the epoch. */
export interface Past {
  readonly now: number;
  /** Of others' calls those that started since then, and no more than the newest `mostCalls`. */
  readonly callsSince: number;
  readonly mostCalls: number;
  /** Health events since then count for how a breaker stands now. */
  readonly healthSince: number;
}

/** Where a reader begins: how others' breakers and keys' limits stand, and the marks after which the rest is read. */
export interface Beginning {
  readonly standing: readonly HealthEvent[];
  readonly limits: readonly LimitReading[];
  readonly marks: Marks;
}

/** What others wrote after some marks, in the order in which they did. */
export interface News extends Hindsight {
  /** It is all up to here. */
  readonly upTo: Marks;
  /** Whether there is more. */
  readonly more: boolean;
}

/** Reading and changing the file's other tables. Both may throw what `troubleOf` classifies. */
export interface Tables {
  read<T>(query: (database: DatabaseSync) => T): T;
  /** In one transaction: all of the change or nothing. When it throws, it may be tried again. */
  write<T>(change: (database: DatabaseSync) => T): T;
}

/**
 * Where records are kept. Calls have a number that grows in the order in which they were written, by whichever window,
 * so that a reader can ask for what came after. Everything may throw what `troubleOf` classifies.
 */
export interface Store extends Tables {
  /** The file's path; undefined in memory. */
  readonly file: string | undefined;
  /** Whether it is still the file at its path; always so in memory. */
  readonly inPlace: boolean;
  /**
   * What is there already is left as it is, so that a batch may be written again. Says how many calls were not there yet.
   */
  append(batch: Batch): number;
  /**
   * Takes calls that were made elsewhere, or here before they were pruned (see `PrunedCalls`). They are others' for this
   * window too; of those that were pruned nobody is told again.
   */
  adopt(calls: readonly PricedCall[]): Adopted;
  /** How many calls were found damaged by what was read here so far, and left out. */
  readonly damagedCalls: number;
  /** The number of the call that was written last; 0 when there is none. */
  lastNumber(): number;
  /** Adds up the days from `since`, a day's beginning, on. */
  addDays(since: number, target: Target): void;
  /** Newest first. */
  recentCalls(since: number, limit: number): readonly PricedCall[];
  /** A route's latest attempts over all its credentials, newest first, fire drills left out. */
  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[];
  /** Newest first. */
  health(limit: number): readonly HealthEvent[];
  limits(): readonly LimitReading[];
  /** What the calls cost that started at or after `from`: this window's, and others' with a number up to `upTo`. */
  spentSince(from: number, upTo: number): readonly SpendPart[];
  /**
   * Where to begin reading what others wrote. "Others" are windows with another writer's id, this one before it was
   * reloaded among them. A breaker's standing is its latest move to open or closed and those to half-open after it; one
   * that is older than `healthSince` is left out, unless it opened the breaker and keeps it open still. A fire drill's moves
   * are passed over.
   */
  begin(past: Past): Beginning;
  /** At most `limit` calls and as many health events. */
  news(after: Marks, limit: number): News;
  /** Whether another window wrote since this was last asked. */
  changedElsewhere(): boolean;
  close(): void;
}
