import type { FailureCase } from "../../../support/failure-table.ts";
import { KEY } from "../../../support/failure-table.ts";

function error(code: number, status: string, message: string, details?: readonly unknown[]): unknown {
  return { error: { code, message, status, ...(details && { details }) } };
}

function quota(...ids: readonly string[]): unknown {
  const violations = ids.map((quotaId) => ({ quotaMetric: "generate_content_requests", quotaId, quotaValue: "50" }));
  return { "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations };
}

function reason(name: string): unknown {
  return { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: name, domain: "googleapis.com" };
}

const RETRY = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "45.8s" };
const QUOTA_SENTENCE = "You exceeded your current quota, please check your plan and billing details.";

/** From noon UTC, four in the morning in California, to midnight there. */
const UNTIL_MIDNIGHT = 20 * 3_600_000;

/** Errors of the Gemini API. */
export const GEMINI_CASES: readonly FailureCase[] = [
  {
    of: "a wrong key, which comes as a 400",
    status: 400,
    body: error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [
      reason("API_KEY_INVALID"),
    ]),
    is: {
      class: "credential-invalid",
      scope: "credential",
      status: 400,
      code: "INVALID_ARGUMENT",
      message: "API key not valid. Please pass a valid API key.",
    },
  },
  {
    of: "an expired key",
    status: 400,
    body: error(400, "INVALID_ARGUMENT", "API key expired. Please renew the API key."),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "a key that was found in public",
    status: 403,
    body: error(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key."),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "a place that is not served",
    status: 400,
    body: error(400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "a minute's quota, with its delay",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", QUOTA_SENTENCE, [
      quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"),
      RETRY,
    ]),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 45_800, code: "RESOURCE_EXHAUSTED" },
  },
  {
    of: "a model's daily quota, whose delay is the minute's and is not believed",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", QUOTA_SENTENCE, [
      quota(
        "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
        "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
      ),
      RETRY,
    ]),
    is: { class: "quota-exhausted", scope: "credential-model", retryAfterMs: UNTIL_MIDNIGHT },
  },
  {
    of: "a project's daily quota",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", QUOTA_SENTENCE, [quota("GenerateRequestsPerDayPerProject")]),
    is: { class: "quota-exhausted", scope: "credential", retryAfterMs: UNTIL_MIDNIGHT },
  },
  {
    of: "a limit without details, with a header",
    status: 429,
    headers: { "retry-after": "7" },
    body: error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota)."),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 7000 },
  },
  {
    of: "an overload",
    status: 503,
    body: error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
    is: { class: "overloaded", scope: "model", message: "The model is overloaded." },
  },
  {
    of: "an overload in a list, as the gateway before the API sends it",
    status: 503,
    body: [error(503, "UNAVAILABLE", "The service is currently unavailable.")],
    is: { class: "overloaded", scope: "model", code: "UNAVAILABLE" },
  },
  {
    of: "a failure of the server's own",
    status: 500,
    body: error(500, "INTERNAL", "An internal error has occurred."),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "a deadline of the server's own",
    status: 504,
    body: error(504, "DEADLINE_EXCEEDED", "The request timed out."),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "a prompt that does not fit",
    status: 400,
    body: error(
      400,
      "INVALID_ARGUMENT",
      "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).",
    ),
    is: { class: "context-too-long", scope: "none" },
  },
  {
    of: "an unknown model",
    status: 404,
    body: error(404, "NOT_FOUND", "models/gemini-9 is not found for API version v1beta, or is not supported"),
    is: { class: "model-gone", scope: "model" },
  },
  {
    of: "a model without pictures",
    status: 400,
    body: error(400, "INVALID_ARGUMENT", "Image input modality is not enabled for models/gemma-3-1b-it"),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "a model without a system prompt",
    status: 400,
    body: error(400, "INVALID_ARGUMENT", "Developer instruction is not enabled for models/gemma-3-27b-it"),
    is: { class: "capability", scope: "none" },
  },
  {
    of: "a request that is wrong in itself",
    status: 400,
    body: error(400, "INVALID_ARGUMENT", "* GenerateContentRequest.contents: contents is not specified"),
    is: { class: "caller-fault", scope: "none" },
  },
  {
    of: "prepaid credits that are used up, a 402 under the status of a rate limit",
    status: 402,
    body: error(
      402,
      "RESOURCE_EXHAUSTED",
      "Your prepayment credits are depleted. Please go to AI Studio at https://ai.studio/projects to manage your project and billing.",
    ),
    is: { class: "quota-exhausted", scope: "credential", message: "Your prepayment credits are depleted." },
  },
  {
    of: "prepaid credits that are used up, as it was said before",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted.", [RETRY]),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "a spending cap",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", "Your project has exceeded its monthly spending cap."),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "a model that the plan does not include, whose delay means nothing",
    status: 429,
    body: error(
      429,
      "RESOURCE_EXHAUSTED",
      `${QUOTA_SENTENCE}\n* Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: gemini-3-pro\nPlease retry in 10.67s.`,
      [quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier"), RETRY],
    ),
    is: { class: "quota-exhausted", scope: "credential-model", retryAfterMs: 3_600_000 },
  },
  {
    of: "a quota of days, with a delay of days",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", "You have exhausted your capacity on this model.", [
      reason("QUOTA_EXHAUSTED"),
      { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "581981.300432511s" },
    ]),
    is: { class: "quota-exhausted", scope: "credential-model", retryAfterMs: 581_981_300 },
  },
  {
    of: "a minute's quota that only the sentence dates",
    status: 429,
    body: error(429, "RESOURCE_EXHAUSTED", "Quota exceeded, limit: 10. Please retry in 10.673410956s."),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 10_673 },
  },
  {
    of: "a header that comes before the delay in the body",
    status: 429,
    headers: { "retry-after": "50" },
    body: error(429, "RESOURCE_EXHAUSTED", QUOTA_SENTENCE, [RETRY]),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 50_000 },
  },
  {
    of: "a minute's quota within the stream",
    body: error(429, "RESOURCE_EXHAUSTED", QUOTA_SENTENCE, [RETRY]),
    is: { class: "rate-limited", scope: "credential-model", retryAfterMs: 45_800 },
  },
  {
    of: "a key whose owner was suspended, which the message repeats",
    status: 403,
    body: error(403, "PERMISSION_DENIED", `Permission denied: Consumer 'api_key:${KEY}' has been suspended.`, [
      reason("CONSUMER_SUSPENDED"),
    ]),
    is: {
      class: "credential-invalid",
      scope: "credential",
      message: "Permission denied: Consumer 'api_key:[key]' has been suspended.",
    },
  },
  {
    of: "a key that may not call this service",
    status: 403,
    body: error(403, "PERMISSION_DENIED", "Requests to this API are blocked.", [reason("API_KEY_SERVICE_BLOCKED")]),
    is: { class: "credential-invalid", scope: "credential" },
  },
  {
    of: "a country without the free tier",
    status: 400,
    body: error(
      400,
      "FAILED_PRECONDITION",
      "Gemini API free tier is not available in your country. Please enable billing on your project in Google AI Studio.",
    ),
    is: { class: "quota-exhausted", scope: "credential" },
  },
  {
    of: "a request that Google gave up itself",
    status: 499,
    body: error(499, "CANCELLED", "The operation was cancelled."),
    is: { class: "server-error", scope: "model" },
  },
  {
    of: "Google's web page for a forbidden place",
    status: 403,
    body: "<!DOCTYPE html><html lang=en><title>Error 403 (Forbidden)!!1</title><p>Your client does not have permission</html>",
    is: { class: "server-error", scope: "provider", message: "Error 403 (Forbidden)!!1" },
  },
];
