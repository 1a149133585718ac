import { orderBy, type Placed } from "../choose/order.ts";
import { stick, type Sticky } from "../choose/stickiness.ts";
import { durationPhrase } from "../phrases.ts";
import type { PlannedRoute } from "../types.ts";
import type { Objective } from "../../spec/objective.ts";
import type { ByHealth, ReadyCandidate } from "./by-health.ts";

/** What decides the order of the candidates that may be tried. */
export interface Choice {
  readonly objective: Objective;
  /** Where the conversation was last answered. */
  readonly sticky: Sticky | undefined;
  /** Tells routes that come before all others that were not pinned. */
  readonly isPreferred: (candidate: ReadyCandidate) => boolean;
  /** Why the objective is not the user's own but a budget's, as a phrase. */
  readonly saving: string | undefined;
}

/**
 * Puts the candidates that may be tried in the order in which they will be: what the user pinned, what is preferred, the
 * conversation's own model, and then as the objective has it. A probe stands in its place like any other, or last where
 * it is left to calls that nobody waits for.
 */
export function choose({ ready, later }: ByHealth, { objective, sticky, isPreferred, saving }: Choice): PlannedRoute[] {
  const known = ready.map((candidate) => ({ ...candidate, expected: candidate.expected ?? {} }));
  const ordered = orderBy(objective, known).map((placed, at) => (at === 0 ? because(placed, saving) : placed));
  const isProbe = ready.some(({ route, failedMsAgo }) => route.id === sticky?.routeId && failedMsAgo !== undefined);
  const stuck = stick(ordered, isProbe ? undefined : sticky, objective);
  const preferred = firstOf(stuck, ({ candidate }) => isPreferred(candidate));
  const placed = firstOf(preferred, ({ candidate }) => candidate.pinned).map(planned);
  // With nothing else to try, they are not left to others.
  const reason = placed.length > 0 ? leftToOthers : undefined;
  return [...placed, ...later.map((candidate) => ({ ...planned({ candidate }), ...(reason && { reason }) }))];
}

const leftToOthers = "half-open: left to ghost text to find out if it is well again";

/** With the reason why nothing dearer is in its place. */
function because<P extends { readonly reason?: string }>(placed: P, saving: string | undefined): P {
  const { reason } = placed;
  return reason === undefined || saving === undefined ? placed : { ...placed, reason: `${reason}, as ${saving}` };
}

function planned({ candidate, reason }: Pick<Placed<never>, "reason"> & { candidate: ReadyCandidate }): PlannedRoute {
  const { route, place, pinned, failedMsAgo, expected } = candidate;
  const probing = failedMsAgo !== undefined && `probing: it failed ${durationPhrase(failedMsAgo)} ago`;
  return {
    route,
    reason: probing || (pinned ? place : (reason ?? place)),
    probe: failedMsAgo !== undefined,
    ...(expected && { expected }),
  };
}

/** Those that match first, otherwise as they stood. */
function firstOf<T>(list: readonly T[], matches: (one: T) => boolean): readonly T[] {
  return [...list.filter(matches), ...list.filter((one) => !matches(one))];
}
