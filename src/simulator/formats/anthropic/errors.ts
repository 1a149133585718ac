import { simulated, type ErrorCase, type JsonReply } from "../format.ts";
import { resetTime } from "./headers.ts";

/** Source: platform.claude.com/docs/en/api/errors, and bodies that users quote in public reports. */
export function anthropicError(problem: ErrorCase, requestId: string, now: number): JsonReply {
  const failure = (status: number, type: string, message: string): JsonReply => ({
    kind: "json",
    status,
    body: anthropicErrorBody(type, message, requestId),
  });
  switch (problem.kind) {
    case "rate-limit":
      return { ...failure(429, "rate_limit_error", RATE_LIMIT), headers: waitHeaders(problem.retryAfterMs, now) };
    case "quota":
      return failure(400, "invalid_request_error", QUOTA);
    case "server-error":
      return failure(500, "api_error", "Internal server error");
    case "overloaded":
      return failure(529, "overloaded_error", "Overloaded");
    case "bad-key":
      return failure(401, "authentication_error", "invalid x-api-key");
    case "not-found":
      return failure(404, "not_found_error", "Not found");
    case "bad-json":
      return failure(400, "invalid_request_error", `The request body is not valid JSON: ${problem.detail}`);
    case "body-too-large":
      return failure(413, "request_too_large", "Request exceeds the maximum size");
    case "model-not-found":
      return failure(404, "not_found_error", `model: ${problem.model}`);
    case "context-too-long":
      return failure(
        400,
        "invalid_request_error",
        `prompt is too long: ${problem.tokens} tokens > ${problem.limit} maximum`,
      );
  }
}

export function invalidRequest(message: string, requestId: string): JsonReply {
  return { kind: "json", status: 400, body: anthropicErrorBody("invalid_request_error", message, requestId) };
}

/** The body of an error, which is also the data of an `error` event. */
export function anthropicErrorBody(type: string, message: string, requestId: string) {
  return { type: "error", error: { type, message: simulated(message) }, request_id: `req_${requestId}` };
}

const RATE_LIMIT = "This request would exceed your organization's rate limit of 10,000 requests per minute.";

const QUOTA =
  "Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.";

function waitHeaders(retryAfterMs: number, now: number): Record<string, string> {
  return {
    "retry-after": String(Math.ceil(retryAfterMs / 1000)),
    "anthropic-ratelimit-requests-remaining": "0",
    "anthropic-ratelimit-requests-reset": resetTime(now + retryAfterMs),
  };
}
