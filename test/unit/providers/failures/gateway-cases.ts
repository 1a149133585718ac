import type { FailureCase } from "../../../support/failure-table.ts";
import { NOW, openaiError } from "../../../support/failure-table.ts";

/** Errors of gateways that speak as OpenAI does, and of what stands between. */
export const GATEWAY_CASES: readonly FailureCase[] = [
  {
    of: "OpenRouter's empty credits",
    status: 402,
    body: openaiError("Insufficient credits. Add more using https://openrouter.ai/settings/credits", "", 402),
    is: { class: "quota-exhausted", scope: "credential", message: "Insufficient credits." },
  },
  {
    of: "OpenRouter's spent key",
    status: 403,
    body: openaiError(
      "Key limit exceeded (monthly limit). Manage it using https://openrouter.ai/settings/keys",
      "",
      403,
    ),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "OpenRouter's moderation, whose body repeats the prompt",
    status: 403,
    body: {
      error: {
        code: 403,
        message: 'openai/gpt-4o requires moderation on OpenAI. Your input was flagged for "violence".',
        metadata: { reasons: ["violence"], flagged_input: "the prompt itself", provider_name: "OpenAI" },
      },
    },
    is: { class: "content-filtered", scope: "none", message: "openai/gpt-4o requires moderation on OpenAI." },
  },
  {
    of: "OpenRouter's daily limit of free models, reset by a Unix time in the body",
    status: 429,
    body: {
      error: {
        code: 429,
        message: "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day",
        metadata: { headers: { "X-RateLimit-Limit": "50", "X-RateLimit-Reset": String(NOW + 3_600_000) } },
      },
    },
    is: { class: "quota-exhausted", scope: "credential", retryAfterMs: 3_600_000 },
  },
  {
    of: "OpenRouter's unknown model",
    status: 404,
    body: openaiError("No endpoints found for foo/bar.", "", 404),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "OpenRouter's model without tools",
    status: 404,
    body: openaiError("No endpoints found that support tool use.", "", 404),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "OpenRouter's provider that broke off within the stream",
    body: { code: 429, message: "Provider returned error: rate limited upstream" },
    is: { class: "rate-limited", scope: "credential-model" },
  },
  {
    of: "OpenRouter's provider that refused, in its own words",
    status: 400,
    body: {
      error: {
        code: 400,
        message: "Provider returned error",
        metadata: {
          provider_name: "Anthropic",
          raw: '{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 2 tokens > 1 maximum"}}',
        },
      },
    },
    is: { class: "context-too-long", scope: "none", message: "prompt is too long: 2 tokens > 1 maximum" },
  },
  {
    of: "LiteLLM's spent budget",
    status: 400,
    body: openaiError("Budget has been exceeded! Current cost: 10.1, Max budget: 10.0", "budget_exceeded", "400"),
    is: { class: "quota-exhausted", scope: "credential", code: "budget_exceeded" },
  },
  {
    of: "LiteLLM's prompt that its provider found too long",
    status: 400,
    body: openaiError(
      "litellm.ContextWindowExceededError: AnthropicException - prompt is too long",
      "invalid_request_error",
      "400",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "LiteLLM's unknown model",
    status: 400,
    body: openaiError("/chat/completions: Invalid model name passed in model=foo. Call `/v1/models`", "None", "400"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "a proxy's web page",
    status: 502,
    body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>nginx</h1></body></html>",
    is: { class: "server-error", scope: "model", status: 502, message: "502 Bad Gateway" },
  },
  {
    of: "an address that leads nowhere",
    status: 404,
    body: "404 page not found",
    is: { class: "model-gone", scope: "model", message: "404 page not found" },
  },
  {
    of: "a status without a body",
    status: 500,
    body: "",
    is: { class: "server-error", scope: "model", message: "The provider answered with an error." },
  },
  {
    of: "a redirect",
    status: 308,
    body: "",
    is: { class: "server-error", scope: "provider", status: 308 },
  },
];
