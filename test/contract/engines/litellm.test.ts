import { describeEngine, engineAt } from "./describe-engine.ts";

const gatewayError = (message: string, type: string | null, code: string) => ({
  error: { message, type, param: null, code },
});

describeEngine("a LiteLLM proxy", {
  provider: engineAt("litellm", "https://litellm.example.com/v1"),
  model: "gpt-6-sol",
  listing: {
    sent: {
      object: "list",
      data: [
        { id: "gpt-6-sol", object: "model", created: 1677610602, owned_by: "openai", max_input_tokens: 1_050_000 },
        { id: "text-embedding-3-small", object: "model", created: 1677610602, owned_by: "openai" },
      ],
    },
    models: [{ id: "gpt-6-sol", contextWindow: 1_050_000 }],
  },
  headers: {
    "x-litellm-call-id": "b980db26-9512-45cc-b1da-c511a363b83f",
    // The provider's own counters, then those of the key and of the model under it.
    "x-ratelimit-limit-requests": "10000",
    "x-ratelimit-remaining-requests": "9999",
    "x-ratelimit-api_key-limit-requests": "60",
    "x-ratelimit-api_key-remaining-requests": "41",
    "x-ratelimit-api_key-limit-tokens": "100000",
    "x-ratelimit-api_key-remaining-tokens": "99000",
    "x-ratelimit-model_per_key-limit-tokens": "50000",
    "x-ratelimit-model_per_key-remaining-tokens": "1200",
    "x-ratelimit-api_key-remaining-max_parallel_requests": "3",
  },
  limits: [
    { kind: "requests", limit: 60, remaining: 41 },
    { kind: "tokens", limit: 50_000, remaining: 1200 },
  ],
  usage: {
    sent: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105, cost: 0.00042 },
    read: { input: 100, output: 5, reportedCost: 0.00042 },
  },
  account: {
    routes: {
      "GET /key/info": {
        json: { key: "hash", info: { spend: 12.5, max_budget: 100, tpm_limit: 100_000, rpm_limit: 60 } },
      },
    },
    told: {
      balances: [{ of: "key", currency: "USD", used: 12.5, granted: 100, remaining: 87.5 }],
      plan: { requestsPerMinute: 60, tokensPerMinute: 100_000 },
    },
  },
  refusals: [
    {
      of: "that its budget is used up, as a 429",
      told: {
        status: 429,
        json: gatewayError(
          "Budget has been exceeded! Key=analytics-team (sk-...W8TA) Current cost: 0.06, Max budget: 0.05",
          "budget_exceeded",
          "429",
        ),
      },
      failure: { class: "quota-exhausted", scope: "credential", code: "budget_exceeded" },
    },
    {
      of: "that no deployment is left, and for how long",
      told: {
        status: 429,
        headers: { "retry-after": "60" },
        json: gatewayError(
          "No deployments available for selected model, Try again in 60 seconds. Passed model=gpt-6-sol.",
          null,
          "429",
        ),
      },
      failure: { class: "rate-limited", scope: "credential-model", retryAfterMs: 60_000 },
    },
    {
      of: "that the budgets of all deployments are used up",
      told: {
        status: 429,
        json: gatewayError(
          "No deployments available - crossed budget: Exceeded budget for provider openai: 0.36 >= 0.1",
          null,
          "429",
        ),
      },
      failure: { class: "quota-exhausted", scope: "credential-model" },
    },
    {
      of: "that none of the deployments is healthy, as a 400",
      told: {
        status: 400,
        json: gatewayError("There are no healthy deployments for this model. Received Model Group=x", null, "400"),
      },
      failure: { class: "overloaded", scope: "model" },
    },
    {
      of: "that the team may not use the model",
      told: {
        status: 403,
        json: gatewayError("Team not allowed to access model.", "team_model_access_denied", "403"),
      },
      failure: { class: "model-gone", scope: "credential-model" },
    },
    {
      of: "that the key is blocked",
      told: { status: 401, json: gatewayError("Authentication Error, Key is blocked.", "auth_error", "401") },
      failure: { class: "credential-invalid", scope: "credential" },
    },
    {
      of: "that its limit of requests is reached",
      told: {
        status: 429,
        headers: { "retry-after": "12", rate_limit_type: "requests", reset_at: "2026-08-27 00:15:18 UTC" },
        json: gatewayError(
          "Rate limit exceeded for api_key: b2f139a7... Limit type: requests. Current limit: 1, Remaining: 0.",
          "throttling_error",
          "429",
        ),
      },
      failure: { class: "rate-limited", scope: "credential-model", retryAfterMs: 12_000 },
    },
    {
      of: "that its database is out of reach",
      told: { status: 503, json: gatewayError("No connected db.", "no_db_connection", "503") },
      failure: { class: "server-error", scope: "provider" },
    },
  ],
});
