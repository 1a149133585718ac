import assert from "node:assert/strict";
import type { Ask } from "../../../../src/gateway/formats/format.ts";
import { openAiChatFormat } from "../../../../src/gateway/formats/openai-chat/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";
import { asking } from "./openai-reader.ts";

export const HELLO = [{ role: "user", content: "Hello?" }];
export const PARAMETERS = { type: "object", properties: { path: { type: "string" } } };
export const TOOL = { type: "function", function: { name: "read", description: "Reads.", parameters: PARAMETERS } };

/** A bare question with these fields, as it is understood. */
export function readAsk(fields: Json): Ask {
  return openAiChatFormat.read({ model: "auto", messages: HELLO, ...fields }, asking());
}

/** The request of it, without what is only passed on. */
export function readRequest(fields: Json): Omit<ChatRequest, "kind" | "verbatim"> {
  const { request } = readAsk(fields);
  assert.ok(request.kind === "chat");
  const { kind: _kind, verbatim: _verbatim, ...rest } = request;
  return rest;
}
