import type { Spend } from "../../spec/budget.ts";
import type { AttemptRecord, PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { Hindsight } from "../../spec/hindsight.ts";
import type { FigureSink } from "../tally/figures.ts";
import type { LocalDay } from "../tally/local-day.ts";

/** What is written in one go: all of it or nothing. */
export interface Batch {
  readonly calls: readonly PricedCall[];
  readonly health: readonly HealthEvent[];
}

/** Of an attempt, what tells how a route is doing. */
export type AttemptGlimpse = Pick<AttemptRecord, "startedAt" | "firstTokenMs" | "outcome">;

/** Up to which call and which health event something goes, by their numbers; 0 is before the first. */
export interface Marks {
  readonly call: number;
  readonly health: number;
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

/** Where a reader begins: how others' breakers stand, and the marks after which the rest is read. */
export interface Beginning {
  readonly standing: readonly HealthEvent[];
  readonly marks: Marks;
}

/** What others wrote after some marks, in the order in which they did. */
export interface News extends Hindsight {
  /** It is all up to here. */
  readonly upTo: Marks;
  /** Whether there is more. */
  readonly more: boolean;
}

/**
 * Where records are kept. Calls have a number that grows in the order in which they were written, by whichever window,
 * so that a reader can ask for what came after. Everything may throw what `troubleOf` classifies.
 */
export interface Store {
  /** A call whose id is there already is left as it is, so that a batch may be written again. */
  append(batch: Batch): void;
  /** The number of the call that was written last; 0 when there is none. */
  lastNumber(): number;
  /** Counts the calls that started on `day` with a number up to `upTo`. */
  countDay(day: LocalDay, upTo: number, sink: FigureSink): void;
  /** Counts the calls with a number above `after`, up to `upTo`. */
  countSince(after: number, upTo: number, sink: FigureSink): void;
  /** Newest first. */
  recentCalls(since: number, limit: number): readonly PricedCall[];
  /** Newest first, fire drills left out. */
  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[];
  /** Newest first. */
  health(limit: number): readonly HealthEvent[];
  /** What the calls cost that started at or after `from`: this window's, and others' with a number up to `upTo`. */
  spentSince(from: number, upTo: number): readonly Spend[];
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
