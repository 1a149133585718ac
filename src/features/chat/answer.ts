import type { AnswerDetails, Problem, TraceStep } from "../../protocol/chat.ts";
import type { CallEvent, EndEvent } from "../../router/types.ts";
import type { Failure, FailureClass } from "../../spec/failure.ts";
import type { Cost } from "../../spec/usage.ts";
import type { Reply } from "./session.ts";

/** The reply after one more event of its call. Pure, so that a whole call can be replayed in a test. */
export function advance(reply: Reply, event: Exclude<CallEvent, EndEvent>): Reply {
  switch (event.type) {
    case "text":
      return { ...reply, text: reply.text + event.text };
    case "reasoning":
      return { ...reply, reasoning: reply.reasoning + event.text };
    case "attempt": {
      const step: TraceStep = { routeId: event.route.id, reason: event.reason, outcome: "running" };
      const { waiting: _over, ...details } = reply.details;
      return { ...reply, details: { ...details, trace: [...details.trace, step] } };
    }
    case "failover":
      return { ...reply, details: { ...reply.details, trace: lastFailed(reply.details.trace, event.failure) } };
    case "wait": {
      const waiting = { routeId: event.route.id, reason: event.failure.message, waitMs: event.waitMs };
      return {
        ...reply,
        details: { ...reply.details, trace: lastFailed(reply.details.trace, event.failure), waiting },
      };
    }
    case "usage":
      return { ...reply, details: { ...reply.details, usage: event.usage } };
    case "tool-call":
    case "finish":
      return reply;
  }
}

function lastFailed(trace: readonly TraceStep[], failure: Failure): readonly TraceStep[] {
  return trace.map((step, at) =>
    at === trace.length - 1 && step.outcome === "running"
      ? { ...step, outcome: "failed", failure: failure.message, failureClass: failure.class }
      : step,
  );
}

/** The reply once its call is over: its final state, the trace as it was recorded, what it cost. */
export function conclude(reply: Reply, end: EndEvent, cost: Cost | undefined): Reply {
  const { waiting: _over, ...shownSoFar } = reply.details;
  const details: AnswerDetails = {
    ...shownSoFar,
    trace: end.record.attempts.map((attempt, at) => ({
      routeId: attempt.routeId,
      reason: reply.details.trace[at]?.reason ?? "",
      outcome: attempt.outcome,
      durationMs: attempt.durationMs,
      ...(attempt.firstTokenMs !== undefined && { firstTokenMs: attempt.firstTokenMs }),
      ...(attempt.failure && { failure: attempt.failure.message, failureClass: attempt.failure.class }),
    })),
    leftOut: end.plan.leftOut,
    durationMs: end.record.durationMs,
    ...(end.record.firstTokenMs !== undefined && { firstTokenMs: end.record.firstTokenMs }),
    ...(cost && { cost }),
  };
  const problem = end.failure && end.record.outcome === "failed" ? problemOf(end.failure) : undefined;
  return { ...reply, state: finalState(end), details, ...(problem && { problem }) };
}

function finalState(end: EndEvent): Reply["state"] {
  if (end.record.outcome === "cancelled") return "stopped";
  if (end.interrupted) return "interrupted";
  if (end.record.outcome === "failed") return "failed";
  return end.record.attempts.at(-1)?.finish === "length" ? "length" : "done";
}

/** What helps against each kind of failure. */
const actions: Readonly<Record<FailureClass, Problem["action"]>> = {
  cancelled: "retry",
  "caller-fault": "showLog",
  "context-too-long": "openSettings",
  "content-filtered": "retry",
  capability: "openSettings",
  "credential-invalid": "addKey",
  "quota-exhausted": "addKey",
  "rate-limited": "retry",
  overloaded: "retry",
  "server-error": "retry",
  timeout: "retry",
  network: "retry",
  truncated: "retry",
  "model-gone": "openSettings",
  "no-route": "openSettings",
};

export function problemOf(failure: Failure): Problem {
  const action = actions[failure.class];
  return { message: failure.message, ...(action && { action }) };
}
