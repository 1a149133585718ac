import type { AttemptRecord, CallRecord, PricedCall } from "../../spec/call.ts";
import type { FailureClass } from "../../spec/failure.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { Sketch } from "./sketch.ts";

/** What is summed up of some calls, or of some attempts, and can be joined with other sums. */
export interface Sums {
  count: number;
  succeeded: number;
  failed: number;
  cancelled: number;
  /** How often a call moved on because an attempt failed. */
  failovers: number;
  /** Tokens, as are the four that follow. */
  input: number;
  cacheRead: number;
  cacheWrite: number;
  output: number;
  reasoning: number;
  /** US dollars, of what is known. */
  usd: number;
  cacheSavedUsd: number;
  /** Attempts with tokens whose price is unknown. */
  unpriced: number;
  /** Attempts whose tokens were estimated here. */
  estimated: number;
  /** Pieces of ghost text, and their characters. */
  shown: number;
  accepted: number;
  shownCharacters: number;
  acceptedCharacters: number;
  /** When the newest one started, and the newest one that had a first token; undefined when there was none. */
  lastAt: number | undefined;
  lastFirstToken: FirstToken | undefined;
  /** Of attempts. */
  readonly failures: Map<FailureClass, number>;
  /** Milliseconds, of everything that was measured, cancelled or not. */
  readonly firstToken: Sketch;
  /** Milliseconds, of what succeeded: how long an answer takes, not how soon people stop one. */
  readonly duration: Sketch;
  /** Answer tokens a second after the first one, of attempts that succeeded. */
  readonly speed: Sketch;
}

interface FirstToken {
  readonly at: number;
  readonly ms: number;
}

/** The sums that are plain numbers. */
export const PLAIN_SUMS = [
  "count",
  "succeeded",
  "failed",
  "cancelled",
  "failovers",
  "input",
  "cacheRead",
  "cacheWrite",
  "output",
  "reasoning",
  "usd",
  "cacheSavedUsd",
  "unpriced",
  "estimated",
  "shown",
  "accepted",
  "shownCharacters",
  "acceptedCharacters",
] as const satisfies readonly (keyof Sums)[];

/** An answer that is shorter, or comes in one piece, tells how it was packed and not how fast it was written. */
const LEAST_TOKENS = 16;
const LEAST_MS = 50;

type PricedAttempt = PricedCall["attempts"][number];

export function emptySums(): Sums {
  return {
    count: 0,
    succeeded: 0,
    failed: 0,
    cancelled: 0,
    failovers: 0,
    input: 0,
    cacheRead: 0,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    usd: 0,
    cacheSavedUsd: 0,
    unpriced: 0,
    estimated: 0,
    shown: 0,
    accepted: 0,
    shownCharacters: 0,
    acceptedCharacters: 0,
    lastAt: undefined,
    lastFirstToken: undefined,
    failures: new Map(),
    firstToken: new Sketch(),
    duration: new Sketch(),
    speed: new Sketch(),
  };
}

/** Counts one call, or one attempt where attempts are counted. */
export function countMade(
  sums: Sums,
  {
    outcome,
    startedAt,
    firstTokenMs,
    durationMs,
  }: Pick<CallRecord, "outcome" | "startedAt" | "firstTokenMs" | "durationMs">,
): void {
  sums.count += 1;
  sums[outcome] += 1;
  noteLast(sums, startedAt);
  if (firstTokenMs !== undefined) {
    noteFirstToken(sums, { at: startedAt, ms: firstTokenMs });
    sums.firstToken.add(firstTokenMs);
  }
  if (outcome === "succeeded") sums.duration.add(durationMs);
}

/** Adds what an attempt used and cost, how fast it was written and why it failed. */
export function countAttempt(sums: Sums, attempt: PricedAttempt): void {
  const { usage, cost, failure } = attempt;
  if (cost.kind === "known") {
    sums.usd += cost.usd;
    sums.cacheSavedUsd += cost.cacheSavedUsd ?? 0;
  }
  if (failure !== undefined) countFailure(sums, failure.class, 1);
  if (usage === undefined) return;
  sums.input += usage.input;
  sums.cacheRead += usage.cacheRead;
  sums.cacheWrite += usage.cacheWrite + usage.cacheWriteLong;
  sums.output += usage.output;
  sums.reasoning += usage.reasoning;
  if (cost.kind === "unknown") sums.unpriced += 1;
  if (usage.source === "estimated") sums.estimated += 1;
  const speed = speedOf(attempt, usage.output);
  if (speed !== undefined) sums.speed.add(speed);
}

function speedOf(
  { outcome, firstTokenMs, durationMs }: Pick<AttemptRecord, "outcome" | "firstTokenMs" | "durationMs">,
  tokens: number,
): number | undefined {
  if (outcome !== "succeeded" || firstTokenMs === undefined) return undefined;
  const writingMs = durationMs - firstTokenMs;
  return tokens >= LEAST_TOKENS && writingMs >= LEAST_MS ? (1000 * tokens) / writingMs : undefined;
}

export function countOutcome(sums: Sums, { kind, characters }: EditorOutcome): void {
  sums[kind] += 1;
  if (kind === "shown") sums.shownCharacters += characters;
  else sums.acceptedCharacters += characters;
}

export function countFailure(sums: Sums, failure: FailureClass, times: number): void {
  sums.failures.set(failure, (sums.failures.get(failure) ?? 0) + times);
}

export function noteLast(sums: Sums, at: number): void {
  sums.lastAt = Math.max(sums.lastAt ?? at, at);
}

export function noteFirstToken(sums: Sums, measured: FirstToken): void {
  if (measured.at >= (sums.lastFirstToken?.at ?? measured.at)) sums.lastFirstToken = measured;
}

/** Adds other sums to these. */
export function addSums(sums: Sums, other: Sums): void {
  for (const name of PLAIN_SUMS) sums[name] += other[name];
  if (other.lastAt !== undefined) noteLast(sums, other.lastAt);
  if (other.lastFirstToken !== undefined) noteFirstToken(sums, other.lastFirstToken);
  for (const [failure, times] of other.failures) countFailure(sums, failure, times);
  sums.firstToken.merge(other.firstToken);
  sums.duration.merge(other.duration);
  sums.speed.merge(other.speed);
}
