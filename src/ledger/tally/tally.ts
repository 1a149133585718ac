import type { UsageTotals } from "../../spec/snapshot.ts";
import type { AttemptFigures, CallFigures } from "./figures.ts";
import { percentiles } from "./percentiles.ts";

/** Sums that can be added to and joined with others: `UsageTotals` with every sample still in it. */
export interface Tally {
  calls: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  input: number;
  cacheRead: number;
  output: number;
  costUsd: number;
  unpriced: number;
  estimated: number;
  /** Milliseconds, of everything that was measured, cancelled or not. */
  readonly firstTokens: number[];
  /** Milliseconds, of what succeeded: how long an answer takes, not how soon people stop one. */
  readonly durations: number[];
}

export function emptyTally(): Tally {
  return {
    calls: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    input: 0,
    cacheRead: 0,
    output: 0,
    costUsd: 0,
    unpriced: 0,
    estimated: 0,
    firstTokens: [],
    durations: [],
  };
}

/** Counts one call, or one attempt where a tally counts attempts. */
export function countOutcome(tally: Tally, made: Pick<CallFigures, "outcome" | "firstTokenMs" | "durationMs">): void {
  tally.calls += 1;
  tally[made.outcome] += 1;
  if (made.firstTokenMs !== undefined) tally.firstTokens.push(made.firstTokenMs);
  if (made.outcome === "succeeded") tally.durations.push(made.durationMs);
}

/** Adds what an attempt used and cost. */
export function countUsage(tally: Tally, attempt: AttemptFigures): void {
  tally.input += attempt.input;
  tally.cacheRead += attempt.cacheRead;
  tally.output += attempt.output;
  tally.costUsd += attempt.usd ?? 0;
  if (attempt.unpriced) tally.unpriced += 1;
  if (attempt.estimated) tally.estimated += 1;
}

type Sum = Exclude<keyof Tally, "firstTokens" | "durations">;

/** All tallies as one. */
export function totalsOf(tallies: readonly Tally[]): UsageTotals {
  const sum = (field: Sum): number => tallies.reduce((total, tally) => total + tally[field], 0);
  const firstToken = percentiles(tallies.map((tally) => tally.firstTokens));
  const duration = percentiles(tallies.map((tally) => tally.durations));
  return {
    calls: sum("calls"),
    succeeded: sum("succeeded"),
    failed: sum("failed"),
    cancelled: sum("cancelled"),
    input: sum("input"),
    cacheRead: sum("cacheRead"),
    output: sum("output"),
    costUsd: sum("costUsd"),
    unpriced: sum("unpriced"),
    estimated: sum("estimated"),
    ...(firstToken === undefined ? {} : { firstToken }),
    ...(duration === undefined ? {} : { duration }),
  };
}
