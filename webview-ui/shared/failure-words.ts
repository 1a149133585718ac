import type { FailureClass } from "../../src/spec/failure.ts";

/** What happened to a route, to follow its name: `gpt-5-mini was overloaded`. */
export const failureWords: Readonly<Record<FailureClass, string>> = {
  cancelled: "was stopped",
  "caller-fault": "did not accept the request",
  "context-too-long": "could not take a prompt this long",
  "content-filtered": "refused the content",
  capability: "cannot do this",
  "credential-invalid": "did not accept the key",
  "quota-exhausted": "is out of quota",
  "rate-limited": "was rate limited",
  overloaded: "was overloaded",
  "server-error": "had a server error",
  timeout: "took too long",
  network: "could not be reached",
  truncated: "broke off",
  "model-gone": "is no longer offered",
  "no-route": "could not be tried",
};
