import { startGatewayStand, type GatewayStand } from "../../../support/gateway-stand.ts";
import { readBody, startServer } from "../../../support/loopback-server.ts";
import type { GatewayRules } from "../../../../src/gateway/ports.ts";
import type { Json } from "../../../../src/gateway/json.ts";
import { record } from "../matrix/reading.ts";
import { upstreams } from "../matrix/upstreams/stand-in.ts";

/** A gateway over upstreams that answer with the very bytes they are given. */
export interface ReplayBench {
  readonly stand: GatewayStand;
  /** Where the upstreams are. */
  readonly upstreamUrl: string;
  /** The bodies that arrived, with the path of each, oldest first. */
  readonly arrived: { readonly path: string; readonly body: Json }[];
  /** What the next requests are answered with, each as pieces of a stream; the last is kept for those that follow. */
  answers(...next: readonly (readonly (string | Uint8Array)[])[]): void;
  stop(): Promise<void>;
}

export async function startReplay(...models: GatewayRules["models"]): Promise<ReplayBench> {
  const arrived: ReplayBench["arrived"] = [];
  let answers: (readonly (string | Uint8Array)[])[] = [];
  const server = await startServer(async (request, response) => {
    const body = record(JSON.parse(await readBody(request)), "the body");
    arrived.push({ path: new URL(request.url ?? "/", "http://upstream").pathname, body });
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const piece of (answers.length > 1 ? answers.shift() : answers[0]) ?? []) response.write(piece);
    response.end();
  });
  const providers = upstreams.map((each) => each.provider(server.url));
  const stand = await startGatewayStand({ providers, rules: { models } });
  return {
    stand,
    upstreamUrl: server.url,
    arrived,
    answers(...next) {
      arrived.length = 0;
      answers = [...next];
    },
    async stop() {
      await stand.close();
      await server.stop();
    },
  };
}

/** Events as they stand on the wire; those of Anthropic and of Responses bear their type as a name. */
export function sse(...events: readonly (Json | string)[]): readonly string[] {
  return events.map((event) => {
    if (typeof event === "string") return `data: ${event}\n\n`;
    const name = typeof event["type"] === "string" ? `event: ${event["type"]}\n` : "";
    return `${name}data: ${JSON.stringify(event)}\n\n`;
  });
}

/** A chunk of Chat Completions. */
export function chatChunk(delta: Json, finish: string | null = null): Json {
  const choices = [{ index: 0, delta, finish_reason: finish }];
  return { id: "c1", object: "chat.completion.chunk", created: 1, model: "m", choices };
}

/** An event of Gemini. */
export function geminiChunk(parts: readonly Json[], more: Json = {}, usage?: Json): Json {
  return {
    candidates: [{ content: { parts, role: "model" }, index: 0, ...more }],
    ...(usage && { usageMetadata: usage }),
    modelVersion: "m",
    responseId: "r1",
  };
}

/** The events of a message of Anthropic's, around those of its blocks. */
export function message(reason: string, ...blocks: readonly Json[]): readonly Json[] {
  const head = { id: "m1", type: "message", role: "assistant", model: "m", content: [], stop_reason: null };
  const usage = { input_tokens: 9, output_tokens: 1 };
  return [
    { type: "message_start", message: { ...head, stop_sequence: null, usage } },
    ...blocks,
    { type: "message_delta", delta: { stop_reason: reason, stop_sequence: null }, usage: { output_tokens: 7 } },
    { type: "message_stop" },
  ];
}

export function blockStart(index: number, block: Json): Json {
  return { type: "content_block_start", index, content_block: block };
}

export function blockDelta(index: number, delta: Json): Json {
  return { type: "content_block_delta", index, delta };
}

export function blockStop(index: number): Json {
  return { type: "content_block_stop", index };
}
