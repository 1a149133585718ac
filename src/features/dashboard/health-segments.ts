import type { HealthSegment } from "../../protocol/dashboard/health.ts";
import type { HealthEvent } from "../../spec/health.ts";
import type { Span } from "../../spec/series.ts";
import { causeOf, isDrillMove } from "../routing/target-name.ts";

/** How a breaker stands from a moment on. */
type Turn = Pick<HealthSegment, "state" | "cause" | "drill"> & { readonly at: number };

/**
 * How a breaker stood over the span, from its beginning to its end without gaps, neighbours always different.
 *
 * @param moves all of one breaker in the span and the last one before it, oldest first
 */
export function segmentsOf(moves: readonly HealthEvent[], { from, until }: Span): readonly HealthSegment[] {
  if (until <= from) return [];
  const turns = turnsOf(moves);
  const first: Turn = turns.findLast(({ at }) => at <= from) ?? { ...standingBefore(moves[0]), at: from };
  const within = turns.filter(({ at }) => at > from && at < until);
  const segments: HealthSegment[] = [];
  for (const [index, { at, ...turn }] of [first, ...within].entries()) {
    const segment = { ...turn, from: Math.max(at, from), until: within[index]?.at ?? until };
    const last = segments.at(-1);
    if (last && isSame(last, segment)) segments[segments.length - 1] = { ...last, until: segment.until };
    else if (segment.until > segment.from) segments.push(segment);
  }
  return segments;
}

/** Nobody notes that a cool-down has passed: a breaker looks at the clock when it is asked. So it is put in here. */
function turnsOf(moves: readonly HealthEvent[]): readonly Turn[] {
  return moves.flatMap((move, index) => {
    const turn: Turn = { at: move.at, state: move.to, cause: causeOf(move), drill: isDrillDoing(move) };
    if (move.to !== "open" || move.until === undefined) return [turn];
    // One that is over before it began, by a clock that was put back, is no turn to the past.
    const cooledAt = Math.max(move.at, move.until);
    if (cooledAt >= (moves[index + 1]?.at ?? Number.POSITIVE_INFINITY)) return [turn];
    return [turn, { ...turn, at: cooledAt, state: "half-open", cause: "cooled down: the next call finds out" }];
  });
}

/** What the first move in sight says of the time before it. */
function standingBefore(move: HealthEvent | undefined): Omit<Turn, "at"> {
  return { state: move?.from ?? "closed", drill: false };
}

/** The move that ends a drill carries its failure too, but restores what was there before. */
function isDrillDoing(move: HealthEvent): boolean {
  return isDrillMove(move) && move.to !== "closed" && !move.cause.includes("fire drill is over");
}

function isSame(a: HealthSegment, b: HealthSegment): boolean {
  return a.state === b.state && a.drill === b.drill && a.cause === b.cause;
}
