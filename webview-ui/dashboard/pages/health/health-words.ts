import type { HealthMove, HealthSegment, HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { duration } from "../../../shared/figures.ts";
import { clock, day } from "../../time/words.ts";
import { startOfDay } from "../../time/period.ts";

type State = HealthSegment["state"];

/** The same words and pictures as in the usage panel. */
export const stateNames: Readonly<Record<State, string>> = {
  closed: "Healthy",
  open: "Tripped",
  "half-open": "Probing",
};

export const stateIcons: Readonly<Record<State, string>> = {
  closed: "pass-filled",
  open: "error",
  "half-open": "sync",
};

/** What each state means for calls, for the legend. */
export const stateMeanings: Readonly<Record<State, string>> = {
  closed: "calls pass (closed)",
  open: "calls go elsewhere (open)",
  "half-open": "one call finds out (half-open)",
};

/**
 * `Tripped 12:04 to 12:09, 5 min: 3 failures in a row: overloaded`. What is not over yet is so far. `count` is more than 1 for
 * a piece that stands for so many.
 */
export function segmentWords({ state, from, until, cause, drill }: HealthSegment, now: number, count = 1): string {
  const over = until <= now;
  const stretch = over
    ? `${momentWords(from, now)} to ${momentWords(until, now, from)}`
    : `since ${momentWords(from, now)}`;
  const length = `${duration(Math.max(0, Math.min(until, now) - from))}${over ? "" : " so far"}`;
  if (count > 1) return `Back and forth ${stretch}, ${length}: ${count} short stretches, zoom in to tell them apart`;
  const why = cause === undefined ? "" : `: ${cause}`;
  const by = drill && !cause?.includes("fire drill") ? " (fire drill)" : "";
  return `${stateNames[state]} ${stretch}, ${length}${why}${by}`;
}

/** The clock, with the day where it is not that of `near`, which is today unless given. */
export function momentWords(at: number, now: number, near = now): string {
  return startOfDay(at) === startOfDay(near) ? clock(at) : `${day(at)} ${clock(at)}`;
}

/** How a track stands at a moment. */
export function segmentAt({ segments }: HealthTrack, at: number): HealthSegment | undefined {
  return segments.find(({ from, until }) => from <= at && at < until) ?? segments.at(-1);
}

/** What a breaker did after one of its moves: when it was probed, and what that found. Moves are newest first. */
export function aftermath(move: HealthMove, moves: readonly HealthMove[], now: number): string {
  if (move.to === "closed") return "";
  const [next, afterNext] = laterOf(move, moves);
  if (!next) return move.to === "open" ? "not probed since" : "not decided yet";
  const after = duration(next.at - move.at);
  if (move.to === "half-open") return `${verdicts[next.to]} after ${after}`;
  if (next.to !== "half-open") return `${verdicts[next.to]} after ${after}`;
  const verdict = afterNext ? verdicts[afterNext.to] : now > next.at ? "not decided yet" : "";
  return `probed after ${after}, ${verdict}`;
}

const verdicts: Readonly<Record<State, string>> = {
  closed: "recovered",
  open: "failed again",
  "half-open": "probed again",
};

/** From the first move that made it unwell until it was well again, or until now. */
export function incidentOf(
  move: HealthMove,
  moves: readonly HealthMove[],
  now: number,
): { readonly from: number; readonly until: number } {
  const end = laterOf(move, moves).find(({ to }) => to === "closed");
  return { from: move.at, until: end?.at ?? Math.max(now, move.at) };
}

/** The same breaker's moves after one, the next one first. */
function laterOf(move: HealthMove, moves: readonly HealthMove[]): readonly HealthMove[] {
  return moves
    .slice(0, Math.max(0, moves.indexOf(move)))
    .filter(({ name }) => name === move.name)
    .toReversed();
}
