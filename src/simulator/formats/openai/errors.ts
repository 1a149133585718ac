import { simulated, type ErrorCase, type JsonReply } from "../format.ts";
import { goDuration } from "./headers.ts";

/** Source: platform.openai.com/docs/guides/error-codes, and bodies that users quote in public reports. */
export function openAiError(problem: ErrorCase): JsonReply {
  switch (problem.kind) {
    case "rate-limit":
      return rateLimit(problem.model, problem.retryAfterMs);
    case "quota":
      return openAiFailure(429, "insufficient_quota", "insufficient_quota", QUOTA);
    case "server-error":
      return openAiFailure(500, "server_error", null, SERVER_ERROR);
    case "overloaded":
      return openAiFailure(503, "server_error", null, OVERLOADED);
    case "bad-key":
      return openAiFailure(401, "invalid_request_error", "invalid_api_key", BAD_KEY);
    case "not-found":
      return openAiFailure(404, "invalid_request_error", null, `Invalid URL (${problem.method} ${problem.path})`);
    case "bad-json":
      return invalidRequest(`We could not parse the JSON body of your request: ${problem.detail}`);
    case "body-too-large":
      return openAiFailure(413, "invalid_request_error", null, "The request body is too large.");
    case "model-not-found":
      return openAiFailure(
        404,
        "invalid_request_error",
        "model_not_found",
        `The model \`${problem.model}\` does not exist or you do not have access to it.`,
      );
    case "context-too-long":
      return openAiFailure(
        400,
        "invalid_request_error",
        "context_length_exceeded",
        `This model's maximum context length is ${problem.limit} tokens. ` +
          `However, your messages resulted in ${problem.tokens} tokens. Please reduce the length of the messages.`,
        "messages",
      );
  }
}

/** A 400 about one field of the request. */
export function invalidRequest(message: string, param: string | null = null): JsonReply {
  return openAiFailure(400, "invalid_request_error", null, message, param);
}

/** The body of an error, which is also the data of an error event within a stream. */
function openAiErrorBody(type: string, code: string | null, message: string, param: string | null = null) {
  return { error: { message: simulated(message), type, param, code } };
}

export function openAiFailure(
  status: number,
  type: string,
  code: string | null,
  message: string,
  param: string | null = null,
): JsonReply {
  return { kind: "json", status, body: openAiErrorBody(type, code, message, param) };
}

const SERVER_ERROR = "The server had an error while processing your request. Sorry about that!";

const OVERLOADED = "That model is currently overloaded with other requests. You can retry your request.";

const QUOTA = "You exceeded your current quota, please check your plan and billing details.";

const BAD_KEY =
  "Incorrect API key provided: sk-********. You can find your API key at https://platform.openai.com/account/api-keys.";

/** What is sent when an answer fails after it began. */
export const openAiMidAnswerError = openAiErrorBody("server_error", null, SERVER_ERROR);

function rateLimit(model: string, retryAfterMs: number): JsonReply {
  const wait = goDuration(retryAfterMs);
  const message =
    `Rate limit reached for ${model} in organization org-simulated on requests per min (RPM): ` +
    `Limit 10000, Used 10000, Requested 1. Please try again in ${wait}.`;
  return {
    ...openAiFailure(429, "requests", "rate_limit_exceeded", message),
    headers: {
      "retry-after": String(Math.ceil(retryAfterMs / 1000)),
      "retry-after-ms": String(retryAfterMs),
      "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": wait,
    },
  };
}
