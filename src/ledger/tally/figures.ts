import type { AttemptRecord, Outcome, PricedCall } from "../../spec/call.ts";
import type { Task } from "../../spec/task.ts";

/** What of a call is counted. Times are whole milliseconds. */
export interface CallFigures {
  readonly task: Task;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly firstTokenMs: number | undefined;
  readonly outcome: Outcome;
  readonly failovers: number;
}

/** What of an attempt is counted. Attempts belong to the day and the task of their call. */
export interface AttemptFigures {
  readonly task: Task;
  readonly callStartedAt: number;
  readonly routeId: string;
  readonly provider: string;
  readonly model: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly firstTokenMs: number | undefined;
  readonly outcome: Outcome;
  readonly input: number;
  readonly cacheRead: number;
  readonly output: number;
  /** US dollars, where known. */
  readonly usd: number | undefined;
  readonly unpriced: boolean;
  readonly estimated: boolean;
}

/** Takes figures one by one: every call once, and each of its attempts that was a real one. */
export interface FigureSink {
  addCall(call: CallFigures): void;
  addAttempt(attempt: AttemptFigures): void;
}

/** Gives a call's figures to `sink`. */
export function countCall(call: PricedCall, sink: FigureSink): void {
  const { task, startedAt, durationMs, firstTokenMs, outcome } = call;
  sink.addCall({ task, startedAt, durationMs, firstTokenMs, outcome, failovers: failoversOf(call) });
  for (const attempt of call.attempts) if (isRealAttempt(attempt)) sink.addAttempt(attemptFigures(call, attempt));
}

/** Whether anything was sent: what fails in a fire drill says nothing of its provider. */
export function isRealAttempt({ role }: Pick<AttemptRecord, "role">): boolean {
  return role !== "drill";
}

/** How often the call moved on because an attempt failed, fire drills left out. */
export function failoversOf(call: Pick<PricedCall, "attempts">): number {
  return call.attempts.slice(0, -1).filter((attempt) => attempt.outcome === "failed" && isRealAttempt(attempt)).length;
}

function attemptFigures(call: PricedCall, attempt: PricedCall["attempts"][number]): AttemptFigures {
  const { routeId, provider, model, startedAt, durationMs, firstTokenMs, outcome, usage, cost } = attempt;
  return {
    task: call.task,
    callStartedAt: call.startedAt,
    routeId,
    provider,
    model,
    startedAt,
    durationMs,
    firstTokenMs,
    outcome,
    input: usage?.input ?? 0,
    cacheRead: usage?.cacheRead ?? 0,
    output: usage?.output ?? 0,
    usd: cost.kind === "known" ? cost.usd : undefined,
    unpriced: usage !== undefined && cost.kind === "unknown",
    estimated: usage?.source === "estimated",
  };
}
