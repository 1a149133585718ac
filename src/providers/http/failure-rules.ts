import type { FailureClass, FailureScope } from "../../spec/failure.ts";
import type { ErrorDescription } from "./error-report.ts";

/** When an error of these names, or that says this, has these statuses (any, if none is given), it is of this class. */
export interface FailureRule {
  readonly class: FailureClass;
  /** Where it is not the class's usual one. */
  readonly scope?: FailureScope;
  /** Codes, types or status names, in lower case. */
  readonly names?: readonly string[];
  readonly says?: RegExp;
  readonly statuses?: readonly number[];
}

/** The first rule that fits. A rule needs a name or a sentence to fit; the status only narrows it. */
export function findRule(
  rules: readonly FailureRule[],
  error: ErrorDescription,
  status: number | undefined,
): FailureRule | undefined {
  return rules.find(
    (rule) =>
      (rule.statuses === undefined || (status !== undefined && rule.statuses.includes(status))) &&
      (error.names.some((name) => rule.names?.includes(name)) || (rule.says?.test(error.message) ?? false)),
  );
}

/** What a failure of a class counts against, from the routing design's table. */
export const USUAL_SCOPE: Readonly<Record<FailureClass, FailureScope>> = {
  cancelled: "none",
  "caller-fault": "none",
  "context-too-long": "none",
  "content-filtered": "none",
  capability: "none",
  "credential-invalid": "credential",
  "quota-exhausted": "credential",
  "rate-limited": "credential-model",
  overloaded: "model",
  "server-error": "model",
  timeout: "model",
  network: "provider",
  truncated: "model",
  "model-gone": "model",
  "no-route": "none",
};

/** Statuses of a request that is at fault itself, where a sentence about a missing ability can be believed. */
const REQUEST_FAULTS = [400, 404, 405, 413, 415, 422, 501];

/**
 * Sentences and codes that mean the same wherever they come from. The order matters: an empty balance comes as a
 * 429 or a 400, so it is looked for before the rate limit; a prompt that can never pass a limit is too long, not
 * too early.
 */
export const COMMON_RULES: readonly FailureRule[] = [
  {
    class: "quota-exhausted",
    names: ["insufficient_quota", "billing_error", "budget_exceeded", "credit_limit_exceeded", "insufficient_balance"],
    says: /insufficient (?:balance|credit|quota|funds)|credit balance is too low|exceeded your current quota|out of credits|have any credits|requires more credits|budget has been exceeded|(?:spend|spending|key|usage) limit (?:reached|exceeded)|reach(?:ed|ing) (?:your|the|its) [\w ]*(?:spend|spending|usage) limit|free-models-per-day|account[^.]* is suspended/i,
  },
  {
    class: "context-too-long",
    names: ["context_length_exceeded", "exceed_context_size_error", "context_window_exceeded"],
    says: /maximum context length|context (?:length|window|size)[^.]*(?:exceed|limit|too)|exceeds?[^.]*context (?:length|window|size)|prompt is too long|input token count[^.]*exceeds|too large for model|input is too long|request too large for|reduce the length of the (?:messages|prompt|input)/i,
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
    says: /(?:incorrect|invalid|missing|expired) api[ _-]?key|api[ _-]?key[^.]{0,40}(?:not valid|invalid|expired|revoked|leaked)|no auth credentials|authentication fail/i,
  },
  {
    class: "capability",
    statuses: REQUEST_FAULTS,
    names: ["unsupported_parameter", "unsupported_value", "not_supported_error"],
    says: /(?:does not|doesn't|do not|don't|not) (?:currently )?(?:support|enabled?)[^.]*(?:tool|function|image|vision|insert|suffix|thinking|system|developer|parameter|temperature)|(?:tools?|functions?|images?|image_url|suffix|temperature|parameter)\b[^.]* (?:is|are|was) (?:not (?:currently )?(?:supported|enabled|allowed)|only supported|deprecated for this model)|no endpoints found that (?:support|can)|extra inputs are not permitted/i,
  },
  {
    class: "model-gone",
    names: ["model_not_found", "model_not_available", "model_decommissioned", "model_deprecated"],
    says: /model.{0,120}(?:does(?: not|n't) exist|not found|decommissioned|has been (?:retired|removed|deprecated)|no longer (?:available|supported))|no endpoints found for|invalid model name|(?:unknown|no such) model/i,
  },
  {
    class: "content-filtered",
    names: ["content_filter", "content_policy_violation", "data_inspection_failed"],
    says: /content (?:management )?polic|content filter|was flagged|usage (?:guidelines|polic)[^.]*violat|violat[^.]*(?:usage|content|safety)[^.]*(?:guidelines|polic)/i,
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
    says: /overloaded|(?:over|at|no) capacity|loading model/i,
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
    says: /rate.?limit|too many requests|no deployments available/i,
  },
];

/** What a status alone means, when neither code nor sentence said more. */
export function classOfStatus(status: number | undefined): FailureClass {
  if (status === undefined) return "server-error";
  if (status === 401 || status === 403) return "credential-invalid";
  if (status === 402) return "quota-exhausted";
  // Also a base URL that lacks its path: either way this route cannot serve, and another may.
  if (status === 404) return "model-gone";
  if (status === 429) return "rate-limited";
  if (status === 503 || status === 529) return "overloaded";
  // A proxy gave up on the provider; the four clocks of the router are another matter.
  if (status === 408 || status === 499 || status >= 500) return "server-error";
  return status >= 400 ? "caller-fault" : "server-error";
}
