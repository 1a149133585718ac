import type { Failure } from "../../spec/failure.ts";
import type { Task } from "../../spec/task.ts";
import { manageKeys } from "../commands.ts";
import { untilReset } from "../failure-rules.ts";
import { durationPhrase, failurePhrases } from "../phrases.ts";
import { type BusyCandidate, type HeldCandidate, isFull } from "./least-bad.ts";
import { isLeftToOthers } from "./low-stakes.ts";
import type { PlanningPorts } from "./plan.ts";
import type { Sizes } from "./sizes.ts";
import type { WeighedCandidate } from "./weigh.ts";

/** A candidate that may be tried now. */
export interface ReadyCandidate extends WeighedCandidate {
  /** Set where it is half-open, so that this try finds out if it is well again. */
  readonly failedMsAgo?: number;
}

/** The candidates by how they stand. */
export interface ByHealth {
  /** Well, or half-open and to be tried in their place. */
  readonly ready: readonly ReadyCandidate[];
  /** Half-open, and left for others to find out as long as something else is well. */
  readonly later: readonly ReadyCandidate[];
  readonly held: readonly HeldCandidate[];
  readonly busy: readonly BusyCandidate[];
}

/** Sorts the candidates by their breakers and by the room in their limits. */
export function byHealth(
  ports: Pick<PlanningPorts, "books" | "clock" | "directory" | "policy">,
  task: Task,
  candidates: readonly WeighedCandidate[],
  sizes: Sizes,
): ByHealth {
  const { books, clock } = ports;
  const now = clock.now();
  const sorted = { ready: [], later: [], held: [], busy: [] } as {
    readonly [K in keyof ByHealth]: ByHealth[K][number][];
  };
  for (const candidate of candidates) {
    const { standing, guard } = books.health.standing(candidate.route);
    const room = books.limits.room(candidate.route, sizes.prompt + sizes.answer);
    const barred = !room.ok && room.rule && ({ barred: true } as const);
    if (standing.kind === "open") {
      sorted.held.push({ ...candidate, until: standing.until, cause: standing.cause, ...barred });
    } else if (standing.kind === "half-open" && standing.lease) {
      sorted.busy.push({ ...candidate, cause: standing.cause, lease: standing.lease });
    } else if (!room.ok) {
      sorted.held.push({ ...candidate, until: now + room.untilMs, cause: noRoom(room), ...barred });
    } else if (standing.kind === "closed") {
      sorted.ready.push(candidate);
    } else {
      const waits = isLeftToOthers(ports, task, candidate, standing, guard);
      (waits ? sorted.later : sorted.ready).push({ ...candidate, failedMsAgo: now - standing.since });
    }
  }
  return sorted;
}

/** Why a route is kept away for now, as a phrase. */
export function heldReason(held: HeldCandidate, now: number): string {
  const { until, cause } = held;
  if (isFull(held)) return cause.message;
  const name = failurePhrases[cause.class];
  if (cause.class === "credential-invalid") return `${name}: change it with ${manageKeys}`;
  return until >= untilReset ? name : `cooling for ${durationPhrase(until - now)} more: ${name}`;
}

/** A limit that is used up looks like the refusal that would follow, but nobody is to blame for it. */
function noRoom({ reason, untilMs }: { readonly reason: string; readonly untilMs: number }): Failure {
  return { class: "rate-limited", scope: "none", message: reason, retryAfterMs: untilMs };
}
