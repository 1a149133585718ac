import type { FailureCase } from "../../../support/failure-table.ts";
import { NOW } from "../../../support/failure-table.ts";

function error(type: string, message: string, details?: unknown): unknown {
  return { type: "error", error: { type, message, ...(details !== undefined && { details }) }, request_id: "req_01" };
}

/** Errors of Anthropic, and of others that speak its dialect. */
export const ANTHROPIC_CASES: readonly FailureCase[] = [
  {
    of: "a wrong key",
    status: 401,
    body: error("authentication_error", "invalid x-api-key"),
    is: {
      class: "credential-invalid",
      scope: "credential",
      code: "authentication_error",
      message: "invalid x-api-key",
    },
  },
  {
    of: "a key without permission",
    status: 403,
    body: error("permission_error", "Your API key does not have permission to use the specified resource."),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "an empty balance, which comes as a 400",
    status: 400,
    body: error(
      "invalid_request_error",
      "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.",
    ),
    is: {
      class: "quota-exhausted",
      scope: "credential",
      message: "Your credit balance is too low to access the Anthropic API.",
    },
  },
  {
    of: "a problem of billing",
    status: 402,
    body: error("billing_error", "There's an issue with your billing or payment information."),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "a spending limit, which says when it ends",
    status: 400,
    body: error(
      "invalid_request_error",
      "You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC.",
    ),
    is: { class: "quota-exhausted", scope: "credential", retryAfterMs: Date.UTC(2026, 11, 1) - NOW },
  },
  {
    of: "the spending limit of the account's tier, a 429 without a delay",
    status: 429,
    body: error("rate_limit_error", "You have reached the limit.", { error_code: "enforced_spend_limit_reached" }),
    is: { class: "quota-exhausted", scope: "credential", code: "enforced_spend_limit_reached" },
  },
  {
    of: "a rate limit with its delay",
    status: 429,
    headers: { "retry-after": "12", "anthropic-ratelimit-requests-reset": new Date(NOW + 60_000).toISOString() },
    body: error("rate_limit_error", "This request would exceed your organization's rate limit."),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 12_000 },
  },
  {
    of: "a rate limit with the time of the limit that was used up",
    status: 429,
    headers: {
      "anthropic-ratelimit-requests-remaining": "30",
      "anthropic-ratelimit-requests-reset": new Date(NOW + 5000).toISOString(),
      "anthropic-ratelimit-tokens-remaining": "0",
      "anthropic-ratelimit-tokens-reset": new Date(NOW + 45_000).toISOString(),
    },
    body: error("rate_limit_error", "Number of request tokens has exceeded your per-minute rate limit"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 45_000 },
  },
  {
    of: "an overload",
    status: 529,
    body: error("overloaded_error", "Overloaded"),
    is: { class: "overloaded", scope: "model", status: 529, code: "overloaded_error" },
  },
  {
    of: "an overload within the stream",
    body: error("overloaded_error", "Overloaded"),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "a failure of the server's own within the stream",
    body: error("api_error", "Internal server error"),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "a prompt that does not fit",
    status: 400,
    body: error("invalid_request_error", "prompt is too long: 1000450 tokens > 1000000 maximum"),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "a prompt that does not fit beside its answer",
    status: 400,
    body: error(
      "invalid_request_error",
      "input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000, decrease input length or `max_tokens`",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "a body of too many bytes",
    status: 413,
    body: error("request_too_large", "Request exceeds the maximum size"),
    is: { class: "caller-fault", scope: "none" },
  },
  {
    of: "a temperature for a model that takes none",
    status: 400,
    body: error("invalid_request_error", "`temperature` is deprecated for this model."),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "an unknown model",
    status: 404,
    body: error("not_found_error", "model: claude-9"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "a request that is wrong in itself",
    status: 400,
    body: error("invalid_request_error", "messages: at least one message is required"),
    is: { class: "caller-fault", scope: "none" },
  },
  {
    of: "a proxy's time-out",
    status: 504,
    body: error("timeout_error", "Request timed out."),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "a rise of use that is too steep",
    status: 429,
    headers: { "retry-after": "37" },
    body: error(
      "rate_limit_error",
      "This request would exceed your organization's maximum usage increase rate for input tokens per minute. Please scale up your input tokens usage more gradually to stay within the acceleration limit.",
    ),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 37_000 },
  },
  {
    of: "an organisation that was switched off, a 400",
    status: 400,
    body: error("invalid_request_error", "This organization has been disabled."),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "an answer that the filter stopped",
    status: 400,
    body: error("invalid_request_error", "Output blocked by content filtering policy"),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "a beginning of the answer for a model that takes none",
    status: 400,
    body: error(
      "invalid_request_error",
      "This model does not support assistant message prefill. The conversation must end with a user message.",
    ),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "a body of too many bytes, as the front says it",
    status: 413,
    body: "<html><head><title>413 Request Entity Too Large</title></head><body>cloudflare</body></html>",
    is: { class: "caller-fault", scope: "none", message: "413 Request Entity Too Large" },
  },
  {
    of: "an overload in words alone",
    status: 529,
    body: "",
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "OpenRouter's empty credits in this dialect",
    status: 402,
    body: {
      type: "error",
      error: { type: "billing_error", message: "Insufficient credits", error_type: "payment_required" },
      request_id: null,
    },
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "what OpenRouter's name tells and Anthropic's does not",
    body: {
      type: "error",
      error: { type: "invalid_request_error", message: "Bad request", error_type: "context_length_exceeded" },
    },
    is: { class: "context-too-long", scope: "none", code: "context_length_exceeded" },
  },
  {
    of: "Zhipu's rate in this dialect",
    status: 429,
    body: { error: { code: "1302", message: "Rate limit reached for requests" }, request_id: "20260212" },
    is: { class: "rate-limited", scope: "credential-model", code: "1302" },
  },
  {
    of: "Zhipu's arrears in this dialect",
    status: 429,
    body: { type: "error", error: { type: "1113", message: "Insufficient balance or no resource package." } },
    is: { class: "quota-exhausted", scope: "credential" },
  },
];
