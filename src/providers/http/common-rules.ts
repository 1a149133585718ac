import type { FailureRule } from "./failure-rules.ts";

/** Statuses of a request that is at fault itself, where a sentence about a missing ability can be believed. */
const REQUEST_FAULTS = [400, 404, 405, 413, 415, 422, 501];

/**
 * Sentences and codes that mean the same wherever they come from. The order matters: an empty balance comes as a 429
 * or a 400, so it is looked for before the rate limit; a prompt that can never pass a limit is too long, not too early.
 */
export const COMMON_RULES: readonly FailureRule[] = [
  {
    class: "quota-exhausted",
    names: ["insufficient_quota", "billing_error", "budget_exceeded", "credit_limit_exceeded", "insufficient_balance"],
    says: [
      /insufficient (?:balance|credit|quota|funds)/i,
      /credit balance is too low/i,
      /exceeded your current quota/i,
      /out of credits|have any credits|requires more credits/i,
      /budget has been exceeded/i,
      /(?:spend|spending|key|usage) limit (?:reached|exceeded)/i,
      /reach(?:ed|ing) (?:your|the|its) [\w ]*(?:spend|spending|usage) limit/i,
      /free-models-per-day/i,
      /account[^.]* is suspended/i,
    ],
  },
  {
    class: "context-too-long",
    names: ["context_length_exceeded", "exceed_context_size_error", "context_window_exceeded"],
    says: [
      /maximum context length/i,
      /context (?:length|window|size)[^.]*(?:exceed|limit|too)/i,
      /exceeds?[^.]*context (?:length|window|size)/i,
      /(?:prompt|input) is too long/i,
      /input token count[^.]*exceeds/i,
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
    ],
    says: [
      /(?:incorrect|invalid|missing|expired) api[ _-]?key/i,
      /api[ _-]?key[^.]{0,40}(?:not valid|invalid|expired|revoked|leaked)/i,
      /no auth credentials|authentication fail/i,
    ],
  },
  {
    class: "capability",
    statuses: REQUEST_FAULTS,
    names: ["unsupported_parameter", "unsupported_value", "not_supported_error"],
    says: [
      /(?:does not|doesn't|do not|don't) support[^.]*(?:tool|function|image|vision|insert|suffix|thinking|system)/i,
      /(?:tools?|functions?|images?|image_url|suffix|temperature|parameter)\b[^.]* (?:is|are) not (?:\w+ )?supported/i,
      /(?:image_url|images?)\b[^.]* (?:is|are) only supported/i,
      /deprecated for this model/i,
      /no endpoints found that (?:support|can)/i,
      /extra inputs are not permitted/i,
    ],
  },
  {
    class: "model-gone",
    names: ["model_not_found", "model_not_available", "model_decommissioned", "model_deprecated"],
    says: [
      /model.{0,120}(?:does(?: not|n't) exist|not found|decommissioned)/i,
      /model.{0,120}(?:has been (?:retired|removed|deprecated)|no longer (?:available|supported))/i,
      /no endpoints found for/i,
      /invalid model name|(?:unknown|no such) model/i,
    ],
  },
  {
    class: "content-filtered",
    names: ["content_filter", "content_policy_violation", "data_inspection_failed"],
    says: [
      /content (?:management )?polic|content filter/i,
      /was flagged/i,
      /violat[^.]*(?:usage|content|safety) (?:guidelines|polic)/i,
    ],
  },
  {
    class: "overloaded",
    names: [
      "overloaded_error",
      "overloaded",
      "engine_overloaded_error",
      "unavailable",
      "unavailable_error",
      "server_overloaded",
    ],
    says: [/overloaded/i, /(?:over|at|no) capacity/i, /loading model/i],
  },
  {
    class: "rate-limited",
    names: [
      "rate_limit_error",
      "rate_limit_exceeded",
      "rate_limit_reached_error",
      "resource_exhausted",
      "too_many_requests",
    ],
    says: [/rate.?limit/i, /too many requests/i, /no deployments available/i],
  },
];
