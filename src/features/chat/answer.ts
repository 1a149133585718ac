import type { AnswerDetails, Problem, TraceStep } from "../../protocol/chat.ts";
import type { CallEvent, EndEvent } from "../../router/events.ts";
import type { AttemptRecord } from "../../spec/call.ts";
import type { Failure, FailureClass } from "../../spec/failure.ts";
import type { Cost } from "../../spec/usage.ts";
import type { Reply } from "./session.ts";
import { totalUsage } from "./total-usage.ts";

/** The reply after one more event of its call. Pure, so that a whole call can be replayed in a test. */
export function advance(reply: Reply, event: Exclude<CallEvent, EndEvent>): Reply {
  switch (event.type) {
    case "text":
      return { ...reply, text: reply.text + event.text };
    case "reasoning":
      return { ...reply, reasoning: reply.reasoning + event.text };
    case "attempt": {
      const { reason, role, route } = event;
      const step: TraceStep = { routeId: route.id, reason, outcome: "running", ...(role && { role }) };
      const { waiting: _over, ...details } = reply.details;
      return { ...reply, details: { ...details, trace: [...details.trace, step] } };
    }
    case "failover":
    case "broken": {
      const trace = reply.details.trace.map((step, at) => (at === event.index ? failed(step, event.failure) : step));
      return { ...reply, details: { ...reply.details, trace } };
    }
    case "wait": {
      const { failure, route, waitMs } = event;
      // While a call waits none of its attempts runs; what is known of the failure is about the route that is waited for.
      const trace = reply.details.trace.map((step) =>
        step.outcome === "running" ? failed(step, step.routeId === route.id ? failure : undefined) : step,
      );
      return {
        ...reply,
        details: { ...reply.details, trace, waiting: { routeId: route.id, reason: failure.message, waitMs } },
      };
    }
    case "usage":
      return { ...reply, details: { ...reply.details, usage: event.usage } };
    case "answering":
    case "frame":
    case "tool-call":
    case "finish":
      return reply;
  }
}

function failed(step: TraceStep, failure: Failure | undefined): TraceStep {
  return { ...step, outcome: "failed", ...(failure && { failure: failure.message, failureClass: failure.class }) };
}

/** The reply once its call is over: its final state, the trace as it was recorded, what it cost. */
export function conclude(reply: Reply, end: EndEvent, cost: Cost | undefined): Reply {
  const { waiting: _over, ...shownSoFar } = reply.details;
  const usage = totalUsage(end.record.attempts);
  const details: AnswerDetails = {
    ...shownSoFar,
    task: end.record.task,
    trace: end.record.attempts.map((attempt, at) => stepOf(attempt, reply.details.trace[at]?.reason ?? "")),
    // What is paid for is what all of them used, as the cost beside it is of all of them.
    ...(usage && { usage }),
    leftOut: end.plan.leftOut,
    durationMs: end.record.durationMs,
    ...(end.record.firstTokenMs !== undefined && { firstTokenMs: end.record.firstTokenMs }),
    ...(cost && { cost }),
  };
  const problem = end.failure && end.record.outcome === "failed" ? problemOf(end.failure) : undefined;
  return { ...reply, state: finalState(end), details, ...(problem && { problem }) };
}

function stepOf(attempt: AttemptRecord, reason: string): TraceStep {
  const { routeId, outcome, durationMs, firstTokenMs, failure, role } = attempt;
  return {
    routeId,
    reason,
    outcome,
    durationMs,
    ...(role && { role }),
    ...(firstTokenMs !== undefined && { firstTokenMs }),
    ...(failure && { failure: failure.message, failureClass: failure.class }),
  };
}

function finalState({ interrupted, record }: EndEvent): Reply["state"] {
  if (record.outcome === "cancelled") return "stopped";
  if (interrupted) return "interrupted";
  if (record.outcome === "failed") return "failed";
  // The last one need not be the one that answered: a hedge that was not needed may stand behind it.
  const answered = record.attempts.findLast(({ outcome }) => outcome === "succeeded");
  return answered?.finish === "length" ? "length" : "done";
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
