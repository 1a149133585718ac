import type { Json } from "../json.ts";
import type { Problem, ProblemKind } from "../problem.ts";

/** What OpenAI calls each kind: the `type` by which its SDKs tell errors apart, and the `code` where it has one. */
const NAMES: Readonly<Record<ProblemKind, { readonly type: string; readonly code?: string }>> = {
  "caller-fault": { type: "invalid_request_error" },
  "context-too-long": { type: "invalid_request_error", code: "context_length_exceeded" },
  "content-filtered": { type: "invalid_request_error", code: "content_filter" },
  capability: { type: "invalid_request_error" },
  "credential-invalid": { type: "permission_error" },
  "quota-exhausted": { type: "insufficient_quota", code: "insufficient_quota" },
  "rate-limited": { type: "rate_limit_error", code: "rate_limit_exceeded" },
  overloaded: { type: "service_unavailable_error", code: "server_is_overloaded" },
  "server-error": { type: "server_error" },
  timeout: { type: "server_error", code: "timeout" },
  network: { type: "server_error" },
  truncated: { type: "server_error" },
  "model-gone": { type: "not_found_error", code: "model_not_found" },
  "no-route": { type: "server_error", code: "no_route" },
  unauthorized: { type: "authentication_error", code: "invalid_api_key" },
  forbidden: { type: "permission_error" },
  "not-found": { type: "not_found_error" },
  method: { type: "invalid_request_error", code: "method_not_supported" },
  "too-large": { type: "invalid_request_error", code: "request_too_large" },
  busy: { type: "rate_limit_error", code: "rate_limit_exceeded" },
  bug: { type: "server_error" },
};

/**
 * An error as OpenAI's API words it. Fields that say nothing are `null` there, not missing. Where OpenAI has a code that
 * clients look for, it goes before that of the provider.
 */
export function openAiProblem(problem: Problem): Json {
  const { type, code } = NAMES[problem.kind];
  return {
    error: { message: problem.message, type, param: problem.param ?? null, code: code ?? problem.code ?? null },
  };
}
