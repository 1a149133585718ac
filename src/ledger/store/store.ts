import type { AttemptRecord, PricedCall } from "../../spec/call.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { FigureSink } from "../tally/figures.ts";
import type { LocalDay } from "../tally/local-day.ts";

/** What is written in one go: all of it or nothing. */
export interface Batch {
  readonly calls: readonly PricedCall[];
  readonly health: readonly HealthEvent[];
}

/** Of an attempt, what tells how a route is doing. */
export type AttemptGlimpse = Pick<AttemptRecord, "startedAt" | "firstTokenMs" | "outcome">;

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
  /** Newest first. */
  recentAttempts(routeId: string, limit: number): readonly AttemptGlimpse[];
  /** Newest first. */
  health(limit: number): readonly HealthEvent[];
  /** Whether another window wrote since this was last asked. */
  changedElsewhere(): boolean;
  close(): void;
}
