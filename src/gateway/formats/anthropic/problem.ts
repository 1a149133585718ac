import type { Json } from "../../json.ts";
import type { Problem, ProblemKind } from "../../problem.ts";

/** What Anthropic calls each kind. */
const TYPES: Readonly<Record<ProblemKind, string>> = {
  "caller-fault": "invalid_request_error",
  "context-too-long": "invalid_request_error",
  "content-filtered": "invalid_request_error",
  capability: "invalid_request_error",
  "credential-invalid": "permission_error",
  "quota-exhausted": "billing_error",
  "rate-limited": "rate_limit_error",
  overloaded: "overloaded_error",
  "server-error": "api_error",
  timeout: "timeout_error",
  network: "api_error",
  truncated: "api_error",
  "model-gone": "not_found_error",
  "no-route": "api_error",
  unauthorized: "authentication_error",
  forbidden: "permission_error",
  "not-found": "not_found_error",
  method: "invalid_request_error",
  "too-large": "request_too_large",
  busy: "rate_limit_error",
  bug: "api_error",
};

/** Where Anthropic's status differs from the usual one of the kind. */
const STATUSES: Partial<Record<ProblemKind, number>> = { overloaded: 529, "quota-exhausted": 402 };

/** By these words Claude Code knows that it has to compact the conversation. */
const TOO_LONG = "prompt is too long";

/** An error as Anthropic's API words it. */
export function anthropicProblem({ kind, message }: Problem): Json {
  const isUnsaid = kind === "context-too-long" && !message.includes(TOO_LONG);
  return {
    type: "error",
    error: { type: TYPES[kind], message: isUnsaid ? `${TOO_LONG}: ${message}` : message },
    request_id: null,
  };
}

/**
 * The HTTP status of a problem in this format. An overloaded provider is 529, which Anthropic's programs treat apart,
 * and an empty account 402; all others keep the usual status.
 */
export function anthropicStatus({ kind, status }: Problem): number {
  return STATUSES[kind] ?? status;
}
