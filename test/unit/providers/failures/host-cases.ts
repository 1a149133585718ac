import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

/** Errors of hosts of open models: Together, Fireworks, SiliconFlow, Zhipu. */
export const HOST_CASES: readonly FailureCase[] = [
  {
    of: "Together's prompt that does not fit beside its answer",
    status: 422,
    body: openaiError(
      "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 512 `max_new_tokens`",
      "invalid_request_error",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Together's spending limit",
    status: 402,
    body: openaiError("Credit limit exceeded, please navigate to billing.", "credit_limit"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "Together's rate limit, whose reset names no kind",
    status: 429,
    headers: { "x-ratelimit-limit": "10", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "4" },
    body: openaiError("You have reached the rate limit specific to this model.", "model_rate_limit"),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 4000 },
  },
  {
    of: "Together's overload",
    status: 503,
    body: openaiError("The server is overloaded or not ready yet.", "service_unavailable"),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Together's unknown model",
    status: 404,
    body: openaiError(
      "Unable to access model foo/bar. Please visit https://api.together.ai/models to view the list of supported models.",
      "invalid_request_error",
      "model_not_available",
    ),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "Fireworks' unknown model",
    status: 404,
    body: openaiError("Model not found, inaccessible, and/or not deployed", "error", "NOT_FOUND"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "Fireworks' prompt that does not fit",
    status: 400,
    body: openaiError("The prompt is too long: 140000, model maximum context length: 131071", "invalid_request_error"),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "SiliconFlow's unknown model",
    status: 400,
    body: { code: 20012, message: "Model does not exist. Please check it carefully.", data: null },
    is: { class: "model-gone", scope: "model", code: "20012" },
  },
  {
    of: "SiliconFlow's empty balance, a 403",
    status: 403,
    body: { code: 30001, message: "Sorry, your account balance is insufficient", data: null },
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "SiliconFlow's model that was switched off, a 403",
    status: 403,
    body: { code: 30003, message: "Model disabled.", data: null },
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "SiliconFlow's rate limit",
    status: 429,
    body: { message: "Request was rejected due to rate limiting. Details: TPM limit reached.", data: "" },
    is: { class: "rate-limited", scope: "credential-model" },
  },
  {
    of: "SiliconFlow's overload",
    status: 503,
    body: { code: 50505, message: "Model service overloaded. Please try again later.", data: null },
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "SiliconFlow's wrong key, a text in quotes",
    status: 401,
    body: "Invalid token",
    is: { class: "credential-invalid", scope: "credential", message: "Invalid token" },
  },
  {
    of: "SiliconFlow's prompt that does not fit",
    status: 400,
    body: {
      code: 20015,
      message: "length of prompt_tokens (40000) must be less than max_seq_len (32768).",
      data: null,
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "SiliconFlow's model without pictures",
    status: 400,
    body: {
      code: 20041,
      message: "The model is not a VLM (Vision Language Model). Please use text-only prompts.",
      data: null,
    },
    is: { class: "capability", scope: "none" },
  },
  {
    of: "Zhipu's five hours, which end at a time in Beijing",
    status: 429,
    body: {
      error: { code: "1308", message: "Usage limit reached for 5 hour. Your limit will reset at 2026-11-23 23:30:00" },
    },
    is: { class: "quota-exhausted", scope: "credential", code: "1308", retryAfterMs: 3.5 * 3_600_000 },
  },
  {
    of: "Zhipu's five hours in its own language",
    status: 429,
    body: { error: { code: "1308", message: "已达到 5 小时的使用上限。您的限额将在 2026-11-23 21:00:00 重置。" } },
    is: { class: "quota-exhausted", scope: "credential", retryAfterMs: 3_600_000 },
  },
  {
    of: "Zhipu's rate",
    status: 429,
    body: { error: { code: "1302", message: "Rate limit reached for requests" }, request_id: "20261123" },
    is: { class: "rate-limited", scope: "credential-model", code: "1302" },
  },
  {
    of: "a model that Zhipu's plan does not include",
    status: 429,
    body: { error: { code: "1311", message: "Your current subscription plan does not include access to GLM-5" } },
    is: { class: "model-gone", scope: "credential-model" },
  },
  {
    of: "Zhipu's locked account",
    status: 429,
    body: {
      error: { code: "1112", message: "Your account has been locked, please contact customer service to unlock" },
    },
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "Zhipu's filter",
    status: 400,
    body: {
      error: {
        code: "1301",
        message: "System detected potentially unsafe or sensitive content in input or generation.",
      },
      contentFilter: [{ level: 1, role: "user" }],
    },
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "Zhipu's wrong key, in its old form",
    status: 401,
    body: { code: 401, msg: "令牌已过期或验证不正确", success: false },
    is: { class: "credential-invalid", scope: "credential", message: "令牌已过期或验证不正确" },
  },
];
