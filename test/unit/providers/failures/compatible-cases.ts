import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

/** Errors of vendors that follow OpenAI. */
export const COMPATIBLE_CASES: readonly FailureCase[] = [
  {
    of: "an unknown model with a dot in its name, as a 400",
    status: 400,
    body: openaiError("The model `gpt-5.9-foo` does not exist", "invalid_request_error"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "DeepSeek's empty balance",
    status: 402,
    body: openaiError("Insufficient Balance", "unknown_error", "invalid_request_error"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "DeepSeek's wrong key",
    status: 401,
    body: openaiError(
      "Authentication Fails, Your api key: ****cdef is invalid",
      "authentication_error",
      "invalid_request_error",
    ),
    is: {
      class: "credential-invalid",
      scope: "credential",
      message: "Authentication Fails, Your api key: [key] is invalid",
    },
  },
  {
    of: "xAI's wrong key, a 400 with the text as the error",
    status: 400,
    body: {
      code: "Client specified an invalid argument",
      error: "Incorrect API key provided: xa***yz. You can obtain an API key from https://console.x.ai.",
    },
    is: { class: "credential-invalid", scope: "credential", message: "Incorrect API key provided: [key]" },
  },
  {
    of: "xAI's team without credits",
    status: 403,
    body: {
      code: "The caller does not have permission to execute the specified operation",
      error:
        "Your newly created team doesn't have any credits or licenses yet. You can purchase those on https://console.x.ai.",
    },
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "Moonshot's empty balance",
    status: 429,
    body: openaiError("Your account is suspended, please check your plan", "exceeded_current_quota_error"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "Moonshot's lack of capacity, also a 429",
    status: 429,
    body: openaiError("The engine is currently overloaded, please try again later", "engine_overloaded_error"),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Zhipu's arrears",
    status: 429,
    body: { error: { code: "1113", message: "您的账户已欠费，请充值后重试" } },
    is: { class: "quota-exhausted", scope: "credential", code: "1113" },
  },
  {
    of: "Zhipu's busy model",
    status: 429,
    body: { error: { code: "1305", message: "该模型当前访问量过大，请您稍后再试" } },
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "Groq's daily tokens, dated by the sentence",
    status: 429,
    body: openaiError(
      "Rate limit reached for model `openai/gpt-oss-20b` on tokens per day (TPD): Limit 200000, Used 199000. Please try again in 7m12s.",
      "tokens",
      "rate_limit_exceeded",
    ),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 432_000 },
  },
  {
    of: "Groq's request that is larger than a minute's tokens",
    status: 413,
    body: openaiError(
      "Request too large for model `openai/gpt-oss-20b` on tokens per minute (TPM)",
      "tokens",
      "rate_limit_exceeded",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Mistral's extra field, a list of findings with the input in it",
    status: 422,
    body: {
      object: "error",
      message: {
        detail: [
          {
            type: "extra_forbidden",
            loc: ["body", "stream_options"],
            msg: "Extra inputs are not permitted",
            input: "secret",
          },
        ],
      },
      type: "invalid_request_error",
      param: null,
      code: null,
    },
    is: { class: "capability", scope: "none", message: "body.stream_options: Extra inputs are not permitted" },
  },
  {
    of: "Mistral's prompt that does not fit",
    status: 400,
    body: {
      object: "error",
      message: "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
      type: "invalid_request_prompt",
      code: "3051",
    },
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Ollama's missing model",
    status: 404,
    body: openaiError('model "qwen9" not found, try pulling it first', "not_found_error"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "Ollama's model without a place for a suffix",
    status: 400,
    body: openaiError("registry.ollama.ai/library/llama3:latest does not support insert", "invalid_request_error"),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "vLLM's refusal of a suffix, with the fields at the top",
    status: 400,
    body: {
      object: "error",
      message: "suffix is not currently supported",
      type: "BadRequestError",
      param: null,
      code: 400,
    },
    is: { class: "capability", scope: "none", code: "BadRequestError" },
  },
  {
    of: "vLLM's unknown model",
    status: 404,
    body: {
      object: "error",
      message: "The model `foo` does not exist.",
      type: "NotFoundError",
      param: null,
      code: 404,
    },
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "llama.cpp that is still loading",
    status: 503,
    body: openaiError("Loading model", "unavailable_error", 503),
    is: { class: "overloaded", scope: "model" },
  },
  {
    of: "llama.cpp's full context",
    status: 400,
    body: openaiError(
      "the request exceeds the available context size, try increasing it",
      "exceed_context_size_error",
      400,
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "Fireworks' unpaid account",
    status: 412,
    body: openaiError(
      "Account acme is suspended, possibly due to reaching the monthly spending limit or failure to pay past invoices.",
      "error",
      "PRECONDITION_FAILED",
    ),
    is: { class: "quota-exhausted", scope: "credential" },
  },
];
