import { describeEngine, engineAt } from "./describe-engine.ts";
import { KEY, type Asked, type Told } from "./stand-in.ts";

/** Its errors have their type beside them. */
const governance = (type: string, status: number, message: string): Told => ({
  status,
  json: {
    type,
    status_code: status,
    is_bifrost_error: false,
    error: { message },
    extra_fields: { provider: "openai" },
  },
});

const budget = (id: string, more: object) => ({
  id,
  reset_duration: "1M",
  last_reset: "2026-10-20T00:00:00Z",
  config_hash: null,
  ...more,
});

const quota = {
  virtual_key_name: "Production",
  is_active: true,
  budgets: [
    budget("month", { max_limit: 100, current_usage: 30, calendar_aligned: true, last_reset: "2026-11-01T00:00:00Z" }),
    budget("day", { max_limit: 5, current_usage: 4.5, override_amount: 2, reset_duration: "30d" }),
  ],
  rate_limit: {
    id: "rl",
    request_max_limit: 60,
    request_reset_duration: "1m",
    request_current_usage: 3,
    token_max_limit: 1_000_000,
    token_reset_duration: "1h",
    token_current_usage: 250,
  },
  provider_configs: null,
};

/** The virtual key is the only credential, in a header of its own. */
const quotaFor = ({ headers }: Asked): Told =>
  headers["x-bf-vk"] === KEY ? { json: quota } : governance("virtual_key_required", 401, "Virtual key is missing");

describeEngine("a Bifrost", {
  provider: engineAt("bifrost", "https://bifrost.example.com/v1"),
  model: "openai/gpt-6-sol",
  listing: {
    sent: {
      data: [
        {
          id: "openai/gpt-6-sol",
          name: "GPT-6 Sol",
          context_length: 1_050_000,
          max_input_tokens: 922_000,
          max_output_tokens: 128_000,
          architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
          supported_parameters: ["tools", "temperature"],
        },
        { id: "openai/text-embedding-3-small", max_input_tokens: 8191 },
      ],
      extra_fields: { request_type: "list_models" },
    },
    models: [
      {
        id: "openai/gpt-6-sol",
        name: "GPT-6 Sol",
        contextWindow: 1_050_000,
        maxOutputTokens: 128_000,
        takesPictures: true,
        takesTools: true,
      },
    ],
  },
  // It hands the headers of its provider on.
  headers: { "x-ratelimit-limit-tokens": "2000000", "x-ratelimit-remaining-tokens": "1999990" },
  limits: [{ kind: "tokens", limit: 2_000_000, remaining: 1_999_990 }],
  usage: {
    sent: {
      prompt_tokens: 100,
      prompt_tokens_details: { cached_tokens: 60 },
      completion_tokens: 5,
      total_tokens: 105,
      cost: { input_tokens_cost: 0.0003, output_tokens_cost: 0.0001, total_cost: 0.0004 },
    },
    read: { input: 100, cacheRead: 60, output: 5, reportedCost: 0.0004 },
  },
  account: {
    routes: { "GET /api/governance/virtual-keys/quota": quotaFor },
    told: {
      balances: [
        {
          of: "key",
          currency: "USD",
          used: 4.5,
          granted: 7,
          remaining: 2.5,
          resetsAt: Date.UTC(2026, 10, 19),
        },
      ],
      plan: { requestsPerMinute: 60 },
    },
  },
  refusals: [
    {
      of: "that a budget is used up",
      told: governance("budget_exceeded", 402, "Budget exceeded: 105.50 > 100.00 dollars"),
      failure: { class: "quota-exhausted", scope: "credential", code: "budget_exceeded" },
    },
    {
      of: "that the model's budget is used up",
      told: governance("budget_exceeded", 402, "Model-level budget exceeded: 5.10 > 5.00 dollars"),
      failure: { class: "quota-exhausted", scope: "credential-model" },
    },
    {
      of: "that the virtual key has run out",
      told: governance("access_blocked", 403, "virtual key has expired"),
      failure: { class: "credential-invalid", scope: "credential", code: "access_blocked" },
    },
    {
      of: "that the virtual key may not use the model",
      told: governance("model_blocked", 403, "Model 'gpt-6-sol' is not allowed for this virtual key"),
      failure: { class: "model-gone", scope: "credential-model", code: "model_blocked" },
    },
    {
      of: "that the tokens of an hour are used up",
      told: governance("token_limited", 429, "Rate limit exceeded: token limit exceeded (1500/1000, resets every 1h)"),
      failure: { class: "rate-limited", scope: "credential-model", code: "token_limited" },
    },
    {
      of: "that none of its keys has the model, as a 400",
      told: {
        status: 400,
        json: { is_bifrost_error: true, error: { message: "no keys found that support model: gpt-9" } },
      },
      failure: { class: "model-gone", scope: "model" },
    },
  ],
});
