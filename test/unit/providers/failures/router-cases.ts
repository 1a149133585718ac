import type { FailureCase } from "../../../support/failure-table.ts";
import { NOW, openaiError } from "../../../support/failure-table.ts";

/** An error of OpenRouter's, with its own names for what happened. */
function openrouter(code: number, message: string, metadata?: unknown): unknown {
  return { error: { code, message, ...(metadata !== undefined && { metadata }) } };
}

/** What Google says to a gateway, or at its own endpoint for this dialect. */
const GOOGLE_MINUTE = [
  {
    error: {
      code: 429,
      message: "You exceeded your current quota, please check your plan and billing details.",
      status: "RESOURCE_EXHAUSTED",
      details: [
        {
          "@type": "type.googleapis.com/google.rpc.QuotaFailure",
          violations: [{ quotaId: "GenerateRequestsPerMinutePerProjectPerModel-FreeTier" }],
        },
        { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "21s" },
      ],
    },
  },
];

/** Errors of OpenRouter, new-api, Portkey and LiteLLM, and what a vendor said as they hand it on. */
export const ROUTER_CASES: readonly FailureCase[] = [
  {
    of: "OpenRouter's balance that the requests under way fill, a 402 that passes",
    status: 402,
    headers: { "retry-after": "8" },
    body: openrouter(402, "Your in-flight requests exceed your available balance.", {
      error_type: "payment_required",
      limit_source: "openrouter_in_flight_budget",
    }),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 8000 },
  },
  {
    of: "OpenRouter's workspace budget, a 403 that says when it begins anew",
    status: 403,
    body: openrouter(403, "Budget limit exceeded", {
      limit_source: "openrouter_workspace_budget",
      limit_usd: 10,
      resets_at: new Date(NOW + 7_200_000).toISOString(),
    }),
    is: { class: "quota-exhausted", scope: "credential", retryAfterMs: 7_200_000 },
  },
  {
    of: "OpenRouter's prompt that the balance does not cover",
    status: 402,
    body: openrouter(402, "Prompt tokens limit exceeded: 36163 > 29652. To increase, upgrade to a paid account"),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "OpenRouter's guardrail",
    status: 403,
    body: openrouter(403, "Request blocked: prompt injection patterns detected", { patterns: ["ignore"] }),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "an overload that OpenRouter names",
    status: 503,
    headers: { "retry-after": "5" },
    body: openrouter(503, "Provider returned an error", { error_type: "provider_overloaded", provider_code: "x" }),
    is: { class: "overloaded", scope: "model", code: "provider_overloaded", retryAfterMs: 5000 },
  },
  {
    of: "a rate limit that OpenRouter names within the stream",
    body: { code: 429, message: "Rate limit exceeded", metadata: { error_type: "rate_limit_exceeded" } },
    is: { class: "rate-limited", scope: "credential-model", code: "rate_limit_exceeded" },
  },
  {
    of: "a provider behind OpenRouter that speaks in sentences",
    status: 429,
    body: openrouter(429, "Provider returned error", {
      raw: "x/y:free is temporarily rate-limited upstream. Please retry shortly, or add your own key to accumulate your rate limits.",
      provider_name: "Chutes",
    }),
    is: {
      class: "rate-limited",
      scope: "credential-model",
      message: "x/y:free is temporarily rate-limited upstream.",
    },
  },
  {
    of: "a provider behind OpenRouter that says nothing within the stream but a status",
    body: { code: 503, message: "Provider returned error", metadata: { raw: "upstream connect error" } },
    is: { class: "overloaded", scope: "model", message: "upstream connect error" },
  },
  {
    of: "a minute's quota of Google behind OpenRouter",
    status: 429,
    body: openrouter(429, "Provider returned error", { raw: JSON.stringify(GOOGLE_MINUTE), provider_name: "Google" }),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 21_000 },
  },
  {
    of: "a minute's quota at Google's own endpoint for this dialect",
    status: 429,
    body: GOOGLE_MINUTE,
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 21_000 },
  },
  {
    of: "OpenRouter's empty credits with a good status",
    status: 200,
    body: openrouter(402, "Add more to go on"),
    is: { class: "quota-exhausted", scope: "credential", status: 200 },
  },
  {
    of: "new-api's user without credit, a 403",
    status: 403,
    body: openaiError("用户额度不足, 剩余额度: ＄0.000000", "new_api_error", "insufficient_user_quota"),
    is: { class: "quota-exhausted", scope: "credential", code: "insufficient_user_quota" },
  },
  {
    of: "new-api's group without a channel for the model, a 503",
    status: 503,
    body: openaiError("分组 default 下模型 gpt-9 无可用渠道（distributor）", "new_api_error", ""),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "new-api's saturated group",
    status: 429,
    body: openaiError("当前分组上游负载已饱和，请稍后再试", "requests", "rate_limit_exceeded"),
    is: { class: "rate-limited", scope: "credential-model" },
  },
  {
    of: "new-api's list of forbidden words",
    status: 400,
    body: openaiError("user sensitive words detected", "new_api_error", "sensitive_words_detected"),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "Portkey's guardrail, a status of its own",
    status: 446,
    body: {
      error: {
        message: "The guardrail checks defined in the config failed.",
        type: "hooks_failed",
        param: null,
        code: null,
      },
      hook_results: { before_request_hooks: [{ verdict: false }] },
    },
    is: { class: "content-filtered", scope: "none", code: "hooks_failed" },
  },
  {
    of: "LiteLLM's deployments, which all rest",
    status: 429,
    body: openaiError(
      "No deployments available for selected model, Try again in 60 seconds. Passed model=gpt-6-sol.",
      "None",
      "429",
    ),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 60_000 },
  },
  {
    of: "LiteLLM's unknown key, whose hash the message repeats",
    status: 401,
    body: openaiError(
      `Authentication Error, Invalid proxy server token passed. Received API Key = sk-...8aSP, Key Hash (Token) =${"569909a9".repeat(8)}. Unable to find token in cache`,
      "token_not_found_in_db",
      "401",
      "key",
    ),
    is: {
      class: "credential-invalid",
      scope: "credential",
      code: "token_not_found_in_db",
      message: "Authentication Error, Invalid proxy server token passed.",
    },
  },
  {
    of: "a model that LiteLLM's key may not use",
    status: 401,
    body: openaiError("Key not allowed to access model.", "key_model_access_denied", "401"),
    is: { class: "model-gone", scope: "credential-model" },
  },
  {
    of: "LiteLLM's filter of its provider",
    status: 400,
    body: openaiError(
      "litellm.BadRequestError: litellm.ContentPolicyViolationError: AzureException - The response was filtered",
      "None",
      "400",
    ),
    is: { class: "content-filtered", scope: "none" },
  },
  {
    of: "a vendor's whole error as the text of a gateway's",
    status: 500,
    body: openaiError(
      '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 2 tokens > 1 maximum"}}',
      "upstream_error",
    ),
    is: { class: "context-too-long", scope: "none", message: "prompt is too long: 2 tokens > 1 maximum" },
  },
  {
    of: "Cloudflare's list of errors",
    status: 401,
    body: { success: false, errors: [{ code: 10_000, message: "Authentication error" }], result: null },
    is: { class: "credential-invalid", scope: "credential", code: "10000", message: "Authentication error" },
  },
  {
    of: "a firewall's web page, which says nothing about the key",
    status: 403,
    body: "<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head><body>Sorry</body></html>",
    is: { class: "server-error", scope: "provider", message: "Attention Required! | Cloudflare" },
  },
];
