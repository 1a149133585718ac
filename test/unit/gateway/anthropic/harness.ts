import { Anthropic } from "@anthropic-ai/sdk";
import { anthropicFormat } from "../../../../src/gateway/formats/anthropic/format.ts";
import type {
  AnswerFacts,
  AnswerMemory,
  AnswerPart,
  Ask,
  Asking,
  CallSignatures,
} from "../../../../src/gateway/formats/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";

export const FACTS: AnswerFacts = { id: "abcdefghijklmnopqrstuvwx", model: "some-model", at: 1_800_000_000_000 };

/** What is around a body: nothing, unless said. */
export function asking(
  headers: Readonly<Record<string, string>> = {},
  known: Readonly<Record<string, CallSignatures>> = {},
): Asking {
  const memory: AnswerMemory = {
    signaturesOf: (callId) => known[callId],
    conversationOf: () => undefined,
    keep: () => undefined,
    forget: () => false,
  };
  return { headers, memory };
}

/** A body with the fields that each request must have. */
export function bodyWith(fields: Json): Json {
  return { model: "claude-x", max_tokens: 100, messages: [{ role: "user", content: "Hi" }], ...fields };
}

export function read(fields: Json, around: Asking = asking()): Ask {
  return anthropicFormat.read(bodyWith(fields), around);
}

/** The request that a body with these fields is read as. */
export function chat(fields: Json, around: Asking = asking()): ChatRequest {
  const { request } = read(fields, around);
  if (request.kind !== "chat") throw new Error("not a chat");
  return request;
}

/** The body that would go to Anthropic as it is. */
export function verbatimBody(fields: Json): Json {
  return { ...chat(fields).verbatim?.body };
}

/** An answer's parts as text of events. */
export function encode(parts: readonly AnswerPart[]): string {
  const encoder = read({}).encoder(FACTS);
  return parts.map((part) => encoder.push(part)).join("");
}

/** The events of a text, and whether each bears its type as its name. */
export function eventsOf(text: string): readonly Json[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => {
      const [name, data] = event.split("\n");
      const json: Json = JSON.parse((data ?? "").replace(/^data: /, ""));
      if (name !== `event: ${String(json["type"])}`) throw new Error(`misnamed: ${event}`);
      return json;
    });
}

/** The official SDK, whose every request is answered with this. */
export function sdkOver(body: string, { status = 200, type = "text/event-stream" } = {}): Anthropic {
  return new Anthropic({
    apiKey: "none",
    baseURL: "http://127.0.0.1:9",
    maxRetries: 0,
    fetch: async () => new Response(body, { status, headers: { "content-type": type } }),
  });
}

export const QUESTION = {
  model: "claude-x",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "Hi" }],
};
