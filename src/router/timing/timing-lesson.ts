import type { AttemptRecord } from "../../spec/call.ts";

/** What an attempt's record says of the time until its model's first token, in milliseconds. */
export type TimingLesson =
  | { readonly kind: "answered"; readonly ms: number }
  /** Nothing had come by then; `by` says whose patience ended. */
  | { readonly kind: "outlasted"; readonly ms: number; readonly by: "deadline" | "caller" };

/**
 * The lesson of one attempt; undefined where there is none. Whoever is cancelled before the first token has outlasted
 * the one who waited: a beaten hedge, or a completion that came too late for the next keystroke. Without these, only
 * the quick answers of an impatient user would ever be known.
 */
export function timingLesson({
  role,
  firstTokenMs,
  durationMs,
  outcome,
  failure,
}: AttemptRecord): TimingLesson | undefined {
  if (role === "drill") return undefined;
  if (firstTokenMs !== undefined) return isTime(firstTokenMs) ? { kind: "answered", ms: firstTokenMs } : undefined;
  if (!isTime(durationMs)) return undefined;
  if (outcome === "cancelled") return { kind: "outlasted", ms: durationMs, by: "caller" };
  if (failure?.class === "timeout") return { kind: "outlasted", ms: durationMs, by: "deadline" };
  // An attempt that failed of itself might have answered at any time.
  return undefined;
}

/** A clock that was set back makes times that never were. */
function isTime(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 0;
}
