import type { AttemptRecord, CallRecord, PricedCall } from "../spec/call.ts";
import type { Failure } from "../spec/failure.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { LimitReading } from "../spec/hindsight.ts";
import type { EditorOutcome } from "../spec/outcome.ts";
import type { LimitReport } from "../spec/stream.ts";
import type { Cost, Usage } from "../spec/usage.ts";
import { sumOf } from "./pricing/price-call.ts";

/** A provider's error text may be a whole web page. */
const LONGEST_TEXT = 500;

/** "Until it is reset": the last instant that a `Date` can hold, which a file can hold too. */
const LAST_INSTANT = 8.64e15;

/**
 * What a clock or a provider may say at most. Beyond it are slips that would be kept for ever: a moment that has no hour, or a
 * figure that makes a day's sum larger than a file can give back, and with it every later reading of that day fail.
 */
const LAST_MOMENT = Date.UTC(9999, 11, 31);
const LONGEST_MS = 1e11;
const MOST_TOKENS = 1e9;
const MOST_USD = 1e6;

/** A call as it is kept: whole milliseconds and tokens, no text without end, no name that is empty. */
export function storableCall({ workspace, experiment, ...call }: CallRecord): CallRecord {
  return {
    ...call,
    ...(workspace ? { workspace } : {}),
    ...(experiment ? { experiment } : {}),
    startedAt: moment(call.startedAt),
    durationMs: time(call.durationMs),
    ...(call.firstTokenMs === undefined ? {} : { firstTokenMs: time(call.firstTokenMs) }),
    attempts: call.attempts.map(storableAttempt),
  };
}

/** A call with its prices, as it is kept. */
export function storablePriced(call: PricedCall): PricedCall {
  const { attempts, ...rest } = storableCall(call);
  const costs = call.attempts.map(({ cost }) => storableCost(cost));
  const priced = attempts.map((attempt, index) => ({ ...attempt, cost: costs[index] ?? { kind: "unknown" as const } }));
  return { ...rest, attempts: priced, cost: sumOf(costs) };
}

/** An outcome as it is kept. */
export function storableOutcome(outcome: EditorOutcome): EditorOutcome {
  return { ...outcome, at: moment(outcome.at), characters: tokens(outcome.characters) };
}

/** What was reported at `at`, as it is kept. */
export function storableLimit(
  { kind, limit, remaining, resetMs }: LimitReport,
  of: { readonly credential: string; readonly model: string; readonly at: number },
): LimitReading {
  return {
    ...of,
    at: moment(of.at),
    kind,
    ...(isFigure(limit) ? { limit: whole(limit) } : {}),
    ...(isFigure(remaining) ? { remaining: whole(remaining) } : {}),
    ...(isFigure(resetMs) ? { resetsAt: moment(of.at + resetMs) } : {}),
  };
}

/** A cost that can be summed up: an amount that is none is an unknown one. */
export function storableCost(cost: Cost): Cost {
  if (cost.kind === "unknown") return cost;
  const { cacheSavedUsd, ...rest } = cost;
  if (!isAmount(cost.usd)) return { kind: "unknown" };
  return isAmount(cacheSavedUsd) ? cost : rest;
}

/** As for a call. */
export function storableEvent(event: HealthEvent): HealthEvent {
  const { until, failure } = event;
  return {
    ...event,
    at: moment(event.at),
    cause: shortened(event.cause),
    ...(until === undefined ? {} : { until: until >= LAST_INSTANT ? LAST_INSTANT : whole(until) }),
    ...(failure === undefined ? {} : { failure: storableFailure(failure) }),
  };
}

function storableAttempt(attempt: AttemptRecord): AttemptRecord {
  const { firstTokenMs, failure, usage } = attempt;
  return {
    ...attempt,
    startedAt: moment(attempt.startedAt),
    durationMs: time(attempt.durationMs),
    ...(firstTokenMs === undefined ? {} : { firstTokenMs: time(firstTokenMs) }),
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
    ...(isAmount(reportedCost) ? { reportedCost } : {}),
    input: tokens(usage.input),
    cacheRead: tokens(usage.cacheRead),
    cacheWrite: tokens(usage.cacheWrite),
    cacheWriteLong: tokens(usage.cacheWriteLong),
    output: tokens(usage.output),
    reasoning: tokens(usage.reasoning),
  };
}

/** What a provider or a clock says may be a fraction, nothing that counts, or more than a file can give back. */
function whole(value: number): number {
  return Number.isFinite(value) ? Math.min(Math.max(0, Math.round(value)), Number.MAX_SAFE_INTEGER) : 0;
}

function moment(at: number): number {
  return Math.min(whole(at), LAST_MOMENT);
}

function time(ms: number): number {
  return Math.min(whole(ms), LONGEST_MS);
}

function tokens(count: number): number {
  return Math.min(whole(count), MOST_TOKENS);
}

function isAmount(usd: number | undefined): usd is number {
  return usd !== undefined && Math.abs(usd) <= MOST_USD;
}

function isFigure(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value);
}

function shortened(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1)}…`;
}
