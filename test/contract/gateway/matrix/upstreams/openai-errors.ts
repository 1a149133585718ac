import type { Json } from "../../../../../src/gateway/json.ts";
import type { Trouble } from "../words.ts";
import { isPassing, type WireError } from "./wire-format.ts";

const ERRORS: Readonly<Record<Trouble, readonly [status: number, message: string, type: string, code: string | null]>> =
  {
    "context-too-long": [
      400,
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 200000 tokens.",
      "invalid_request_error",
      "context_length_exceeded",
    ],
    "rate-limited": [429, "Rate limit reached for gpt-4.1 on requests per min.", "requests", "rate_limit_exceeded"],
    overloaded: [503, "The engine is currently overloaded, please try again later", "server_error", null],
    "credential-invalid": [401, "Incorrect API key provided: key-of-****.", "invalid_request_error", "invalid_api_key"],
    "content-filtered": [400, "Your request was rejected.", "invalid_request_error", "content_policy_violation"],
    "model-gone": [
      404,
      "The model `gpt-9` does not exist or you do not have access to it.",
      "invalid_request_error",
      "model_not_found",
    ],
    "caller-fault": [400, "Invalid value for 'messages[1].role'.", "invalid_request_error", "invalid_value"],
  };

/** An error as OpenAI sends it, in Chat Completions and in Responses. */
export function openAiError(trouble: Trouble): WireError {
  const [status, message, type, code] = ERRORS[trouble];
  const body: Json = { error: { message, type, param: null, code } };
  return { status, body, ...(isPassing(trouble) && { headers: { "retry-after": "40" } }) };
}
