import type { Failure } from "../../spec/failure.ts";
import { statedHoldMs } from "../failure-rules.ts";
import type { Lease } from "../health/lease.ts";
import { failurePhrases } from "../phrases.ts";
import type { PlannedRoute } from "../types.ts";
import type { WeighedCandidate } from "./weigh.ts";

/** A candidate that its breaker keeps away. */
export interface HeldCandidate extends WeighedCandidate {
  readonly until: number;
  readonly cause: Failure;
  /** Set where the user's own limit keeps it away, which nothing overrides. */
  readonly barred?: true;
}

/** A candidate whose one probe is out, held by another call. */
export interface BusyCandidate extends WeighedCandidate {
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
const full = "every route is unwell or full: trying one all the same";

/** Whether it is its limits that keep it away, and no failure. */
export function isFull({ cause }: HeldCandidate): boolean {
  return cause.scope === "none";
}

/**
 * The one route to try when no route is well, rather than to refuse. In this order:
 * 1. one that is kept away on a guess (failures were counted, nobody said for how long)
 * 2. one whose provider named a time that the call can wait for
 * 3. one whose provider named a longer time or refused for good, if a person asked, nothing was tried yet, and no
 *    probe is about to tell more
 *
 * A limit that the user stated is kept in any case. Among equals, the one that would be let through soonest.
 */
export function leastBad(
  held: readonly HeldCandidate[],
  busy: readonly BusyCandidate[],
  now: number,
  { patienceMs, mayForce, asked }: Insistence,
): PlannedRoute | undefined {
  const soonest = held.toSorted((a, b) => a.until - b.until);
  const guessed = soonest.find(({ cause, barred }) => !barred && statedHoldMs(cause) === undefined);
  if (mayForce && guessed) return forced(guessed);
  const stated = soonest.find(({ cause }) => statedHoldMs(cause) !== undefined);
  const waitMs = stated && stated.until - now;
  if (stated && waitMs !== undefined && waitMs <= patienceMs) {
    return {
      route: stated.route,
      reason: `waiting for it: ${isFull(stated) ? stated.cause.message : failurePhrases[stated.cause.class]}`,
      probe: true,
      waitMs,
      ...(stated.expected && { expected: stated.expected }),
    };
  }
  const knocked = mayForce && asked && busy.length === 0 ? soonest.find(({ barred }) => !barred) : undefined;
  return knocked && forced(knocked);
}

function forced(held: HeldCandidate): PlannedRoute {
  const { route, expected } = held;
  return { route, reason: isFull(held) ? full : unwell, probe: true, ...(expected && { expected }) };
}
