import type { ChatRequest } from "../../../../src/spec/request.ts";
import type { AnswerFacts, AnswerMemory, Ask, Asking } from "../../../../src/gateway/formats/format.ts";
import { geminiFormat } from "../../../../src/gateway/formats/gemini/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";

export const noMemory: AnswerMemory = {
  signaturesOf: () => undefined,
  conversationOf: () => undefined,
  keep: () => undefined,
  forget: () => false,
};

/** What the address and the headers say, unless a test says otherwise. */
export function askingFor(facts: Partial<Asking> = {}): Asking {
  return { headers: {}, model: "gemini-3-pro", streamed: false, memory: noMemory, ...facts };
}

export function read(body: Json, facts: Partial<Asking> = {}): Ask {
  return geminiFormat.read(body, askingFor(facts));
}

/** The request that a body becomes. */
export function chat(body: Json, facts: Partial<Asking> = {}): ChatRequest {
  const { request } = read(body, facts);
  if (request.kind !== "chat") throw new Error("not a chat");
  return request;
}

/** The same without the caller's own words. */
export function understood(body: Json, facts: Partial<Asking> = {}): Omit<ChatRequest, "verbatim"> {
  const { verbatim: _, ...rest } = chat(body, facts);
  return rest;
}

export const facts: AnswerFacts = { id: "abcdefghijklmnopqrstuvwx", model: "claude-sonnet-5", at: 1_790_000_000_000 };

export const hello: Json = { contents: [{ role: "user", parts: [{ text: "Hello" }] }] };
