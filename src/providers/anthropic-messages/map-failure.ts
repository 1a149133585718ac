import type { Failure } from "../../spec/failure.ts";
import { describeError } from "../http/error-report.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureRule } from "../http/failure-rules.ts";
import { toFailure } from "../http/to-failure.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { resetInBody } from "../http/vendor-resets.ts";
import { VENDOR_RULES } from "../http/vendor-rules.ts";

/**
 * Anthropic's error types, and the codes in `error.details`, where the common rules would read them otherwise or
 * not at all.
 */
const RULES: readonly FailureRule[] = [
  ...VENDOR_RULES,
  // A balance or a limit that the user set comes as 400, the limit of the account's tier as 429 without `retry-after`.
  { class: "quota-exhausted", names: ["contract_spend_limit_reached", "enforced_spend_limit_reached"] },
  { class: "quota-exhausted", says: [/(?:reached|exceeded|over)[^.]*\b(?:usage|spend|spending|monthly) limit/i] },
  { class: "rate-limited", names: ["ramp_limit_exceeded"] },
  {
    class: "credential-invalid",
    names: ["permission_error", "organization_on_hold", "claude_code_key_creator_not_member"],
  },
  { class: "context-too-long", says: [/input length and `?max_tokens`? exceed context limit/i] },
  { class: "caller-fault", names: ["request_too_large"] },
  { class: "model-gone", names: ["not_found_error"] },
  { class: "overloaded", names: ["overloaded_error"] },
];

/** Classifies an error of Anthropic or of a server that speaks its dialect. */
export function mapFailure(report: ErrorReport, context: FailureContext): Failure {
  return toFailure(report, RULES, context, { retryAfterMs: resetInBody(describeError(report), context.now) });
}
