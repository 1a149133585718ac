import { simulated, type ErrorCase, type JsonReply } from "../format.ts";

/** Source: ai.google.dev/gemini-api/docs/troubleshooting, google.rpc error details, and bodies quoted in public reports. */
export function geminiError(problem: ErrorCase): JsonReply {
  switch (problem.kind) {
    case "rate-limit":
      return exhausted("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", problem.model, problem.retryAfterMs);
    case "quota":
      return exhausted("GenerateRequestsPerDayPerProjectPerModel-FreeTier", problem.model, problem.retryAfterMs);
    case "server-error":
      return geminiFailure(500, "INTERNAL", INTERNAL);
    case "overloaded":
      return geminiFailure(503, "UNAVAILABLE", OVERLOADED);
    case "bad-key":
      return badKey();
    case "not-found":
      return geminiFailure(404, "NOT_FOUND", `Requested entity was not found: ${problem.method} ${problem.path}`);
    case "bad-json":
      return badRequest(`Invalid JSON payload received. ${problem.detail}`);
    case "body-too-large":
      return badRequest("Request payload size exceeds the limit: 20971520 bytes.");
    case "model-not-found":
      return geminiFailure(
        404,
        "NOT_FOUND",
        `models/${problem.model} is not found for API version v1beta, or is not supported for generateContent. ` +
          "Call ListModels to see the list of available models and their supported methods.",
      );
    case "context-too-long":
      return geminiFailure(
        400,
        "INVALID_ARGUMENT",
        `The input token count (${problem.tokens}) exceeds the maximum number of tokens allowed (${problem.limit}).`,
      );
  }
}

/** The body of an error, which is also the data of an error within a stream. */
function geminiErrorBody(code: number, status: string, message: string, details?: readonly unknown[]) {
  return { error: { code, message: simulated(message), status, ...(details === undefined ? {} : { details }) } };
}

export function geminiFailure(status: number, name: string, message: string, details?: readonly unknown[]): JsonReply {
  return { kind: "json", status, body: geminiErrorBody(status, name, message, details) };
}

/** A 400 about the request, with the field violations that Google adds. */
export function badRequest(message: string): JsonReply {
  const violations = {
    "@type": "type.googleapis.com/google.rpc.BadRequest",
    fieldViolations: [{ description: message }],
  };
  return geminiFailure(400, "INVALID_ARGUMENT", message, [violations]);
}

const INTERNAL =
  "An internal error has occurred. Please retry or report in https://developers.generativeai.google/guide/troubleshooting";

const OVERLOADED = "The model is overloaded. Please try again later.";

/** What is sent when an answer fails after it began. */
export const geminiMidAnswerError = geminiErrorBody(503, "UNAVAILABLE", OVERLOADED);

/** The daily quota differs from the limit by minute in its `quotaId` alone: Google adds a short `retryDelay` to both. */
function exhausted(quotaId: string, model: string, retryAfterMs: number): JsonReply {
  const metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests";
  const page = "https://ai.google.dev/gemini-api/docs/rate-limits";
  const wait = `${retryAfterMs / 1000}s`;
  const message =
    "You exceeded your current quota, please check your plan and billing details. " +
    `For more information on this error, head to: ${page}. ` +
    `\n* Quota exceeded for metric: ${metric}, limit: 20, model: ${model}\nPlease retry in ${wait}.`;
  const violation = { quotaMetric: metric, quotaId, quotaDimensions: { location: "global", model }, quotaValue: "20" };
  return geminiFailure(429, "RESOURCE_EXHAUSTED", message, [
    {
      "@type": "type.googleapis.com/google.rpc.Help",
      links: [{ description: "Learn more about Gemini API quotas", url: page }],
    },
    { "@type": "type.googleapis.com/google.rpc.QuotaFailure", violations: [violation] },
    { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: wait },
  ]);
}

function badKey(): JsonReply {
  const message = "API key not valid. Please pass a valid API key.";
  return geminiFailure(400, "INVALID_ARGUMENT", message, [
    {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "API_KEY_INVALID",
      domain: "googleapis.com",
      metadata: { service: "generativelanguage.googleapis.com" },
    },
    { "@type": "type.googleapis.com/google.rpc.LocalizedMessage", locale: "en-US", message },
  ]);
}
