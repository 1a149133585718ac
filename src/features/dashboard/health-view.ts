import type { HealthMove, HealthSegment, HealthTrack, HealthView } from "../../protocol/dashboard/health.ts";
import { guardsOf } from "../../router/health/route-guards.ts";
import { resolveEntries } from "../../router/plan/resolve-chain.ts";
import type { Directory } from "../../router/types.ts";
import type { HealthEvent, HealthScope } from "../../spec/health.ts";
import type { Route } from "../../spec/provider.ts";
import type { Span } from "../../spec/series.ts";
import { causeOf, isDrillMove, targetName } from "../routing/target-name.ts";
import { segmentsOf } from "./health-segments.ts";

export interface HealthViewDeps {
  readonly directory: Directory;
  /** Ids of the routes that are in a chain now. */
  readonly routeIds: readonly string[];
  /** The time in Unix milliseconds; what lies behind it in the span does not count as healthy or unhealthy. */
  readonly now: number;
}

const mostMoves = 500;

/**
 * What the breakers did over a span.
 *
 * @param events those in the span and, for each target, at least the last one before it; in any order
 */
export function healthView(deps: HealthViewDeps, events: readonly HealthEvent[], span: Span): HealthView {
  const { directory } = deps;
  const sorted = events.filter(({ at }) => at < span.until).toSorted((a, b) => a.at - b.at);
  const byTarget = Map.groupBy(sorted, ({ target }) => targetKey(target));
  const { routes } = resolveEntries(deps.routeIds, directory);
  const moves = sorted
    .filter(({ at }) => at >= span.from)
    .toReversed()
    .map((event) => moveOf(directory, event));
  return {
    tracks: targetsOf(byTarget, routes)
      .map((target) => trackOf(deps, target, byTarget.get(targetKey(target)) ?? [], routes, span))
      .filter((track) => track.scope === "provider" || isTelling(track))
      .toSorted(byUrgency),
    moves: moves.slice(0, mostMoves),
    moreMoves: Math.max(0, moves.length - mostMoves),
  };
}

/** Every provider of the chains, and whatever moved. Keys and models that never did would only be in the way. */
function targetsOf(
  byTarget: ReadonlyMap<string, readonly HealthEvent[]>,
  routes: readonly Route[],
): readonly HealthScope[] {
  const targets = new Map<string, HealthScope>();
  for (const { provider } of routes) targets.set(targetKey({ scope: "provider", key: provider }), providerOf(provider));
  for (const [key, [event]] of byTarget) if (event) targets.set(key, event.target);
  return [...targets.values()];
}

function providerOf(key: string): HealthScope {
  return { scope: "provider", key };
}

function trackOf(
  { directory, now }: HealthViewDeps,
  target: HealthScope,
  events: readonly HealthEvent[],
  routes: readonly Route[],
  span: Span,
): HealthTrack {
  const key = targetKey(target);
  const segments = segmentsOf(events, span);
  return {
    scope: target.scope,
    name: targetName(directory, target),
    routes: routes.filter((route) => guardsOf(route).some((guard) => targetKey(guard) === key)).map(({ id }) => id),
    segments,
    closedShare: closedShareOf(segments, now),
    trips: segments.filter((segment, index) => isTrip(segment, segments[index - 1], span.from)).length,
  };
}

function isTelling({ segments }: HealthTrack): boolean {
  return segments.length > 1 || segments[0]?.state !== "closed";
}

/** A drill is nobody's experience: it is no trip, but the time it took was not closed. */
function isTrip({ state, drill, from }: HealthSegment, before: HealthSegment | undefined, start: number): boolean {
  return state === "open" && !drill && from > start && before?.state !== "open";
}

/** Of the time that is over. */
function closedShareOf(segments: readonly HealthSegment[], now: number): number {
  let closed = 0;
  let all = 0;
  for (const { from, until, state } of segments) {
    const length = Math.max(0, Math.min(until, now) - from);
    all += length;
    if (state === "closed") closed += length;
  }
  return all === 0 ? 1 : closed / all;
}

/** What was unwell most of the time comes first, then by name. */
function byUrgency(a: HealthTrack, b: HealthTrack): number {
  return a.closedShare - b.closedShare || a.name.localeCompare(b.name);
}

function moveOf(directory: Directory, event: HealthEvent): HealthMove {
  const { at, target, from, to } = event;
  return { at, name: targetName(directory, target), from, to, cause: causeOf(event), drill: isDrillMove(event) };
}

function targetKey({ scope, key }: HealthScope): string {
  return `${scope} ${key}`;
}
