import type { ServerResponse } from "node:http";
import type { Provider } from "../../../../../src/spec/provider.ts";
import { record } from "../reading.ts";
import { readBody, startServer } from "../../../../support/loopback-server.ts";
import { testProvider } from "../../../../support/test-providers.ts";
import type { ChatFormat, Got, Reply } from "../words.ts";
import { anthropicMessages } from "./anthropic-messages.ts";
import { gemini } from "./gemini.ts";
import { openAiChat } from "./openai-chat.ts";
import { openAiResponses } from "./openai-responses.ts";
import type { Asked, WireFormat } from "./wire-format.ts";

const FORMATS: readonly WireFormat[] = [openAiChat, openAiResponses, anthropicMessages, gemini];

/** A provider that a call may go to. */
export interface Upstream {
  readonly name: string;
  readonly model: string;
  /** The formats that it takes as they are; to all others the first is spoken. */
  readonly speaks: readonly [ChatFormat, ...ChatFormat[]];
  provider(url: string): Provider;
}

function upstream(
  id: string,
  model: string,
  speaks: Upstream["speaks"],
  more: Partial<Provider>,
  version = "v1",
): Upstream {
  return {
    name: id,
    model,
    speaks,
    provider: (url) =>
      testProvider("openai-chat", {
        id,
        name: id,
        baseUrl: `${url}/${id}/${version}`,
        models: [{ id: model }],
        ...more,
      }),
  };
}

/** One of each kind. The models are ones that take all that is asked for, apart from what their format lacks. */
export const upstreams: readonly Upstream[] = [
  upstream("compatible", "qwen3-coder", ["openai-chat"], {}),
  upstream("openai", "gpt-4.1", ["openai-chat", "openai-responses"], { responses: true }),
  upstream("anthropic", "claude-sonnet-4-6", ["anthropic-messages"], { dialect: "anthropic-messages" }),
  upstream("gemini", "gemini-3.8-flash", ["gemini"], { dialect: "gemini" }, "v1beta"),
];

/** All upstreams behind one port. */
export interface StandIn {
  readonly url: string;
  /** What arrived, oldest first. */
  readonly got: Got[];
  /** What was wrong with a request that came, for the test to fail with. */
  readonly wrong: unknown[];
  /** Answers the next requests with these, one each, and forgets what came before. */
  script(...replies: readonly Reply[]): void;
  /** Answers the next counts of tokens. */
  tokens: number;
  stop(): Promise<void>;
}

export async function startStandIn(): Promise<StandIn> {
  const got: Got[] = [];
  const wrong: unknown[] = [];
  let replies: Reply[] = [];
  const server = await startServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
    const body = record(JSON.parse(await readBody(request)), "the body");
    const asked: Asked = { path: pathname, query: searchParams, headers: request.headers, body };
    if (/count_?tokens$/i.test(pathname)) return sendJson(response, 200, countOf(pathname, standIn.tokens));
    try {
      const format = FORMATS.find(({ path }) => path.test(pathname));
      if (!format) throw new Error(`nothing is at ${pathname}`);
      const read = format.read(asked);
      got.push(read);
      const reply = replies.shift();
      if (!reply) throw new Error("no more requests were expected");
      await answer(response, format, reply, read);
    } catch (error) {
      wrong.push(error);
      sendJson(response, 400, { error: { message: "The stand-in refuses this.", code: "caller_fault" } });
    }
  });
  const standIn: StandIn = {
    url: server.url,
    got,
    wrong,
    tokens: 0,
    script(...next) {
      got.length = 0;
      wrong.length = 0;
      replies = [...next];
    },
    stop: server.stop,
  };
  return standIn;
}

async function answer(response: ServerResponse, format: WireFormat, reply: Reply, got: Got): Promise<void> {
  if ("refuses" in reply) {
    const { status, headers, body } = format.error(reply.refuses);
    return sendJson(response, status, body, headers);
  }
  if (got.streamed) {
    response.writeHead(200, { "content-type": "text/event-stream" });
    for (const event of format.events(reply, got.model)) response.write(event);
    if (reply.breaks !== "cut") return void response.end();
    await flushed(response);
    return void response.destroy();
  }
  const whole = JSON.stringify(format.whole(reply, got.model));
  if (reply.breaks === "error") return sendJson(response, 500, { error: { message: "The server had an error" } });
  if (reply.breaks !== "cut") return sendJson(response, 200, whole);
  response.writeHead(200, { "content-type": "application/json", "content-length": whole.length });
  response.write(whole.slice(0, -20));
  await flushed(response);
  response.destroy();
}

function flushed(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.write("", () => setTimeout(resolve, 5)));
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}

function countOf(path: string, tokens: number): unknown {
  return path.endsWith("count_tokens") ? { input_tokens: tokens } : { totalTokens: tokens };
}
