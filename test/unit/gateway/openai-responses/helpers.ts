import { OpenAI } from "openai";
import type {
  AnswerPart,
  Ask,
  Asking,
  CallSignatures,
  RememberedAnswer,
} from "../../../../src/gateway/formats/format.ts";
import { openAiResponsesFormat } from "../../../../src/gateway/formats/openai-responses/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { ChatRequest } from "../../../../src/spec/request.ts";

/** A memory that forgets nothing by itself. */
export function createMemory(signatures: Readonly<Record<string, CallSignatures>> = {}): Asking["memory"] {
  const answers = new Map<string, RememberedAnswer>();
  return {
    signaturesOf: (callId) => signatures[callId],
    conversationOf: (id) => answers.get(id),
    keep: (id, answer) => void answers.set(id, answer),
    forget: (id) => answers.delete(id),
  };
}

/** Reads a request; `model` and `input` are there unless it says otherwise. */
export function ask(body: Json, memory = createMemory()): Ask {
  return openAiResponsesFormat.read({ model: "m", input: "Hi", ...body }, { headers: {}, memory });
}

/** The request for a model, which is always a chat. */
export function chat(body: Json, memory = createMemory()): ChatRequest {
  const { request } = ask(body, memory);
  if (request.kind !== "chat") throw new Error("no chat");
  return request;
}

export const FACTS = { id: "abcdefghijklmnopqrstuvwx", model: "some-model", at: 1_700_000_000_123 };

export const USAGE = {
  input: 20,
  cacheRead: 5,
  cacheWrite: 2,
  cacheWriteLong: 0,
  output: 9,
  reasoning: 4,
  source: "reported",
} as const;

/** An answer's parts, with usage and an end. */
export function answerOf(...parts: readonly AnswerPart[]): readonly AnswerPart[] {
  return [...parts, { type: "usage", usage: USAGE }, { type: "finish", reason: "stop" }];
}

/** The text of all events. */
export function written(asked: Ask, parts: readonly AnswerPart[]): string {
  const encoder = asked.encoder(FACTS);
  return parts.map((part) => encoder.push(part)).join("") + encoder.terminator;
}

/** The data of each event, whose name must be its type. */
export function eventsIn(text: string): readonly Json[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => {
      const [, name, data = ""] = /^event: (.+)\ndata: (.+)$/.exec(event) ?? [];
      const parsed = JSON.parse(data) as Json;
      if (parsed["type"] !== name) throw new Error(`${name} holds ${String(parsed["type"])}`);
      return parsed;
    });
}

/** OpenAI's own client, which gets `text` for an answer, cut after every `size` bytes. */
export function clientOf(text: string, { streamed = true, size = 7 } = {}): OpenAI {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
      controller.close();
    },
  });
  const type = streamed ? "text/event-stream" : "application/json";
  return new OpenAI({
    apiKey: "none",
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(body, { headers: { "content-type": type } })),
  });
}
