import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../spec/clock.ts";
import type { ModelInfo } from "../spec/provider.ts";
import { answer } from "./answers/answer.ts";
import { deliverStream, deliverWhole } from "./deliver.ts";
import { draft } from "./draft.ts";
import type { Fault, FaultSwitch } from "./fault.ts";
import type { AnswerReply, Endpoint, ErrorCase, IncomingCall, JsonReply, WireFormat } from "./formats/format.ts";
import { isObject, textOf, type JsonObject } from "./json.ts";
import type { PromptCache } from "./prompt-cache.ts";
import { promptTokens } from "./prompt.ts";
import type { RateWindow } from "./rate-window.ts";
import type { RequestEnding, RequestEntry, RequestLog } from "./request-log.ts";
import type { Speed } from "./speed.ts";
import { goneSignal, readBody, untilAborted } from "./wire.ts";

/** What a simulated provider keeps between requests. */
export interface ProviderState {
  readonly id: string;
  readonly format: WireFormat;
  readonly models: readonly ModelInfo[];
  readonly faults: FaultSwitch;
  readonly cache: PromptCache;
  readonly window: RateWindow;
  readonly log: RequestLog;
  readonly clock: Clock;
  speed(): Speed;
  nextRequestId(): string;
}

/** One request being answered. */
interface Exchange {
  readonly provider: ProviderState;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly requestId: string;
  readonly entry: RequestEntry;
  /** Aborts when the client leaves. */
  readonly signal: AbortSignal;
}

/** Answers one request, and records how it went. */
export async function answerRequest(
  provider: ProviderState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Not as a relative address: `//` would be one without a host, and throw.
  const url = URL.parse(`http://127.0.0.1${request.url}`) ?? new URL("http://127.0.0.1");
  const entry = provider.log.begin({
    provider: provider.id,
    method: request.method ?? "GET",
    path: url.pathname,
    at: provider.clock.now(),
    hadKey: provider.format.hasKey(request.headers, url.searchParams),
  });
  const signal = goneSignal(response);
  const requestId = provider.nextRequestId();
  const ending = await respond({ provider, request, response, url, requestId, entry, signal });
  provider.log.end(entry, ending, provider.clock.now());
}

async function respond(exchange: Exchange): Promise<RequestEnding> {
  const { provider, request, url, entry } = exchange;
  const endpoint = provider.format.endpoints.find(
    ({ method, path }) => method === request.method && path.test(url.pathname),
  );
  if (endpoint === undefined) {
    return fail(exchange, { kind: "not-found", method: entry.method, path: url.pathname });
  }
  entry.purpose = endpoint.purpose;
  const sent = await readBody(request);
  if (sent.kind === "gone") return "aborted";
  if (sent.kind === "too-large") return fail(exchange, { kind: "body-too-large" });

  const body = endpoint.method === "GET" ? {} : decode(sent.text);
  const call: IncomingCall = {
    captured: endpoint.path.exec(url.pathname)?.slice(1) ?? [],
    query: url.searchParams,
    headers: request.headers,
    body: typeof body === "string" ? {} : body,
    requestId: exchange.requestId,
  };
  const model = textOf(call.body.model) || call.captured[0];
  if (model !== undefined) entry.model = model;

  const fault = provider.faults.take(endpoint.purpose);
  if (fault !== undefined) entry.fault = fault.kind;
  if (fault?.kind === "hang" && fault.afterTokens === undefined) {
    await untilAborted(exchange.signal);
    return "aborted";
  }
  const problem = problemOf(fault, model ?? "");
  if (problem !== undefined) return fail(exchange, problem);
  if (typeof body === "string") return fail(exchange, { kind: "bad-json", detail: body });
  return serve(exchange, endpoint, call, fault);
}

/** The body as an object, or what is wrong with it. */
function decode(text: string): JsonObject | string {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : "Expected an object.";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const RETRY_AFTER_MS = 20_000;

/** The error that a fault makes of a request, for those faults that are one. */
function problemOf(fault: Fault | undefined, model: string): ErrorCase | undefined {
  switch (fault?.kind) {
    case "rate-limit":
    case "quota":
      return { kind: fault.kind, retryAfterMs: fault.retryAfterMs ?? RETRY_AFTER_MS, model };
    case "server-error":
    case "overloaded":
    case "bad-key":
      return { kind: fault.kind };
    default:
      return undefined;
  }
}

async function serve(
  exchange: Exchange,
  endpoint: Endpoint,
  call: IncomingCall,
  fault: Fault | undefined,
): Promise<RequestEnding> {
  const reply = endpoint.reply(call);
  if (reply.kind === "json") {
    return fault?.kind === "garbage" ? sendGarbage(exchange, "application/json") : sendJson(exchange, reply);
  }
  const tokens = promptTokens(reply.prompt);
  const limit = exchange.provider.models.find(({ id }) => id === reply.prompt.model)?.contextWindow ?? Infinity;
  if (tokens > limit) return fail(exchange, { kind: "context-too-long", tokens, limit });
  if (fault?.kind === "garbage") return sendGarbage(exchange, reply.contentType);
  return serveAnswer(exchange, reply, fault);
}

function serveAnswer(exchange: Exchange, reply: AnswerReply, fault: Fault | undefined): Promise<RequestEnding> {
  const { provider, response, entry, signal, requestId } = exchange;
  const input = provider.cache.charge(reply.prompt);
  const written = draft(answer(reply.prompt, entry.at), reply.prompt);
  provider.window.spend(1, input.input + written.tokens.length);
  entry.streamed = reply.stream;
  entry.inputTokens = input.input;
  entry.cachedTokens = input.cacheRead;
  setHead(exchange, 200, reply.contentType);
  const encoder = reply.encoder({
    requestId,
    model: reply.prompt.model,
    at: entry.at,
    input,
    ...(written.tool === undefined ? {} : { tool: written.tool }),
  });
  const delivery = {
    response,
    entry,
    encoder,
    draft: written,
    speed: provider.speed(),
    fault,
    clock: provider.clock,
    signal,
  };
  return reply.stream ? deliverStream(delivery) : deliverWhole(delivery);
}

/** Bytes that look like an event stream from afar and are none: broken JSON, then bytes that are not UTF-8. */
const GARBAGE = Buffer.concat([
  Buffer.from('event: message_start\ndata: {"type":"message_start","mess\n\n<html><title>502 Bad Gateway</title>'),
  Buffer.from([0xff, 0xfe, 0xc3, 0x28]),
]);

function sendGarbage(exchange: Exchange, contentType: string): RequestEnding {
  setHead(exchange, 200, contentType);
  exchange.entry.bytes += GARBAGE.length;
  exchange.response.end(GARBAGE);
  return "failed";
}

function fail(exchange: Exchange, problem: ErrorCase): RequestEnding {
  const { provider, requestId, entry } = exchange;
  return sendJson(exchange, provider.format.error(problem, requestId, entry.at));
}

function sendJson(exchange: Exchange, reply: JsonReply): RequestEnding {
  const body = JSON.stringify(reply.body);
  setHead(exchange, reply.status, "application/json");
  for (const [name, value] of Object.entries(reply.headers ?? {})) exchange.response.setHeader(name, value);
  exchange.entry.bytes += Buffer.byteLength(body);
  exchange.response.end(body);
  return reply.status === 200 ? "completed" : "failed";
}

function setHead({ provider, response, requestId, entry }: Exchange, status: number, contentType: string): void {
  response.statusCode = status;
  entry.status = status;
  const headers = provider.format.headers(requestId, provider.window.states(), entry.at);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("content-type", contentType);
  response.setHeader("x-simulated", "true");
}
