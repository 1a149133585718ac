import type { Failure } from "../../spec/failure.ts";
import { describeError } from "../http/error-report.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureRule } from "../http/failure-rules.ts";
import { toFailure } from "../http/to-failure.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { asRecords } from "../json.ts";
import { readQuota } from "./quota.ts";

/** Google's status names and sentences, where the common rules would read them otherwise or not at all. */
const RULES: readonly FailureRule[] = [
  // A key from a place, or a project, that the API does not serve; another key may be.
  { class: "credential-invalid", says: [/location is not supported|service_disabled|has not been used in project/i] },
  { class: "quota-exhausted", says: [/enable billing|billing account/i], statuses: [400, 403] },
  { class: "credential-invalid", names: ["permission_denied", "unauthenticated"] },
  {
    class: "capability",
    says: [/is not enabled for|is not supported (?:by|for) (?:this|the) model|modality/i],
    statuses: [400],
  },
  { class: "model-gone", names: ["not_found"] },
  { class: "overloaded", names: ["unavailable"] },
  { class: "server-error", names: ["internal", "deadline_exceeded", "unknown"] },
];

/** Classifies an error of the Gemini API. */
export function mapFailure(report: ErrorReport, context: FailureContext): Failure {
  const { names, details } = describeError(report);
  // The same sentence, "You exceeded your current quota", is said of a minute's and of a day's; only the details tell.
  if (names.includes("resource_exhausted") || report.status === 429) {
    const { perDay, ...quota } = readQuota(details, context.now);
    return toFailure(report, RULES, context, { class: perDay ? "quota-exhausted" : "rate-limited", ...quota });
  }
  // A wrong key is a 400 here; the reason stands in the details.
  if (asRecords(details).some((detail) => String(detail["reason"]).startsWith("API_KEY_"))) {
    return toFailure(report, RULES, context, { class: "credential-invalid" });
  }
  return toFailure(report, RULES, context);
}
