import assert from "node:assert/strict";
import { record } from "./reading.ts";
import type { ChatFormat, Trouble } from "./words.ts";

/** What a client is told of a call that fails; `broken` is an answer that breaks off. */
export type ErrorKind = Trouble | "capability" | "broken";

/** Status, and what an error is called, by OpenAI's `type` and `code`, Anthropic's type, Google's status. */
interface Expected {
  readonly openai: readonly [status: number, type: string, code?: string];
  readonly anthropic: readonly [status: number, type: string, says?: RegExp];
  readonly gemini: readonly [status: number, name: string];
}

/** What the vendors' own clients look for. */
const ERRORS: Readonly<Record<ErrorKind, Expected>> = {
  "context-too-long": {
    openai: [400, "invalid_request_error", "context_length_exceeded"],
    anthropic: [400, "invalid_request_error", /prompt is too long/],
    gemini: [400, "INVALID_ARGUMENT"],
  },
  "rate-limited": {
    openai: [429, "rate_limit_error", "rate_limit_exceeded"],
    anthropic: [429, "rate_limit_error"],
    gemini: [429, "RESOURCE_EXHAUSTED"],
  },
  overloaded: {
    openai: [503, "service_unavailable_error"],
    anthropic: [529, "overloaded_error"],
    gemini: [503, "UNAVAILABLE"],
  },
  "credential-invalid": {
    openai: [403, "permission_error"],
    anthropic: [403, "permission_error"],
    gemini: [403, "PERMISSION_DENIED"],
  },
  "content-filtered": {
    openai: [400, "invalid_request_error", "content_filter"],
    anthropic: [400, "invalid_request_error"],
    gemini: [400, "INVALID_ARGUMENT"],
  },
  "model-gone": {
    openai: [404, "not_found_error", "model_not_found"],
    anthropic: [404, "not_found_error"],
    gemini: [404, "NOT_FOUND"],
  },
  "caller-fault": {
    openai: [400, "invalid_request_error"],
    anthropic: [400, "invalid_request_error"],
    gemini: [400, "INVALID_ARGUMENT"],
  },
  capability: {
    openai: [400, "invalid_request_error"],
    anthropic: [400, "invalid_request_error"],
    gemini: [400, "INVALID_ARGUMENT"],
  },
  broken: { openai: [502, "server_error"], anthropic: [502, "api_error"], gemini: [502, "UNAVAILABLE"] },
};

/** What came back over HTTP, whatever the client made of it. */
export interface Raw {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Fails unless the error is in the words of the client's own format. */
export function assertError(format: ChatFormat, kind: ErrorKind, raw: Raw): void {
  const { openai, anthropic, gemini } = ERRORS[kind];
  const isWithin = raw.status === 200;
  const error = record(
    (isWithin ? lastError(format, raw.text) : record(JSON.parse(raw.text), "the body")["error"]) ?? {},
    "error",
  );
  const status = (expected: number): void => {
    if (!isWithin) assert.equal(raw.status, expected, raw.text);
  };
  assert.match(String(error["message"]), /\w/, raw.text);
  assert.doesNotMatch(raw.text, /key-of-\w/, "the key is in the error");
  if (format === "anthropic-messages") {
    status(anthropic[0]);
    assert.equal(error["type"], anthropic[1], raw.text);
    if (anthropic[2]) assert.match(String(error["message"]), anthropic[2]);
  } else if (format === "gemini") {
    status(gemini[0]);
    assert.equal(error["status"], gemini[1], raw.text);
    assert.equal(error["code"], gemini[0], raw.text);
  } else {
    status(openai[0]);
    if (!(isWithin && format === "openai-responses")) assert.equal(error["type"], openai[1], raw.text);
    if (openai[2] !== undefined) assert.equal(error["code"], openai[2], raw.text);
  }
  if (kind === "rate-limited" || kind === "overloaded") {
    assert.equal(raw.headers.get("retry-after"), "40");
    if (format === "gemini") assert.match(raw.text, /"retryDelay":"(?:40|39\.\d+)s"/);
  }
}

/** The error at the end of a stream, where each format has it. */
function lastError(format: ChatFormat, text: string): unknown {
  const last = text.trimEnd().split(/\n\n/).at(-1) ?? "";
  if (format === "gemini") return record(JSON.parse(last), "the end of the stream")["error"];
  const [, name, data] = /^(?:event: (.*)\n)?data: (.*)$/.exec(last) ?? [];
  const body = record(JSON.parse(data ?? "{}"), "the last event");
  if (format === "openai-chat") return body["error"];
  assert.equal(name, "error", text);
  return format === "openai-responses" ? body : body["error"];
}
