import type { FailureClass } from "../spec/failure.ts";

/** What a failure is called in a reason, a health event or a list of routes. */
export const failurePhrases: Readonly<Record<FailureClass, string>> = {
  cancelled: "cancelled",
  "caller-fault": "request refused",
  "context-too-long": "prompt too long",
  "content-filtered": "refused by safety rules",
  capability: "not supported by the model",
  "credential-invalid": "key refused",
  "quota-exhausted": "out of quota",
  "rate-limited": "rate limited",
  overloaded: "overloaded",
  "server-error": "server error",
  timeout: "timed out",
  network: "not reachable",
  truncated: "answer cut off",
  "model-gone": "model not found",
  "no-route": "no route",
};

/** A length of time for a person, rounded up so that a wait is never over sooner than it is: `12 s`, `3 min`, `2 h`. */
export function durationPhrase(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
