import type { FailureRule } from "./failure-rules.ts";

/**
 * Statuses of a request that is at fault itself, where a sentence about a missing ability can be believed. llama.cpp
 * and LiteLLM say 500 for some of these.
 */
const REQUEST_FAULTS = [400, 404, 405, 413, 415, 422, 500, 501];

/**
 * Sentences and codes that mean the same wherever they come from. The order matters: an empty balance comes as a 429
 * or a 400, so it is looked for before the rate limit; a prompt that can never pass a limit is too long, not too early.
 */
export const COMMON_RULES: readonly FailureRule[] = [
  {
    class: "quota-exhausted",
    names: [
      "insufficient_quota",
      "billing_error",
      "budget_exceeded",
      "credit_limit_exceeded",
      "insufficient_balance",
      "payment_required",
      // OpenAI's, whose type may one day be another than `insufficient_quota`.
      "credit_balance_exhausted",
      "organization_spend_limit_exceeded",
      "project_spend_limit_exceeded",
      "organization_usage_limit_exceeded",
    ],
    says: [
      /insufficient (?:\w+ )?(?:balance|credits?|quota|funds)/i,
      /(?:balance|credits?|quota) (?:is|are) (?:too low|insufficient|not (?:enough|sufficient)|exhausted|depleted)/i,
      /exceeded your current quota/i,
      /out of credits|have any credits|requires more credits/i,
      /budget has been exceeded|exceededbudget/i,
      /(?:spend|spending|key|usage) limit (?:has been |was )?(?:reached|exceeded)/i,
      /reach(?:ed|ing) (?:your|the|its) [\w ]*(?:spend|spending|usage) limit/i,
      /free-models-per-day/i,
      /account[^.]* is suspended/i,
    ],
  },
  {
    class: "context-too-long",
    names: ["context_length_exceeded", "exceed_context_size_error", "context_window_exceeded", "string_too_long"],
    says: [
      /maximum (?:context|prompt) length/i,
      /context (?:length|window|size)[^.]*(?:exceed|limit|too)/i,
      /exceeds?[^.]*context (?:length|window|size)/i,
      /(?:prompt|input|token length) (?:is )?too long/i,
      /input token count[^.]*exceeds/i,
      /exceeded model token limit/i,
      // Together, SiliconFlow, vLLM and LM Studio, in this order.
      /tokens`? \+ `?max_(?:new_)?tokens`? must be/i,
      /prompt_tokens[^.]*max_seq_len/i,
      /max_tokens must be at least 1, got -/i,
      /context (?:the )?overflows|loaded with (?:a )?context length of only/i,
      /too large for model|request too large for/i,
      /reduce the length of the (?:messages|prompt|input)/i,
    ],
  },
  {
    class: "credential-invalid",
    names: [
      "invalid_api_key",
      "authentication_error",
      "unauthenticated",
      "invalid_authentication_error",
      "api_key_invalid",
      "organization_restricted",
    ],
    says: [
      /(?:incorrect|invalid|missing|expired) api[ _-]?key/i,
      /api[ _-]?key[^.]{0,40}(?:not valid|invalid|expired|revoked|leaked)/i,
      /no auth credentials|authentication fail/i,
      /organization has been (?:disabled|restricted)/i,
    ],
  },
  {
    class: "capability",
    statuses: REQUEST_FAULTS,
    names: ["unsupported_parameter", "unsupported_value", "not_supported_error", "unsupported_image_format"],
    says: [
      /(?:does not|doesn't|do not|don't) support[^.]*(?:tool|function|image|vision|insert|suffix|thinking|system)/i,
      /(?:does not|doesn't|do not|don't) support[^.]*(?:prefill|reasoning|parameter|temperature)/i,
      /(?:tools?|functions?|images?(?: input)?|image_url|suffix|temperature|thinking|parameter)\b[^.]* (?:is|are) not (?:\w+ )?supported/i,
      /(?:image_url|images?)\b[^.]* (?:is|are) only supported/i,
      /deprecated for this model/i,
      /no endpoints found that (?:support|can)/i,
      /extra inputs are not permitted/i,
      // vLLM without a tool parser, llama.cpp without templates; vLLM and SiliconFlow without pictures; DeepSeek's FIM.
      /tool choice requires|requires --jinja/i,
      /is not a (?:multimodal model|vlm)\b|at most 0 image/i,
      /only available when using beta/i,
    ],
  },
  {
    class: "model-gone",
    names: ["model_not_found", "model_not_available", "model_decommissioned", "model_deprecated", "invalid_model"],
    says: [
      /model.{0,120}(?:does(?: not|n't) exist|not exist|not found|decommissioned)/i,
      /model.{0,120}(?:has been (?:retired|removed|deprecated)|no longer (?:available|supported))/i,
      /no endpoints found for|no models loaded/i,
      /invalid model name|^invalid model:|(?:unknown|no such) model|^model disabled/i,
    ],
  },
  {
    class: "content-filtered",
    names: ["content_filter", "content_policy_violation", "data_inspection_failed", "refusal", "hooks_failed"],
    says: [
      /content (?:management )?polic|content filter/i,
      /was flagged|considered high risk|content exists risk/i,
      /violat[^.]*(?:usage|content|safety) (?:guidelines|polic)/i,
    ],
  },
  {
    class: "overloaded",
    names: [
      "overloaded_error",
      "overloaded",
      "engine_overloaded_error",
      "provider_overloaded",
      "unavailable",
      "unavailable_error",
      "server_overloaded",
      "capacity_exceeded",
    ],
    says: [/overloaded/i, /(?:over|at|no) capacity|capacity exceeded/i, /loading model|model (?:is )?unloaded/i],
  },
  {
    class: "rate-limited",
    names: [
      "rate_limit_error",
      "rate_limit_exceeded",
      "rate_limit_reached_error",
      "rate_limited",
      "slow_down",
      "resource_exhausted",
      "too_many_requests",
    ],
    says: [/rate.?limit/i, /too many requests/i, /no deployments available/i],
  },
  {
    // The model's own doing, which the server could not use: another model may do better.
    class: "server-error",
    names: ["tool_use_failed", "json_validate_failed", "provider_unavailable"],
    says: [/model has crashed/i],
  },
];
