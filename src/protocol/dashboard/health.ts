import type { BreakerState, HealthScope } from "../../spec/health.ts";

/** One stretch in which a breaker stood the same. */
export interface HealthSegment {
  readonly from: number;
  readonly until: number;
  readonly state: BreakerState["kind"];
  /** What brought it there, such as `3 failures in a row: overloaded`. */
  readonly cause?: string;
  /** It was a fire drill's doing. */
  readonly drill: boolean;
}

/** What a breaker guards, over time: from the span's beginning to its end, without gaps. */
export interface HealthTrack {
  readonly scope: HealthScope["scope"];
  /** For a person, such as `Anthropic` or `OpenAI, key "work"`. */
  readonly name: string;
  /** Routes that it guards, as far as they are in a chain now. */
  readonly routes: readonly string[];
  readonly segments: readonly HealthSegment[];
  /** Share of the span in which it was closed, from 0 to 1. */
  readonly closedShare: number;
  readonly trips: number;
}

/** A breaker's move, and what it meant for calls. */
export interface HealthMove {
  readonly at: number;
  readonly name: string;
  readonly from: BreakerState["kind"];
  readonly to: BreakerState["kind"];
  readonly cause: string;
  readonly drill: boolean;
}

export interface HealthView {
  readonly tracks: readonly HealthTrack[];
  /** Newest first, at most 500. */
  readonly moves: readonly HealthMove[];
  /** How many more there were. */
  readonly moreMoves: number;
}
