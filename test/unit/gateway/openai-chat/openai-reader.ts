import { OpenAI } from "openai";
import type { AnswerMemory, AnswerPart, Ask, Asking, CallSignatures } from "../../../../src/gateway/formats/format.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import type { Usage } from "../../../../src/spec/usage.ts";

export const FACTS = { id: "0123456789abcdefghijklmn", model: "claude-sonnet-5", at: 1_780_000_000_500 };

export const USAGE: Usage = {
  input: 100,
  cacheRead: 60,
  cacheWrite: 20,
  cacheWriteLong: 10,
  output: 50,
  reasoning: 30,
  source: "reported",
};

/** What comes with a body. `signatures` is what the gateway remembers of calls. */
export function asking(
  signatures: Readonly<Record<string, CallSignatures>> = {},
  headers: Asking["headers"] = {},
): Asking {
  const memory: AnswerMemory = {
    signaturesOf: (id) => signatures[id],
    conversationOf: () => undefined,
    keep: () => undefined,
    forget: () => false,
  };
  return { headers, memory };
}

/** The events that an encoder writes for these parts. */
export function written(ask: Ask, parts: readonly AnswerPart[]): string {
  const encoder = ask.encoder(FACTS);
  return parts.map((part) => encoder.push(part)).join("");
}

/** The data of each event. */
export function eventsIn(stream: string): readonly unknown[] {
  return stream
    .split("\n\n")
    .filter(Boolean)
    .map((event) => {
      const data = event.replace(/^data: /, "");
      return data === "[DONE]" ? data : JSON.parse(data);
    });
}

/** OpenAI's own SDK, whatever it asks being answered by these events, in pieces of seven bytes, or by this value. */
export function sdkThatReads(answer: string | Json): OpenAI {
  const isStream = typeof answer === "string";
  const bytes = new TextEncoder().encode(isStream ? answer : JSON.stringify(answer));
  const body = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      start(controller) {
        for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
        controller.close();
      },
    });
  return new OpenAI({
    apiKey: "none",
    baseURL: "http://127.0.0.1/v1",
    maxRetries: 0,
    logLevel: "off",
    fetch: async () =>
      new Response(body(), { headers: { "content-type": isStream ? "text/event-stream" : "application/json" } }),
  });
}
