import type { FailureCase } from "../../../support/failure-table.ts";
import { openaiError } from "../../../support/failure-table.ts";

/** Errors of Azure, which serves OpenAI's models, and the newer codes of OpenAI itself. */
export const AZURE_CASES: readonly FailureCase[] = [
  {
    of: "Azure's rate limit, whose wait is in the header and in the sentence",
    status: 429,
    headers: { "retry-after": "22", "retry-after-ms": "21940" },
    body: {
      error: {
        code: "429",
        message:
          "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2024-10-21 have exceeded call rate limit of your current OpenAI S0 pricing tier. Please retry after 22 seconds.",
      },
    },
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 21_940 },
  },
  {
    of: "Azure's rate limit of a free trial, which only the sentence dates",
    status: 429,
    body: {
      error: {
        code: "429",
        message:
          "Requests to the ChatCompletions_Create Operation under Azure OpenAI API version 2023-05-15 have exceeded token rate limit of your current AIServices S0 pricing tier. Please retry after 86400 seconds. Please contact Azure support service if you would like to further increase the default rate limit.",
      },
    },
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 86_400_000 },
  },
  {
    of: "Azure's content filter",
    status: 400,
    body: {
      error: {
        message:
          "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
        type: null,
        param: "prompt",
        code: "content_filter",
        status: 400,
        innererror: {
          code: "ResponsibleAIPolicyViolation",
          content_filter_result: { violence: { filtered: true, severity: "medium" } },
        },
      },
    },
    is: { class: "content-filtered", scope: "none", code: "content_filter" },
  },
  {
    of: "Azure's missing deployment",
    status: 404,
    body: {
      error: {
        code: "DeploymentNotFound",
        message:
          "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.",
      },
    },
    is: { class: "model-gone", scope: "model", code: "DeploymentNotFound" },
  },
  {
    of: "Azure's wrong key",
    status: 401,
    body: {
      error: {
        code: "401",
        message:
          "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription.",
      },
    },
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "an organisation whose prepaid credits are used up, under a new type",
    status: 429,
    body: openaiError("You have no credits left.", "billing_limit_error", "credit_balance_exhausted"),
    is: { class: "quota-exhausted", scope: "credential", code: "credit_balance_exhausted" },
  },
  {
    of: "a project's spending limit",
    status: 429,
    headers: { "x-ratelimit-reset-requests": "20ms", "x-ratelimit-remaining-requests": "0" },
    body: openaiError(
      "You exceeded your current quota, please check your plan and billing details.",
      "insufficient_quota",
      "project_spend_limit_exceeded",
    ),
    is: { class: "quota-exhausted", scope: "credential", code: "project_spend_limit_exceeded" },
  },
  {
    of: "a sudden rise of requests, as a 503",
    status: 503,
    headers: { "retry-after": "15" },
    body: openaiError("Slow down: reduce your request rate to its original level.", "rate_limit_error", "slow_down"),
    is: { class: "rate-limited", scope: "credential-model", code: "slow_down", retryAfterMs: 15_000 },
  },
  {
    of: "an address that the organisation does not allow",
    status: 401,
    body: openaiError("Your IP address is not authorized.", "invalid_request_error", "ip_not_authorized"),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "a model that was retired",
    status: 404,
    body: openaiError(
      "The model `gpt-4-32k` has been deprecated, learn more here: https://platform.openai.com/docs/deprecations",
      "invalid_request_error",
      "model_not_found",
    ),
    is: { class: "model-gone", scope: "model" },
  },
];
