import type { Provider } from "../spec/provider.ts";
import type {
  CacheMark,
  ChatRequest,
  ContentPart,
  FilePart,
  ImagePart,
  Message,
  Sampling,
  ToolDefinition,
} from "../spec/request.ts";
import { buildBody } from "./verbatim/build-body.ts";

/** A wish, and the same request without it or with another in its place; undefined where it is not wished. */
type Wish = readonly [name: string, otherwise: (request: ChatRequest) => ChatRequest | undefined];

const WISHES: readonly Wish[] = [
  ["temperature", (request) => omit(request, "temperature")],
  ["stop", (request) => (request.stop?.length ? omit(request, "stop") : undefined)],
  ...(["topP", "topK", "seed", "presencePenalty", "frequencyPenalty"] as const).map((name): Wish => [
    name,
    (request) => omitSampling(request, name),
  ]),
  [
    "toolChoice",
    (request) =>
      request.toolChoice === "required" || typeof request.toolChoice === "object"
        ? { ...request, toolChoice: "auto" }
        : undefined,
  ],
  [
    "parallelToolCalls",
    (request) =>
      request.parallelToolCalls === false && request.tools?.length ? omit(request, "parallelToolCalls") : undefined,
  ],
  ["strict", withoutStrict],
  ["format", (request) => omit(request, "format")],
  // Where a model does not reason, none is what it does.
  ["effort", (request) => (request.effort === "none" ? undefined : omit(request, "effort"))],
  ["reasoningTokens", (request) => (request.reasoningTokens === 0 ? undefined : omit(request, "reasoningTokens"))],
  ["cache", withOtherMarks],
];

/**
 * What a provider's dialect leaves out of a request, by this project's names, since the model is known to refuse it or
 * the format has no place for it. Found by building the request with each wish and without, so that it is always what
 * the dialect does. What is said in words or in another measure instead is not left out.
 */
export function leftOut(request: ChatRequest, provider: Provider, model: string): readonly string[] {
  const light = lightened(request);
  const wishes = WISHES.flatMap(([name, otherwise]) => {
    const other = otherwise(light);
    return other ? [{ name, other }] : [];
  });
  if (wishes.length === 0) return [];
  const bodyOf = (asked: ChatRequest): string =>
    JSON.stringify(buildBody({ request: asked, model, reasoning: "usual" }, provider));
  const whole = bodyOf(light);
  return wishes.flatMap(({ name, other }) => (bodyOf(other) === whole ? [name] : []));
}

function omit<K extends keyof ChatRequest>(request: ChatRequest, name: K): ChatRequest | undefined {
  if (request[name] === undefined) return undefined;
  const { [name]: _, ...rest } = request;
  // Only optional fields are left out.
  return rest as ChatRequest;
}

function omitSampling(request: ChatRequest, name: keyof Sampling): ChatRequest | undefined {
  if (request.sampling?.[name] === undefined) return undefined;
  const { [name]: _, ...sampling } = request.sampling;
  return { ...request, sampling };
}

function withoutStrict(request: ChatRequest): ChatRequest | undefined {
  if (!request.tools?.some(({ strict }) => strict)) return undefined;
  return { ...request, tools: request.tools.map(({ strict: _, ...tool }) => tool) };
}

/**
 * Marks for another time, and not none: where a caller has none, a dialect may set its own in the same places.
 */
function withOtherMarks(request: ChatRequest): ChatRequest | undefined {
  const { systemCache, tools, messages } = request;
  const isAnyMarked = tools?.some(isMarked) || messages.some(({ content }) => content.some(isMarked));
  if (!systemCache && !isAnyMarked) return undefined;
  return {
    ...request,
    ...(systemCache && { systemCache: otherTime(systemCache) }),
    ...(request.tools && { tools: request.tools.map(otherMark) }),
    messages: request.messages.map(({ role, content }) => ({ role, content: content.map(otherMark) })),
  };
}

function otherMark<T extends ContentPart | ToolDefinition>(marked: T): T {
  if (!("cache" in marked) || !marked.cache) return marked;
  return { ...marked, cache: otherTime(marked.cache) };
}

function otherTime(mark: CacheMark): CacheMark {
  return mark === "1h" ? "5m" : "1h";
}

/**
 * The request without its bulk, on which no wish depends: of what was said, only how the assistant's last turn and what
 * follows are made, and where the caller's marks are; of tools, only the schemas of strict ones. This is called before the
 * first word of an answer goes out.
 */
function lightened(request: ChatRequest): ChatRequest {
  const { system, messages, tools } = request;
  return {
    ...request,
    ...(system && { system: lightText(system) }),
    messages: lastTurns(messages).map(({ role, content }) => ({ role, content: content.map(lightPart) })),
    ...(tools && { tools: tools.map((tool) => (tool.strict ? tool : { ...tool, description: "", parameters: {} })) }),
  };
}

function lastTurns(messages: readonly Message[]): readonly Message[] {
  if (messages.some(({ content }) => content.some(isMarked))) return messages;
  const end = messages.findLastIndex(({ role }) => role === "assistant");
  const start = messages.findLastIndex(({ role }, at) => role !== "assistant" && at < end);
  return [{ role: "user", content: [{ type: "text", text: "x" }] }, ...messages.slice(start + 1)];
}

function isMarked(part: ContentPart | ToolDefinition): boolean {
  return "cache" in part && part.cache !== undefined;
}

function lightPart(part: ContentPart): ContentPart {
  switch (part.type) {
    case "text":
    case "reasoning":
      return { ...part, text: lightText(part.text) };
    case "image":
    case "file":
      return lightMedia(part);
    case "tool-call":
      return { ...part, arguments: "{}" };
    case "tool-result":
      return { ...part, content: lightText(part.content), ...(part.media && { media: part.media.map(lightMedia) }) };
  }
}

function lightMedia<T extends ImagePart | FilePart>(part: T): T {
  return part.source.kind === "url" ? part : { ...part, source: { kind: "base64", data: "" } };
}

/** Only whether there is any text may matter. */
function lightText(text: string): string {
  return text.trim() === "" ? "" : "x";
}
