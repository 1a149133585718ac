import type { Failure } from "../../spec/failure.ts";
import type { Candidate } from "./candidates.ts";
import { statedHoldMs } from "../failure-rules.ts";
import type { Lease } from "../health/lease.ts";
import { failurePhrases } from "../phrases.ts";
import type { PlannedRoute } from "../types.ts";

/** A candidate that its breaker keeps away. */
export interface HeldCandidate extends Candidate {
  readonly until: number;
  readonly cause: Failure;
}

/** A candidate whose one probe is out, held by another call. */
export interface BusyCandidate extends Candidate {
  readonly cause: Failure;
  readonly lease: Lease;
}

/** What a call may still do about routes that are unwell. */
export interface Insistence {
  /** How long it may still wait, in milliseconds; 0 for a task that never waits. */
  readonly patienceMs: number;
  /** Whether it has not yet tried a route against its breaker's advice. Once is enough. */
  readonly mayForce: boolean;
  /** Whether a person asked and nothing was tried yet: better tried and refused than not tried at all. */
  readonly asked: boolean;
}

const unwell = "every route is unwell: trying the least bad";

/**
 * The one route to try when no route is well, rather than to refuse. In this order:
 * 1. one that is kept away on a guess (failures were counted, nobody said for how long)
 * 2. one whose provider named a time that the call can wait for
 * 3. one whose provider named a longer time or refused for good, if a person asked, nothing was tried yet, and no
 *    probe is about to tell more
 *
 * Among equals, the one that would be let through soonest.
 */
export function leastBad(
  held: readonly HeldCandidate[],
  busy: readonly BusyCandidate[],
  now: number,
  { patienceMs, mayForce, asked }: Insistence,
): PlannedRoute | undefined {
  const soonest = held.toSorted((a, b) => a.until - b.until);
  const guessed = soonest.find(({ cause }) => statedHoldMs(cause) === undefined);
  if (mayForce && guessed) return { route: guessed.route, reason: unwell, probe: true };
  const stated = soonest.find(({ cause }) => statedHoldMs(cause) !== undefined);
  if (!stated) return undefined;
  const waitMs = stated.until - now;
  if (waitMs <= patienceMs) {
    return {
      route: stated.route,
      reason: `waiting for it: ${failurePhrases[stated.cause.class]}`,
      probe: true,
      waitMs,
    };
  }
  const force = mayForce && asked && busy.length === 0;
  return force ? { route: stated.route, reason: unwell, probe: true } : undefined;
}
