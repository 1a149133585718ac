import { describeEngine, engineAt } from "./describe-engine.ts";

describeEngine("OpenRouter", {
  provider: { ...engineAt("openrouter"), models: [] },
  model: "anthropic/claude-sonnet-5",
  listing: {
    sent: {
      data: [
        {
          id: "anthropic/claude-sonnet-5",
          name: "Claude Sonnet 5",
          context_length: 1_000_000,
          architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
          top_provider: { context_length: 1_000_000, max_completion_tokens: 128_000, is_moderated: false },
          supported_parameters: ["max_tokens", "tools"],
          pricing: { prompt: "0.000003", completion: "0.000015" },
        },
        { id: "some/painter", architecture: { output_modalities: ["image", "text"] } },
      ],
    },
    models: [
      {
        id: "anthropic/claude-sonnet-5",
        name: "Claude Sonnet 5",
        contextWindow: 1_000_000,
        maxOutputTokens: 128_000,
        takesPictures: true,
        takesTools: true,
      },
    ],
  },
  headers: { "x-generation-id": "gen-1764000000-abc" },
  limits: [],
  usage: {
    sent: {
      prompt_tokens: 100,
      completion_tokens: 5,
      total_tokens: 105,
      cost: 0.0001,
      is_byok: true,
      prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 2 },
      cost_details: { upstream_inference_cost: 0.0019 },
    },
    // With a key of the user's own, the vendor's price and OpenRouter's fee.
    read: { input: 100, cacheRead: 60, cacheWrite: 10, output: 5, reasoning: 2, reportedCost: 0.002 },
  },
  account: {
    routes: {
      "GET /api/v1/credits": {
        status: 403,
        json: { error: { code: 403, message: "Only management keys can perform this operation" } },
      },
      "GET /api/v1/key": {
        json: {
          data: {
            label: "sk-or-v1-au7...890",
            limit: 100,
            limit_remaining: 74.5,
            limit_reset: "monthly",
            usage: 325.5,
          },
        },
      },
    },
    told: {
      balances: [
        {
          of: "key",
          currency: "USD",
          granted: 100,
          remaining: 74.5,
          used: 25.5,
          resetsAt: Date.UTC(2026, 11, 1),
        },
      ],
      tellsMore: "admin-key",
    },
  },
  refusals: [
    {
      of: "that the credits are used up",
      told: {
        status: 402,
        json: { error: { code: 402, message: "Insufficient credits. Add more at https://openrouter.ai/credits" } },
      },
      failure: { class: "quota-exhausted", scope: "credential" },
    },
    {
      of: "that the key's own limit is reached, as a 403",
      told: { status: 403, json: { error: { code: 403, message: "Key limit exceeded (monthly limit)." } } },
      failure: { class: "quota-exhausted", scope: "credential" },
    },
    {
      of: "that too many free requests were made",
      told: {
        status: 429,
        json: {
          error: {
            code: 429,
            message: "Rate limit exceeded: free-models-per-min.",
            metadata: {
              headers: { "X-RateLimit-Limit": "20", "X-RateLimit-Remaining": "0" },
              error_type: "rate_limit_exceeded",
            },
          },
        },
      },
      failure: { class: "rate-limited", scope: "credential-model" },
    },
    {
      of: "in the stream that its provider broke off",
      told: {
        events: [
          {
            id: "gen-1",
            object: "chat.completion.chunk",
            error: { code: 502, message: "Provider returned error", metadata: { error_type: "provider_unavailable" } },
            choices: [{ index: 0, delta: { content: "" }, finish_reason: "error" }],
          },
        ],
      },
      failure: { class: "server-error", scope: "model" },
    },
  ],
});
