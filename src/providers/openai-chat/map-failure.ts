import type { Failure } from "../../spec/failure.ts";
import { describeError } from "../http/error-report.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureRule } from "../http/failure-rules.ts";
import { isGoogleQuota, readQuota } from "../http/google-quota.ts";
import { toFailure } from "../http/to-failure.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { resetInBody } from "../http/vendor-resets.ts";
import { VENDOR_RULES } from "../http/vendor-rules.ts";
import { asRecord, parseJson } from "../json.ts";

/** Codes of OpenAI and of those that follow it, where the common rules would read them otherwise or not at all. */
const RULES: readonly FailureRule[] = [
  // OpenAI: the key exists, but its project may not use the model; another key may.
  { class: "model-gone", scope: "credential-model", names: ["model_not_found"], statuses: [403] },
  // Groq: the organisation, or the project, has switched the model off.
  {
    class: "model-gone",
    scope: "credential-model",
    names: ["model_permission_blocked_org", "model_permission_blocked_project"],
  },
  { class: "credential-invalid", names: ["unsupported_country_region_territory", "incorrect_api_key_error"] },
  // OpenAI: this one request is larger than the minute's whole allowance.
  { class: "context-too-long", says: [/^request too large for/i] },
  // Moonshot says 429 for all three: balance, capacity, rate.
  { class: "quota-exhausted", names: ["exceeded_current_quota_error"] },
  // xAI answers 403 to a team without credits, and 400 to a wrong key (the common rules know its sentence).
  { class: "quota-exhausted", says: [/(?:credits|licenses)[^.]*\bpurchase\b/i], statuses: [403] },
  ...VENDOR_RULES,
];

/** Classifies an error of OpenAI or of a compatible server. */
export function mapFailure(sent: ErrorReport, context: FailureContext): Failure {
  const report = unwrapped(withOuterType(sent));
  const error = describeError(report);
  // Google's own endpoint for this dialect, and gateways to it, send its errors as they are.
  if (isGoogleQuota(error)) return toFailure(report, RULES, context, readQuota(error, report.status, context.now));
  return toFailure(report, RULES, context, { retryAfterMs: resetInBody(error, context.now) });
}

/**
 * "Provider returned error" is all that OpenRouter says itself; what the provider said is beside it, as text. Within a
 * stream its code, a status, is all there is besides.
 */
function unwrapped(report: ErrorReport): ErrorReport {
  const { message, details, code } = describeError(report);
  const raw = asRecord(details)?.["raw"];
  if (!/^provider returned error/i.test(message) || typeof raw !== "string" || raw === "") return report;
  const parsed = parseJson(raw);
  const first: unknown = Array.isArray(parsed) ? parsed[0] : parsed;
  const body = asRecord(first) ?? { message: raw };
  return { ...report, body: code === undefined || "code" in body ? body : { ...body, code } };
}

/** Bifrost says beside the error, and not within, of what type it is. */
function withOuterType(report: ErrorReport): ErrorReport {
  const body = asRecord(report.body);
  const error = asRecord(body?.["error"]);
  const type = body?.["type"];
  if (!error || typeof type !== "string" || "type" in error) return report;
  return { ...report, body: { ...body, error: { ...error, type } } };
}
