import type { LimitReport } from "../../spec/stream.ts";

/** What a limit counts. */
export type LimitKind = LimitReport["kind"];

export const limitKinds = ["requests", "tokens"] as const satisfies readonly LimitKind[];

/** In milliseconds: the time that stated and learned limits are about. */
export const minuteMs = 60_000;

/** One request that was let out, with the tokens it is expected to take. Times are milliseconds since the epoch. */
export interface Reservation {
  /** Counts up: of two, the later one was let out later. */
  readonly order: number;
  readonly at: number;
  readonly tokens: number;
}

/** What one request takes of a limit. One whose tokens are unknown takes at least one, so that a full limit keeps it out. */
export function needOf(kind: LimitKind, tokens: number): number {
  return kind === "requests" ? 1 : Math.max(1, tokens);
}
