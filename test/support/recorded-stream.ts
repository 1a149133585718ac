import { readFileSync } from "node:fs";
import type { StreamPart } from "../../src/spec/stream.ts";

/** A stream as a provider sends it, from `test/fixtures/streams`. */
export function readRecording(name: string): Uint8Array {
  return readFileSync(new URL(`../fixtures/streams/${name}.sse`, import.meta.url));
}

/** What a `fetch` was asked for. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A `fetch` without a network that answers every request alike, and keeps what it was asked. */
export interface PlayedFetch {
  readonly fetch: typeof fetch;
  readonly sent: readonly SentRequest[];
}

/** Answers with these pieces of a body, one after the other. */
export function play(pieces: readonly Uint8Array[], init: ResponseInit = {}): PlayedFetch {
  const sent: SentRequest[] = [];
  return {
    sent,
    async fetch(input, request) {
      const body = typeof request?.body === "string" ? (JSON.parse(request.body) as unknown) : undefined;
      const url = input instanceof Request ? input.url : String(input);
      sent.push({ url, method: request?.method ?? "GET", headers: new Headers(request?.headers), body });
      return new Response(streamOf(pieces), { headers: { "content-type": "text/event-stream" }, ...init });
    },
  };
}

/** Answers with a JSON body. */
export function playJson(body: unknown, status = 200, headers: Record<string, string> = {}): PlayedFetch {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return play([bytes], { status, headers: { "content-type": "application/json", ...headers } });
}

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

/** Every way to cut `bytes` in two, and, as the last one, all bytes by themselves. */
export function* everyCut(bytes: Uint8Array): Generator<readonly Uint8Array[]> {
  for (let at = 1; at < bytes.length; at += 1) yield [bytes.subarray(0, at), bytes.subarray(at)];
  yield singleBytes(bytes);
}

export function singleBytes(bytes: Uint8Array): readonly Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/**
 * The same stream as other servers frame it: with CRLF, with CR, without the space after `data:`, with comments
 * between, with a byte order mark, without the empty line at its end.
 */
export function reframed(bytes: Uint8Array): readonly Uint8Array[] {
  const text = new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
  return [
    text.replaceAll("\n", "\r\n"),
    text.replaceAll("\n", "\r"),
    text.replaceAll("data: ", "data:"),
    text.replaceAll("\n\n", "\n\n: ping\n\n"),
    `\uFEFF${text}`,
    text.trimEnd(),
  ].map((each) => new TextEncoder().encode(each));
}

/**
 * All parts of a stream. Pieces of text, of reasoning and of one tool call are joined, since where they are cut
 * means nothing.
 */
export async function collect(parts: AsyncIterable<StreamPart>): Promise<readonly StreamPart[]> {
  const found: StreamPart[] = [];
  for await (const part of parts) {
    const last = found.at(-1);
    const joined = last && join(last, part);
    if (joined) found[found.length - 1] = joined;
    else found.push(part);
  }
  return found;
}

function join(last: StreamPart, next: StreamPart): StreamPart | undefined {
  if (last.type === "text" && next.type === "text") return { type: "text", text: last.text + next.text };
  if (last.type === "reasoning" && next.type === "reasoning" && !last.signature) {
    return { ...next, text: last.text + next.text };
  }
  if (last.type === "tool-call" && next.type === "tool-call" && last.index === next.index) {
    return { ...last, arguments: last.arguments + next.arguments };
  }
  return undefined;
}
