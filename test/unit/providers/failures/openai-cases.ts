import type { FailureCase } from "../../../support/failure-table.ts";
import { NOW, openaiError } from "../../../support/failure-table.ts";

/** Errors of OpenAI itself, and of Azure, which serves its models. */
export const OPENAI_CASES: readonly FailureCase[] = [
  {
    of: "a wrong key, which the message repeats in part",
    status: 401,
    body: openaiError(
      "Incorrect API key provided: sk-proj-**********stuv. You can find your API key at https://platform.openai.com/account/api-keys.",
      "invalid_request_error",
      "invalid_api_key",
    ),
    is: {
      class: "credential-invalid",
      scope: "credential",
      status: 401,
      code: "invalid_api_key",
      message: "Incorrect API key provided: [key]",
    },
  },
  {
    of: "a country that is not served",
    status: 403,
    body: openaiError(
      "Country, region, or territory not supported",
      "request_forbidden",
      "unsupported_country_region_territory",
    ),
    is: { class: "credential-invalid", scope: "credential", code: "unsupported_country_region_territory" },
  },
  {
    of: "a project that may not use the model",
    status: 403,
    body: openaiError(
      "Project `proj_1` does not have access to model `gpt-6-astra`",
      "invalid_request_error",
      "model_not_found",
    ),
    is: { class: "model-gone", scope: "credential-model" },
  },
  {
    of: "an unknown model",
    status: 404,
    body: openaiError(
      "The model `gpt-9` does not exist or you do not have access to it.",
      "invalid_request_error",
      "model_not_found",
    ),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "an empty balance, which comes as a 429 with limits in its headers",
    status: 429,
    headers: { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s" },
    body: openaiError(
      "You exceeded your current quota, please check your plan and billing details.",
      "insufficient_quota",
      "insufficient_quota",
    ),
    is: { class: "quota-exhausted", scope: "credential", code: "insufficient_quota" },
  },
  {
    of: "a rate limit with every header, the one in milliseconds first",
    status: 429,
    headers: { "retry-after-ms": "850", "retry-after": "1", "x-ratelimit-reset-tokens": "6m0s" },
    body: openaiError("Rate limit reached for gpt-6-sol", "tokens", "rate_limit_exceeded"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 850 },
  },
  {
    of: "a rate limit with seconds",
    status: 429,
    headers: { "retry-after": "20", "x-ratelimit-reset-tokens": "6m0s" },
    body: openaiError("Rate limit reached", "requests", "rate_limit_exceeded"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 20_000 },
  },
  {
    of: "a rate limit with a date",
    status: 429,
    headers: { "retry-after": new Date(NOW + 90_000).toUTCString() },
    body: openaiError("Too Many Requests", "requests"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 90_000 },
  },
  {
    of: "a rate limit with the reset of the limit that was used up",
    status: 429,
    headers: {
      "x-ratelimit-remaining-requests": "59",
      "x-ratelimit-reset-requests": "1s",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "6m0s",
    },
    body: openaiError("Rate limit reached", "tokens", "rate_limit_exceeded"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 360_000 },
  },
  {
    of: "a rate limit that only its sentence dates",
    status: 429,
    body: openaiError(
      "Rate limit reached for gpt-6-sol on tokens per min (TPM): Limit 30000, Used 29500, Requested 2000. Please try again in 3.25s.",
      "tokens",
      "rate_limit_exceeded",
    ),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 3250 },
  },
  {
    of: "a request larger than a whole minute's tokens",
    status: 429,
    body: openaiError(
      "Request too large for gpt-6-sol on tokens per min (TPM): Limit 30000, Requested 45000.",
      "tokens",
      "rate_limit_exceeded",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "a prompt that does not fit",
    status: 400,
    body: openaiError(
      "This model's maximum context length is 1050000 tokens. However, your messages resulted in 1100000 tokens.",
      "invalid_request_error",
      "context_length_exceeded",
      "messages",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "a parameter of an older model",
    status: 400,
    body: openaiError(
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
      "invalid_request_error",
      "unsupported_parameter",
      "max_tokens",
    ),
    is: { class: "capability", scope: "none", code: "unsupported_parameter" },
  },
  {
    of: "tools beside reasoning",
    status: 400,
    body: openaiError(
      "Function tools with reasoning_effort are not supported for gpt-5.6-luna in /v1/chat/completions.",
      "invalid_request_error",
      null,
      "reasoning_effort",
    ),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "a prompt that the filter refused",
    status: 400,
    body: openaiError("Your request was rejected.", "invalid_request_error", "content_policy_violation"),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "a request that is wrong in itself",
    status: 400,
    body: openaiError("Invalid value for 'messages[1].role'.", "invalid_request_error", "invalid_value", "messages"),
    is: { class: "caller-fault", scope: "none", message: "Invalid value for 'messages[1].role'." },
  },
  {
    of: "a failure of the server's own",
    status: 500,
    body: openaiError("The server had an error while processing your request. Sorry about that!", "server_error"),
    is: { class: "server-error", scope: "model", message: "The server had an error while processing your request." },
  },
  {
    of: "an engine without capacity",
    status: 503,
    headers: { "retry-after": "5" },
    body: openaiError("The engine is currently overloaded, please try again later", "server_error"),
    is: { class: "overloaded", scope: "model", retryAfterMs: 5000 },
  },
  {
    of: "an error within the stream",
    body: { message: "The server had an error processing your request", type: "server_error", code: null },
    is: { class: "server-error", scope: "model" },
  },
];
