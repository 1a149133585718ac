import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

function mistral(message: string, type: string, code: string | null): unknown {
  return { object: "error", message, type, param: null, code };
}

/** Errors of the calls that fill a gap: Mistral's, and the older completions with a suffix of DeepSeek and Ollama. */
export const FIM_CASES: readonly FailureCase[] = [
  {
    of: "DeepSeek's limit of an answer",
    status: 400,
    body: openaiError(
      "Invalid max_tokens value, the valid range of max_tokens is [1, 4096]",
      "invalid_request_error",
      "invalid_request_error",
    ),
    is: { class: "caller-fault", scope: "none" },
  },
  {
    of: "DeepSeek's call at the address without the beta",
    status: 400,
    body: openaiError(
      'completions api is only available when using beta api (set base_url="https://api.deepseek.com/beta")',
      "invalid_request_error",
      "invalid_request_error",
    ),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "Ollama's model without a place for a suffix",
    status: 400,
    body: openaiError("registry.ollama.ai/library/llama3.2:latest does not support insert", "api_error"),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "DeepSeek's prefix that does not fit",
    status: 400,
    body: openaiError(
      "This model's maximum context length is 131072 tokens. However, you requested 140000 tokens. Please reduce the length of the prompt.",
      "invalid_request_error",
      "invalid_request_error",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "DeepSeek's filter",
    status: 400,
    body: openaiError("Content Exists Risk", "invalid_request_error", "invalid_request_error"),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "a chat key at the address for Codestral's keys",
    status: 401,
    body: { message: "Unauthorized", request_id: "8f" },
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "DeepSeek's empty balance",
    status: 402,
    body: openaiError("Insufficient Balance", "unknown_error", "invalid_request_error"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "Mistral's rate",
    status: 429,
    headers: { "ratelimit-reset": "31" },
    body: { message: "Requests rate limit exceeded" },
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 31_000 },
  },
  {
    of: "Codestral's lack of capacity, under the type of a bad request",
    status: 429,
    body: mistral("Service tier capacity exceeded for this model.", "invalid_request_error", null),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Mistral's breakdown",
    status: 500,
    body: mistral("Internal server error", "internal_server_error", "1000"),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "Mistral's model that fills no gaps",
    status: 400,
    body: mistral("Invalid model: mistral-medium-latest", "invalid_model", "1500"),
    is: { class: "model-gone", scope: "model" },
  },
];
