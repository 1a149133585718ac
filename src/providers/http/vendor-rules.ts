import type { FailureRule } from "./failure-rules.ts";

/**
 * Zhipu's numbers, which it uses in the dialects of OpenAI and of Anthropic alike. Of its 1300, policy, nothing is made:
 * Mistral's 1300 is a rate limit.
 */
const ZHIPU: readonly FailureRule[] = [
  // In arrears; a day's calls; a plan's hours, week or month used up; a plan that is over or was misused.
  { class: "quota-exhausted", names: ["1113", "1304", "1308", "1309", "1310", "1313"] },
  { class: "quota-exhausted", names: ["1316", "1317", "1318", "1319", "1320", "1321"] },
  { class: "rate-limited", names: ["1302", "1303"] },
  { class: "overloaded", names: ["1305", "1312"] },
  { class: "model-gone", names: ["1211", "1221", "1222"] },
  // The plan does not include the model, or the key may not use it; another key may.
  { class: "model-gone", scope: "credential-model", names: ["1220", "1311"] },
  { class: "capability", names: ["1212"] },
  { class: "context-too-long", names: ["1261"] },
  { class: "content-filtered", names: ["1301"] },
  // Only with the status of a refusal: Mistral's 1000 and 1100 are breakdowns.
  {
    class: "credential-invalid",
    statuses: [401, 403, 429],
    names: ["1000", "1001", "1002", "1003", "1004", "1110", "1111", "1112", "1121"],
  },
  { class: "server-error", names: ["1120", "1230", "1234"] },
];

/** new-api and one-api, which serve many vendors' models in several dialects. */
const NEW_API: readonly FailureRule[] = [
  // A user without credit gets a 403 from them.
  { class: "quota-exhausted", names: ["insufficient_user_quota", "pre_consume_token_quota_failed"] },
  { class: "quota-exhausted", says: [/user quota is not enough|额度不足|额度已用尽|余额不足|欠费/] },
  // A 403 that says nothing against the token itself.
  { class: "model-gone", scope: "credential-model", says: [/token has no access to|令牌无权(?:访问|使用)/i] },
  // No channel of theirs has the model, which they call a 503.
  { class: "model-gone", says: [/无可用渠道|no available channel/i] },
  { class: "content-filtered", names: ["sensitive_words_detected", "prompt_blocked"] },
];

/**
 * LiteLLM repeats the class of the error that it got from its provider. Its own are listed at
 * docs.litellm.ai/docs/proxy/error_reference.
 */
const LITELLM: readonly FailureRule[] = [
  { class: "context-too-long", says: [/ContextWindowExceededError/] },
  { class: "content-filtered", says: [/ContentPolicyViolationError/] },
  {
    class: "model-gone",
    scope: "credential-model",
    names: [
      "key_model_access_denied",
      "team_model_access_denied",
      "user_model_access_denied",
      "org_model_access_denied",
      "project_model_access_denied",
    ],
    says: [/not allowed to access model due to tags/i],
  },
  // Budgets of a model, or of the provider behind it: the key may have money left for others.
  {
    class: "quota-exhausted",
    scope: "credential-model",
    says: [/no deployments available - crossed budget|exceeded budget for (?:model|provider|deployment)/i],
  },
  // None of a model's deployments passed its last health check, a 400.
  { class: "overloaded", says: [/no healthy deployments for this model/i] },
  { class: "capability", names: ["tool_access_denied"] },
  // What every request needs is out of its reach.
  { class: "server-error", scope: "provider", names: ["no_db_connection", "auth_provider_unavailable"] },
];

/** Bifrost's governance: github.com/maximhq/bifrost, plugins/governance. What is not here, its statuses tell. */
const BIFROST: readonly FailureRule[] = [
  { class: "model-gone", scope: "credential-model", names: ["model_blocked", "provider_blocked"] },
  { class: "quota-exhausted", scope: "credential-model", says: [/^(?:model|provider)-level budget exceeded/i] },
  { class: "model-gone", says: [/no keys found (?:that support model|for provider)/i] },
];

/**
 * Portkey: portkey.ai/docs/api-reference/inference-api/error-codes, and github.com/Portkey-AI/gateway,
 * src/middlewares/portkey/utils.ts. An integration, once called a virtual key, is one of the providers behind it.
 */
const PORTKEY: readonly FailureRule[] = [
  {
    class: "quota-exhausted",
    scope: "credential-model",
    names: ["virtual_key_exhaust_error", "integration_exhaust_error"],
  },
  { class: "quota-exhausted", says: [/budget|limit|exhausted/i], statuses: [412] },
  {
    class: "model-gone",
    scope: "credential-model",
    names: ["virtual_key_expired_error", "integration_expired_error", "model_not_allowed_error"],
  },
  // The name of the model lacks the slug of its provider; another model's may have it.
  { class: "model-gone", says: [/x-portkey-(?:config|provider)\b.* header/i] },
];

/** OpenRouter's names, which it gives in `error_type` and `limit_source` whatever the dialect. */
const OPENROUTER: readonly FailureRule[] = [
  // A 402 that is over in seconds: the requests under way fill what the balance allows.
  { class: "rate-limited", names: ["openrouter_in_flight_budget", "in_flight_budget_exhausted"] },
  {
    class: "quota-exhausted",
    names: [
      "openrouter_credits",
      "openrouter_key_limit",
      "openrouter_guardrail_budget",
      "openrouter_workspace_budget",
      "token_limit_exceeded",
    ],
  },
  // The model wants its input moderated, and it was flagged; or a guardrail of the user's own stopped it.
  { class: "content-filtered", says: [/requires moderation|input was flagged|^request blocked:/i], statuses: [403] },
];

/** Rules of servers that speak several dialects, and use the same names and sentences in each. */
export const VENDOR_RULES: readonly FailureRule[] = [
  ...ZHIPU,
  ...NEW_API,
  ...LITELLM,
  ...BIFROST,
  ...PORTKEY,
  ...OPENROUTER,
];
