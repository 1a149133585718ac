import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

/** A mistake of Mistral's, with the fields at the top. */
function mistral(message: string, type: string, code: string | null): unknown {
  return { object: "error", message, type, param: null, code };
}

/** Errors of further vendors that follow OpenAI: Groq, Mistral, xAI, Moonshot, DeepSeek. */
export const VENDOR_CASES: readonly FailureCase[] = [
  {
    of: "Groq's minute, with the limits in the headers",
    status: 429,
    headers: {
      "retry-after": "2",
      "x-ratelimit-limit-requests": "14400",
      "x-ratelimit-remaining-requests": "14370",
      "x-ratelimit-reset-requests": "2m59.56s",
      "x-ratelimit-limit-tokens": "18000",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "7.66s",
    },
    body: openaiError("Rate limit reached for model `x` on tokens per minute (TPM).", "tokens", "rate_limit_exceeded"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 2000 },
  },
  {
    of: "Groq's flex tier without capacity, a status of its own",
    status: 498,
    body: { error: { message: "The flex tier is at its limit. Try again later.", type: "capacity_exceeded" } },
    is: { class: "overloaded", scope: "model", code: "capacity_exceeded" },
  },
  {
    of: "Groq's flex tier without capacity, without words",
    status: 498,
    body: "",
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "a tool call that Groq's model made badly, which is not the request's fault",
    status: 400,
    body: {
      error: {
        message: "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
        type: "invalid_request_error",
        code: "tool_use_failed",
        failed_generation: "the answer itself",
      },
    },
    is: { class: "server-error", scope: "model", code: "tool_use_failed", message: "Failed to call a function." },
  },
  {
    of: "Groq's retired model",
    status: 400,
    body: openaiError(
      "The model `llama3-70b-8192` has been decommissioned and is no longer supported.",
      "invalid_request_error",
      "model_decommissioned",
    ),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "a model that Groq's project has switched off",
    status: 403,
    body: openaiError(
      "The model `x` is blocked at the project level.",
      "permissions_error",
      "model_permission_blocked_project",
    ),
    is: { class: "model-gone", scope: "credential-model" },
  },
  {
    of: "Groq's restricted organisation, a 400",
    status: 400,
    body: openaiError(
      "Organization has been restricted. Please reach out to support if you believe this was in error.",
      "invalid_request_error",
      "organization_restricted",
    ),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "Mistral's rate limit",
    status: 429,
    body: { ...Object(mistral("Rate limit exceeded", "rate_limited", "1300")), raw_status_code: 429 },
    is: { class: "rate-limited", scope: "credential-model", code: "1300" },
  },
  {
    of: "Mistral's rate limit as its front says it",
    status: 429,
    body: { message: "Requests rate limit exceeded" },
    is: { class: "rate-limited", scope: "credential-model" },
  },
  {
    of: "Mistral's lack of capacity, a 429",
    status: 429,
    body: mistral("Service tier capacity exceeded for this model.", "service_tier_capacity_exceeded", "3505"),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Mistral's wrong key",
    status: 401,
    body: { detail: "Unauthorized" },
    is: { class: "credential-invalid", scope: "credential", message: "Unauthorized" },
  },
  {
    of: "Mistral's unknown model",
    status: 400,
    body: mistral("Invalid model: codestral-9", "invalid_model", "1500"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "xAI's used up credits",
    status: 429,
    body: {
      code: "Some resource has been exhausted",
      error:
        "Your team 16f2151a has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.",
    },
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "xAI's account without credits or a plan",
    status: 403,
    body: {
      code: "permission-denied",
      error: "You have run out of credits or need a Grok subscription. Add credits at https://grok.com/?_s=usage.",
    },
    is: { class: "quota-exhausted", scope: "credential", code: "permission-denied" },
  },
  {
    of: "xAI's prompt that does not fit",
    status: 400,
    body: {
      code: "Client specified an invalid argument",
      error: "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "xAI's filter",
    status: 403,
    body: {
      code: "The caller does not have permission to execute the specified operation",
      error: "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_DATA_LEAKAGE",
    },
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "Moonshot's prompt that does not fit",
    status: 400,
    body: openaiError(
      "Invalid request: Your request exceeded model token limit: 262144 (requested: 269030)",
      "invalid_request_error",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Moonshot's input that is too long",
    status: 400,
    body: openaiError("Input token length too long", "invalid_request_error"),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Moonshot's filter",
    status: 400,
    body: {
      error: { type: "content_filter", message: "The request was rejected because it was considered high risk" },
    },
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "the end of Kimi Code's billing cycle, a 403",
    status: 403,
    body: openaiError("You've reached your usage limit for this billing cycle.", "access_terminated_error"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "DeepSeek's unknown model",
    status: 400,
    body: openaiError("Model Not Exist", "invalid_request_error", "invalid_request_error"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "DeepSeek's filter",
    status: 400,
    body: openaiError("Content Exists Risk", "invalid_request_error", "invalid_request_error"),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "DeepSeek's overload",
    status: 503,
    body: openaiError("Service is too busy. We advise users to temporarily switch to alternative providers.", ""),
    is: { class: "overloaded", scope: "model" },
  },
];
