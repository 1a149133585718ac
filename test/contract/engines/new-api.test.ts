import { describeEngine, engineAt } from "./describe-engine.ts";

const refused = (message: string, code: string, type = "new_api_error") => ({
  error: { message, type, param: "", code },
});

describeEngine("a new-api", {
  provider: engineAt("new-api", "https://new-api.example.com/v1"),
  model: "gpt-6-sol",
  listing: {
    sent: {
      success: true,
      object: "list",
      data: [
        {
          id: "gpt-6-sol",
          object: "model",
          owned_by: "openai",
          supported_endpoint_types: ["openai", "openai-response"],
        },
        {
          id: "claude-opus-5-5",
          object: "model",
          owned_by: "claude",
          supported_endpoint_types: ["anthropic", "openai"],
        },
        { id: "seed-4", object: "model", owned_by: "volc", supported_endpoint_types: ["image-generation"] },
        { id: "m3", object: "model", owned_by: "jina", supported_endpoint_types: ["jina-rerank"] },
        { id: "of-an-older-server", object: "model", owned_by: "custom" },
      ],
    },
    models: [{ id: "gpt-6-sol" }, { id: "claude-opus-5-5" }, { id: "of-an-older-server" }],
  },
  headers: { "x-oneapi-request-id": "2026110409300012345" },
  limits: [],
  // What it takes for a call it writes in its own log alone.
  usage: {
    sent: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 },
    read: { input: 100, output: 5 },
  },
  account: {
    routes: {
      "GET /api/status": { json: { success: true, data: { quota_per_unit: 500_000, quota_display_type: "USD" } } },
      "GET /api/usage/token/": {
        json: {
          code: true,
          data: {
            total_granted: 1_000_000,
            total_used: 125_000,
            total_available: 875_000,
            unlimited_quota: false,
            expires_at: 0,
          },
        },
      },
    },
    told: {
      balances: [{ of: "key", currency: "USD", used: 0.25, granted: 2, remaining: 1.75 }],
      tellsMore: "access-token",
    },
  },
  refusals: [
    {
      of: "that its user has no credit, as a 403",
      told: { status: 403, json: refused("用户额度不足, 剩余额度: ＄0.000000", "insufficient_user_quota") },
      failure: { class: "quota-exhausted", scope: "credential", code: "insufficient_user_quota" },
    },
    {
      of: "that the token's quota is used up, as a 401",
      told: {
        status: 401,
        json: refused("This token quota is exhausted TokenStatusExhausted[sk-abc***xyz]", ""),
      },
      failure: { class: "quota-exhausted", scope: "credential" },
    },
    {
      of: "that the token may not use the model",
      told: { status: 403, json: refused("This token has no access to model gpt-6-sol", "") },
      failure: { class: "model-gone", scope: "credential-model" },
    },
    {
      of: "the same in Chinese",
      told: { status: 403, json: refused("该令牌无权访问模型 gpt-6-sol", "") },
      failure: { class: "model-gone", scope: "credential-model" },
    },
    {
      of: "that no channel has the model, as a 503",
      told: {
        status: 503,
        json: refused("No available channel for model gpt-9 under group default (distributor)", "model_not_found"),
      },
      failure: { class: "model-gone", scope: "model" },
    },
    {
      of: "that its limit of requests is reached",
      told: {
        status: 429,
        json: refused("You have reached the request limit: maximum 10 requests in 1 minutes", ""),
      },
      failure: { class: "rate-limited", scope: "credential-model" },
    },
  ],
});

describeEngine("a one-api", {
  provider: engineAt("new-api", "https://one-api.example.com/v1"),
  model: "gpt-6-sol",
  listing: {
    sent: { object: "list", data: [{ id: "gpt-6-sol", object: "model", owned_by: "openai", root: "gpt-6-sol" }] },
    models: [{ id: "gpt-6-sol" }],
  },
  headers: { "x-oneapi-request-id": "2026110409300012345" },
  limits: [],
  usage: { sent: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 }, read: { input: 100, output: 5 } },
  account: {
    routes: {
      "GET /api/status": { json: { success: true, data: { quota_per_unit: 500_000, display_in_currency: true } } },
      "GET /v1/dashboard/billing/subscription": {
        json: { object: "billing_subscription", has_payment_method: true, hard_limit_usd: 20, access_until: 0 },
      },
      "GET /v1/dashboard/billing/usage": { json: { object: "list", total_usage: 550 } },
    },
    told: {
      balances: [{ of: "key", currency: "USD", used: 5.5, granted: 20, remaining: 14.5 }],
      tellsMore: "access-token",
    },
  },
  refusals: [
    {
      of: "that its user has no credit, as a 403",
      told: {
        status: 403,
        json: refused("user quota is not enough", "insufficient_user_quota", "one_api_error"),
      },
      failure: { class: "quota-exhausted", scope: "credential" },
    },
    {
      of: "that no channel has the model, as a 503",
      told: { status: 503, json: refused("当前分组 default 下对于模型 gpt-9 无可用渠道", "", "one_api_error") },
      failure: { class: "model-gone", scope: "model" },
    },
  ],
});
