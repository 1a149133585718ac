import type { Json } from "../../json.ts";
import type { Problem } from "../../problem.ts";

/** The names of google.rpc's codes, by the HTTP statuses for which they stand. */
const STATUSES: Readonly<Record<number, string>> = {
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  405: "UNIMPLEMENTED",
  409: "ABORTED",
  429: "RESOURCE_EXHAUSTED",
  499: "CANCELLED",
  500: "INTERNAL",
  502: "UNAVAILABLE",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
};

/** An error as Google's APIs have it: `google.rpc.Status` in JSON. */
export function geminiProblem(problem: Problem): Json {
  const details = detailsOf(problem);
  return {
    error: {
      code: problem.status,
      message: problem.message,
      status: STATUSES[problem.status] ?? (problem.status < 500 ? "INVALID_ARGUMENT" : "INTERNAL"),
      ...(details.length > 0 && { details }),
    },
  };
}

const DAYS_QUOTA: Json = {
  quotaMetric: "generativelanguage.googleapis.com/generate_content_requests",
  quotaId: "GenerateRequestsPerDayPerProjectPerModel",
};

function detailsOf({ kind, message, param, retryAfterMs }: Problem): readonly Json[] {
  return [
    ...(param === undefined
      ? []
      : [detail("BadRequest", { fieldViolations: [{ field: param, description: message }] })]),
    // By which SDKs tell a wrong key from a wrong request.
    ...(kind === "unauthorized" ? [detail("ErrorInfo", { reason: "API_KEY_INVALID", domain: "googleapis.com" })] : []),
    // Gemini CLI tries every 429 again and again, but for a quota of the day; so it is told of one for any that lasts.
    ...(kind === "quota-exhausted" ? [detail("QuotaFailure", { violations: [DAYS_QUOTA] })] : []),
    ...(retryAfterMs === undefined ? [] : [detail("RetryInfo", { retryDelay: `${retryAfterMs / 1000}s` })]),
  ];
}

function detail(type: string, fields: Json): Json {
  return { "@type": `type.googleapis.com/google.rpc.${type}`, ...fields };
}
