import type { HealthSegment } from "../../../../src/protocol/dashboard/health.ts";
import type { Span } from "../../../../src/spec/series.ts";

/** A piece of the axis, from 0 to 1. */
export interface Placed {
  /** Where it stands for several, their whole stretch and the worst of their states. */
  readonly segment: HealthSegment;
  readonly from: number;
  readonly to: number;
  /** So many segments that are too short to be told apart; 1 for a single one. */
  readonly count: number;
}

type Piece = Pick<Placed, "segment" | "count">;

/** What is shorter than this part of the axis cannot be told from its neighbours. */
const finest = 1 / 500;
/** As many as two trips with their probes; fewer keep their causes. */
const crowdFrom = 12;
const worst: readonly HealthSegment["state"][] = ["open", "half-open", "closed"];

/**
 * The segments on the axis, up to now: what is to come is not drawn. Where many short ones follow one another, they are drawn
 * as one piece.
 */
export function placed(segments: readonly HealthSegment[], { from, until }: Span, now: number): readonly Placed[] {
  const length = until - from;
  const end = Math.min(until, now);
  const past = segments.filter((segment) => segment.from < end);
  return crowdsJoined(past, length * finest).map((piece) => ({
    ...piece,
    from: (piece.segment.from - from) / length,
    to: (Math.min(piece.segment.until, end) - from) / length,
  }));
}

function crowdsJoined(segments: readonly HealthSegment[], least: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let crowd: HealthSegment[] = [];
  const close = () => {
    const joined = crowd.length < crowdFrom ? undefined : crowdOf(crowd);
    pieces.push(...(joined ? [{ segment: joined, count: crowd.length }] : crowd.map(single)));
    crowd = [];
  };
  for (const segment of segments) {
    if (segment.until - segment.from < least) crowd.push(segment);
    else {
      close();
      pieces.push(single(segment));
    }
  }
  close();
  return pieces;
}

function crowdOf(crowd: readonly HealthSegment[]): HealthSegment | undefined {
  const [first] = crowd;
  const last = crowd.at(-1);
  const state = worst.find((one) => crowd.some((segment) => segment.state === one));
  return first && last && state
    ? { from: first.from, until: last.until, state, drill: crowd.every(({ drill }) => drill) }
    : undefined;
}

function single(segment: HealthSegment): Piece {
  return { segment, count: 1 };
}

/** Where the arrow keys lead: along a track, or to what another one was at the same time. */
export function placeAfterKey(
  key: string,
  tracks: readonly (readonly Placed[])[],
  { track, at }: { readonly track: number; readonly at: number },
): { readonly track: number; readonly at: number } | undefined {
  const own = tracks[track] ?? [];
  switch (key) {
    case "ArrowRight":
      return { track, at: Math.min(at + 1, own.length - 1) };
    case "ArrowLeft":
      return { track, at: Math.max(at - 1, 0) };
    case "Home":
      return { track, at: 0 };
    case "End":
      return { track, at: own.length - 1 };
    case "ArrowUp":
    case "ArrowDown": {
      const next = track + (key === "ArrowDown" ? 1 : -1);
      const others = tracks[next];
      const here = own[at];
      if (!others || others.length === 0 || !here) return { track, at };
      const middle = (here.from + here.to) / 2;
      const found = others.findIndex(({ to }) => to > middle);
      return { track: next, at: found < 0 ? others.length - 1 : found };
    }
    default:
      return undefined;
  }
}
