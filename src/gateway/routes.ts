import { askModel, type Entrance } from "./answer/ask-model.ts";
import type { GatewayMemory } from "./answer/memory.ts";
import { countTokens, type Counter } from "./answer/count-tokens.ts";
import { anthropicFormat, countAnswer, readCountRequest } from "./formats/anthropic/format.ts";
import type { Format } from "./formats/format.ts";
import { countAnswer as geminiCount, readCountRequest as readGeminiCount } from "./formats/gemini/count.ts";
import { geminiFormat } from "./formats/gemini/format.ts";
import { openAiChatFormat } from "./formats/openai-chat/format.ts";
import { openAiCompletionsFormat } from "./formats/openai-completions/format.ts";
import { openAiEmbeddingsFormat } from "./formats/openai-embeddings/format.ts";
import { openAiResponsesFormat } from "./formats/openai-responses/format.ts";
import type { Exchange } from "./http/exchange.ts";
import type { Json } from "./json.ts";
import { sendModel, sendModels } from "./models.ts";
import type { GatewayPorts } from "./ports.ts";
import type { Problem } from "./problem.ts";
import { sendInputItems, sendRemembered } from "./responses.ts";

/** What a handler is given. */
export interface Handling {
  readonly ports: GatewayPorts;
  readonly memory: GatewayMemory;
  readonly exchange: Exchange;
  /** What the address's pattern caught. */
  readonly caught: Readonly<Record<string, string | undefined>>;
}

/** One address of the gateway. */
export interface RouteEntry {
  readonly method: "GET" | "POST" | "DELETE";
  readonly path: RegExp;
  /** In whose words errors are told. */
  readonly format: Format;
  /** What it is called in the metrics. */
  readonly name: string;
  /** Answers a request with a body. */
  readonly post?: (handling: Handling, body: Json) => Promise<void>;
  /** Answers a request without one, or says what is wrong with it. */
  readonly get?: (handling: Handling) => Problem | undefined;
}

const asking =
  (format: Format) =>
  ({ ports, memory, exchange }: Handling, body: Json): Promise<void> =>
    askModel(entranceOf(ports, memory, format), exchange, body);

function entranceOf(ports: GatewayPorts, memory: GatewayMemory, format: Format): Entrance {
  return { ports, memory, format, note: (answer) => memory.note(answer) };
}

const geminiCounter: Counter = { format: geminiFormat, read: readGeminiCount, answer: geminiCount };
const anthropicCounter: Counter = { format: anthropicFormat, read: readCountRequest, answer: countAnswer };

/** OpenAI's addresses are taken with and without `/v1`: tools differ in which of the two they add. */
function openAi(path: string): RegExp {
  return new RegExp(`^(?:/v1)?${path}$`);
}

/** A model's name may hold slashes and colons; Google's older SDK leaves `models/` out before one with a slash. */
function gemini(call: string): RegExp {
  return new RegExp(`^/v1(?:beta|alpha)?/(?:models/)?(?<model>.+):${call}$`);
}

/** Every address, in no order that matters: no two patterns of one method fit one path. */
export const routes: readonly RouteEntry[] = [
  post("chat", openAi("/chat/completions"), openAiChatFormat),
  post("responses", openAi("/responses"), openAiResponsesFormat),
  post("completions", openAi("/completions"), openAiCompletionsFormat),
  post("embeddings", openAi("/embeddings"), openAiEmbeddingsFormat),
  post("messages", openAi("/messages"), anthropicFormat),
  count(openAi("/messages/count_tokens"), anthropicCounter),
  count(gemini("countTokens"), geminiCounter),
  {
    method: "POST",
    path: gemini("(?<call>generateContent|streamGenerateContent)"),
    format: geminiFormat,
    name: "gemini",
    post({ ports, memory, exchange, caught }, body) {
      const streamed = caught["call"] === "streamGenerateContent";
      const asList = streamed && exchange.target.query.get("alt") !== "sse";
      const named = { model: caught["model"] ?? "", streamed, asList };
      return askModel(entranceOf(ports, memory, geminiFormat), exchange, body, named);
    },
  },
  { method: "GET", path: openAi("/models"), format: openAiChatFormat, name: "models", get: sendModels },
  { method: "GET", path: openAi("/models/(?<model>.+)"), format: openAiChatFormat, name: "models", get: sendModel },
  { method: "GET", path: /^\/v1(?:beta|alpha)\/models$/, format: geminiFormat, name: "models", get: sendModels },
  {
    method: "GET",
    path: /^\/v1(?:beta|alpha)\/models\/(?<model>.+)$/,
    format: geminiFormat,
    name: "models",
    get: sendModel,
  },
  {
    method: "GET",
    path: openAi("/responses/(?<id>[^/]+)/input_items"),
    format: openAiResponsesFormat,
    name: "responses",
    get: sendInputItems,
  },
  remembered("GET"),
  remembered("DELETE"),
];

function post(name: string, path: RegExp, format: Format): RouteEntry {
  return { method: "POST", path, format, name, post: asking(format) };
}

function count(path: RegExp, counter: Counter): RouteEntry {
  return {
    method: "POST",
    path,
    format: counter.format,
    name: "count",
    post: ({ ports, memory, exchange, caught }, body) =>
      countTokens(ports, counter, exchange, body, { memory, ...(caught["model"] && { model: caught["model"] }) }),
  };
}

function remembered(method: "GET" | "DELETE"): RouteEntry {
  const path = openAi("/responses/(?<id>[^/]+)");
  return { method, path, format: openAiResponsesFormat, name: "responses", get: sendRemembered };
}

/** What was found for a request's address. */
export interface Found {
  readonly entry: RouteEntry;
  readonly caught: Readonly<Record<string, string | undefined>>;
  readonly takesMethod: boolean;
}

/** Finds an address; one that is there for other methods alone is found too, for the error to be in its words. */
export function findAddress(method: string, path: string): Found | undefined {
  let other: Found | undefined;
  for (const entry of routes) {
    const match = entry.path.exec(path);
    if (!match) continue;
    const found = { entry, caught: decoded(match.groups), takesMethod: entry.method === method };
    if (found.takesMethod) return found;
    other ??= found;
  }
  return other;
}

/** What a pattern caught, without percent signs; as it stands where those are none of an encoding. */
function decoded(groups: Readonly<Record<string, string>> = {}): Found["caught"] {
  try {
    return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decodeURIComponent(value)]));
  } catch {
    return groups;
  }
}
