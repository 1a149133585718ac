import { describeEngine, engineAt } from "./describe-engine.ts";

const refused = (message: string, type: string, code: string | null) => ({
  error: { message, type, param: null, code },
});

describeEngine("Portkey", {
  provider: engineAt("portkey"),
  model: "@openai-prod/gpt-6-sol",
  listing: {
    sent: {
      object: "list",
      data: [
        { id: "@openai-prod/gpt-6-sol", slug: "gpt-6-sol", object: "model", created: 1, owned_by: "openai" },
        { id: "@openai-prod/whisper-1", slug: "whisper-1", object: "model", created: 1, owned_by: "openai" },
      ],
    },
    models: [{ id: "@openai-prod/gpt-6-sol" }],
  },
  headers: {
    "x-portkey-trace-id": "6fbeac48-4a5c",
    "x-portkey-cache-status": "DISABLED",
    "x-ratelimit-limit-requests": "500",
    "x-ratelimit-remaining-requests": "499",
    "x-ratelimit-reset-requests": "120ms",
  },
  limits: [{ kind: "requests", limit: 500, remaining: 499, resetMs: 120 }],
  // It prices calls in its logs and not in its answers.
  usage: {
    sent: { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105 },
    read: { input: 100, output: 5 },
  },
  account: { routes: {}, told: "no-account-api" },
  refusals: [
    {
      of: "that the key's budget is used up, as a 412",
      told: {
        status: 412,
        json: refused("Portkey API Key Usage Limit pk********abc Exceeded", "api_key_exhaust_error", "04"),
      },
      failure: { class: "quota-exhausted", scope: "credential" },
    },
    {
      of: "that the budget of one provider behind it is used up",
      told: {
        status: 412,
        json: refused("Portkey Virtual Key Usage Limit op********abc Exceeded", "virtual_key_exhaust_error", "04"),
      },
      failure: { class: "quota-exhausted", scope: "credential-model" },
    },
    {
      of: "that too much was asked of the workspace",
      told: {
        status: 429,
        json: refused("Portkey Workspace ws********abc Rate Limit Exceeded", "workspace_rate_limit_error", null),
      },
      failure: { class: "rate-limited", scope: "credential-model" },
    },
    {
      of: "that one provider behind it has run out, as a 401",
      told: {
        status: 401,
        json: refused("Portkey Integration Usage Limit op********abc Expired", "integration_expired_error", "01"),
      },
      failure: { class: "model-gone", scope: "credential-model" },
    },
    {
      of: "that the model's name says no provider",
      told: {
        status: 400,
        json: {
          status: "failure",
          message: "Either x-portkey-config or x-portkey-provider header is required",
        },
      },
      failure: { class: "model-gone", scope: "model" },
    },
    {
      of: "that a guardrail stopped it, as a 446",
      told: {
        status: 446,
        json: {
          ...refused("The guardrail checks defined in the config failed.", "hooks_failed", null),
          hook_results: { before_request_hooks: [{ verdict: false }] },
        },
      },
      failure: { class: "content-filtered", scope: "none", code: "hooks_failed" },
    },
  ],
});
