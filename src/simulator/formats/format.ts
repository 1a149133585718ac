import type { IncomingHttpHeaders } from "node:http";
import type { JsonObject } from "../json.ts";
import type { InputUsage } from "../prompt-cache.ts";
import type { Prompt } from "../prompt.ts";
import type { LimitStates } from "../rate-window.ts";

/** A request as an endpoint sees it: its body is decoded JSON, an empty object where there is none. */
export interface IncomingCall {
  /** What the endpoint's path pattern captured. */
  readonly captured: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
  /** The simulated provider's id of this request. */
  readonly requestId: string;
}

/** A response that is an error, or any other short JSON. */
export interface JsonReply {
  readonly kind: "json";
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The request is good: an answer to `prompt` is to be written by `encoder`. */
export interface AnswerReply {
  readonly kind: "answer";
  readonly prompt: Prompt;
  /** In pieces as it is written, or whole. */
  readonly stream: boolean;
  readonly contentType: string;
  readonly encoder: (answer: AnswerContext) => Encoder;
}

export type Reply = JsonReply | AnswerReply;

/** What is known when an answer begins. */
export interface AnswerContext {
  readonly requestId: string;
  readonly model: string;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  readonly input: InputUsage;
  /** Set when the answer is a call of this tool; its tokens are then the arguments' JSON. */
  readonly tool?: string;
}

/** How an answer ended. */
export interface AnswerEnd {
  readonly reason: "stop" | "length" | "tool-calls";
  /** The stop sequence that ended it, where one did. */
  readonly stopSequence?: string;
  /** Tokens sent. */
  readonly output: number;
}

/** Writes one answer in a wire format. Each method gives the bytes to send next, in this order. */
export interface Encoder {
  open(): string;
  token(text: string): string;
  close(end: AnswerEnd): string;
  /** The format's error event, in place of `close`. */
  error(): string;
  /** The same error as a JSON body. */
  readonly errorBody: unknown;
  /** The answer as one JSON body instead. */
  whole(text: string, end: AnswerEnd): unknown;
}

/** Errors that do not come from a particular request field. */
export type ErrorCase =
  | { readonly kind: "rate-limit" | "quota"; readonly retryAfterMs: number; readonly model: string }
  | { readonly kind: "server-error" | "overloaded" | "bad-key" }
  | { readonly kind: "not-found"; readonly method: string; readonly path: string }
  | { readonly kind: "bad-json"; readonly detail: string }
  | { readonly kind: "body-too-large" }
  | { readonly kind: "model-not-found"; readonly model: string }
  | { readonly kind: "context-too-long"; readonly tokens: number; readonly limit: number };

export interface Endpoint {
  readonly method: "GET" | "POST";
  readonly path: RegExp;
  readonly purpose: "answer" | "other";
  reply(call: IncomingCall): Reply;
}

/** A provider's wire format: where it listens, how it fails, which headers it always sends. */
export interface WireFormat {
  readonly endpoints: readonly Endpoint[];
  error(problem: ErrorCase, requestId: string, now: number): JsonReply;
  /** Headers of every response. */
  headers(requestId: string, limits: LimitStates, now: number): Readonly<Record<string, string>>;
  /** Whether the request carries a key. The key itself is not looked at. */
  hasKey(headers: IncomingHttpHeaders, query: URLSearchParams): boolean;
}

/** The content type of an answer. */
export function contentType(stream: boolean): string {
  return stream ? "text/event-stream; charset=utf-8" : "application/json";
}

/** One server-sent event. */
export function sse(data: unknown, event?: string): string {
  return `${event === undefined ? "" : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;
}

/** Ends every message that was made up, so that nobody takes a drill for an outage. */
export function simulated(message: string): string {
  return `${message} (simulated)`;
}
