import type { Failure } from "../../spec/failure.ts";
import { describeError } from "../http/error-report.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { FailureRule } from "../http/failure-rules.ts";
import { readQuota } from "../http/google-quota.ts";
import { toFailure } from "../http/to-failure.ts";
import type { FailureContext } from "../http/to-failure.ts";
import { asRecords } from "../json.ts";

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
  { class: "server-error", names: ["internal", "deadline_exceeded", "unknown", "aborted", "cancelled"] },
];

/** Classifies an error of the Gemini API. */
export function mapFailure(report: ErrorReport, context: FailureContext): Failure {
  const error = describeError(report);
  if (error.names.includes("resource_exhausted") || report.status === 429) {
    return toFailure(report, RULES, context, readQuota(error, report.status, context.now));
  }
  // A wrong key is a 400 here; the reason stands in the details.
  if (asRecords(error.details).some(({ reason }) => typeof reason === "string" && reason.startsWith("API_KEY_"))) {
    return toFailure(report, RULES, context, { class: "credential-invalid" });
  }
  return toFailure(report, RULES, context);
}
