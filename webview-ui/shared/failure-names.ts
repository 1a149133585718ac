import type { FailureClass } from "../../src/spec/failure.ts";

/** What a kind of failure is called at the head of a column: `Overloaded`. */
export const failureNames: Readonly<Record<FailureClass, string>> = {
  cancelled: "Stopped",
  "caller-fault": "Request not accepted",
  "context-too-long": "Prompt too long",
  "content-filtered": "Content refused",
  capability: "Cannot do it",
  "credential-invalid": "Key not accepted",
  "quota-exhausted": "Out of quota",
  "rate-limited": "Rate limited",
  overloaded: "Overloaded",
  "server-error": "Server error",
  timeout: "Too slow",
  network: "Not reached",
  truncated: "Broke off",
  "model-gone": "Model gone",
  "no-route": "No route",
};
