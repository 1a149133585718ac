import type { AttemptRecord, CallRecord, Outcome } from "../../spec/call.ts";

/** A call as far as its record does not follow from its attempts. */
export interface CallFacts extends Pick<CallRecord, "id" | "task" | "client" | "experiment" | "startedAt"> {
  readonly endedAt: number;
  readonly outcome: Outcome;
}

/** The record of a call with its attempts, in the order in which they began. */
export function recordOf({ endedAt, ...facts }: CallFacts, attempts: readonly AttemptRecord[]): CallRecord {
  const first = attempts.find(({ firstTokenMs }) => firstTokenMs !== undefined);
  // A continuation may have succeeded as an attempt, and yet not have fitted to what was shown.
  const answered = attempts.findLast(({ outcome, firstTokenMs }) =>
    facts.outcome === "succeeded" ? outcome === "succeeded" : outcome !== "succeeded" && firstTokenMs !== undefined,
  );
  return {
    ...facts,
    durationMs: endedAt - facts.startedAt,
    attempts,
    ...(first?.firstTokenMs !== undefined && { firstTokenMs: first.startedAt - facts.startedAt + first.firstTokenMs }),
    ...(answered && { routeId: answered.routeId }),
  };
}
