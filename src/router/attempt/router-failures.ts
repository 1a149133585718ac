import type { DeadlineKind, Failure, FailureClass } from "../../spec/failure.ts";
import { failureRules } from "../failure-rules.ts";
import { durationPhrase } from "../phrases.ts";

/** Failures that the router itself sees, rather than a dialect. */

/** The caller's signal aborted, or the caller left. */
export const cancelled: Failure = failureOf("cancelled", "The call was cancelled.");

/** The stream ended without saying that it was whole. */
export const truncated: Failure = failureOf("truncated", "The answer broke off without its end.");

/** The model finished without a word. */
export const emptyAnswer: Failure = failureOf("server-error", "The model sent an empty answer.");

/** The provider's safety rules kept the whole answer back. */
export const filteredAnswer: Failure = failureOf(
  "content-filtered",
  "The provider's safety rules kept the answer back.",
);

/** The transport threw. What it threw may hold anything, so it goes to the bug report and not into this message. */
export const brokenTransport: Failure = failureOf(
  "server-error",
  "The connection to the provider failed in an unexpected way.",
);

/** The transport says that it was cancelled, but nobody cancelled it: the connection went away. */
export const connectionGone: Failure = failureOf("network", "The connection was closed.");

const deadlinePhrases: Readonly<Record<DeadlineKind, string>> = {
  connect: "No reply",
  "first-token": "No answer began",
  idle: "Nothing more came",
  total: "The answer was not complete",
};

/** One of the four clocks ran out after `ms`. */
export function timedOut(deadline: DeadlineKind, ms: number): Failure {
  return { ...failureOf("timeout", `${deadlinePhrases[deadline]} within ${durationPhrase(ms)}.`), deadline };
}

function failureOf(failureClass: FailureClass, message: string): Failure {
  return { class: failureClass, scope: failureRules[failureClass].scope, message };
}
