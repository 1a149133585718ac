import type { AttemptRecord, CallRecord } from "../spec/call.ts";
import type { Failure } from "../spec/failure.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { LimitReading } from "../spec/hindsight.ts";
import type { EditorOutcome } from "../spec/outcome.ts";
import type { LimitReport } from "../spec/stream.ts";
import type { Cost, Usage } from "../spec/usage.ts";

/** A provider's error text may be a whole web page. */
const LONGEST_TEXT = 500;

/** "Until it is reset": the last instant that a `Date` can hold, which a file can hold too. */
const LAST_INSTANT = 8.64e15;

/** A call as it is kept: whole milliseconds and tokens, no text without end, no name that is empty. */
export function storableCall({ workspace, experiment, ...call }: CallRecord): CallRecord {
  return {
    ...call,
    ...(workspace ? { workspace } : {}),
    ...(experiment ? { experiment } : {}),
    startedAt: whole(call.startedAt),
    durationMs: whole(call.durationMs),
    ...(call.firstTokenMs === undefined ? {} : { firstTokenMs: whole(call.firstTokenMs) }),
    attempts: call.attempts.map(storableAttempt),
  };
}

/** An outcome as it is kept. */
export function storableOutcome(outcome: EditorOutcome): EditorOutcome {
  return { ...outcome, at: whole(outcome.at), characters: whole(outcome.characters) };
}

/** What was reported at `at`, as it is kept. */
export function storableLimit(
  { kind, limit, remaining, resetMs }: LimitReport,
  of: { readonly credential: string; readonly model: string; readonly at: number },
): LimitReading {
  return {
    ...of,
    at: whole(of.at),
    kind,
    ...(isFigure(limit) ? { limit: whole(limit) } : {}),
    ...(isFigure(remaining) ? { remaining: whole(remaining) } : {}),
    ...(isFigure(resetMs) ? { resetsAt: whole(of.at + resetMs) } : {}),
  };
}

/** A cost that can be summed up: an amount that is none is an unknown one. */
export function storableCost(cost: Cost): Cost {
  if (cost.kind === "unknown") return cost;
  const { cacheSavedUsd, ...rest } = cost;
  if (!Number.isFinite(cost.usd)) return { kind: "unknown" };
  return isFigure(cacheSavedUsd) ? cost : rest;
}

/** As for a call. */
export function storableEvent(event: HealthEvent): HealthEvent {
  const { until, failure } = event;
  return {
    ...event,
    at: whole(event.at),
    cause: shortened(event.cause),
    ...(until === undefined ? {} : { until: until >= LAST_INSTANT ? LAST_INSTANT : whole(until) }),
    ...(failure === undefined ? {} : { failure: storableFailure(failure) }),
  };
}

function storableAttempt(attempt: AttemptRecord): AttemptRecord {
  const { firstTokenMs, failure, usage } = attempt;
  return {
    ...attempt,
    startedAt: whole(attempt.startedAt),
    durationMs: whole(attempt.durationMs),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs: whole(firstTokenMs) }),
    ...(failure === undefined ? {} : { failure: storableFailure(failure) }),
    ...(usage === undefined ? {} : { usage: storableUsage(usage) }),
  };
}

function storableFailure(failure: Failure): Failure {
  const { code, status, retryAfterMs } = failure;
  return {
    ...failure,
    message: shortened(failure.message),
    ...(code === undefined ? {} : { code: shortened(code) }),
    ...(status === undefined ? {} : { status: whole(status) }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs: whole(retryAfterMs) }),
  };
}

function storableUsage({ reportedCost, ...usage }: Usage): Usage {
  return {
    ...usage,
    ...(isFigure(reportedCost) ? { reportedCost } : {}),
    input: whole(usage.input),
    cacheRead: whole(usage.cacheRead),
    cacheWrite: whole(usage.cacheWrite),
    cacheWriteLong: whole(usage.cacheWriteLong),
    output: whole(usage.output),
    reasoning: whole(usage.reasoning),
  };
}

/** What a provider or a clock says may be a fraction, nothing that counts, or more than a file can give back. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(0, Math.round(value)), Number.MAX_SAFE_INTEGER) : 0;
}

function isFigure(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}
