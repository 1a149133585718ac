import type { Provider } from "../../spec/provider.ts";
import type { ChatRequest, ModelRequest } from "../../spec/request.ts";
import type { Verbatim, WireFormat } from "../../spec/wire-format.ts";
import type { ChatCall } from "../dialect.ts";
import { isPlainRequest } from "../openai-responses/plain-request.ts";
import { isOpenAi, prefersResponses } from "../openai-responses/prefers-responses.ts";
import { hasFill } from "../fill/has-fill.ts";
import type { WireSpeaker } from "./wire-speaker.ts";

/** How a request goes to a provider without an SDK. */
export type WireLane = VerbatimLane | TranslatedLane;

interface CommonLane {
  readonly request: ModelRequest;
  readonly model: string;
  readonly speaker: WireSpeaker;
  /** Where the address of this call begins, without a slash at the end. */
  readonly baseUrl: string;
}

/** In the caller's own words; the answer goes back as it comes. */
export interface VerbatimLane extends CommonLane {
  readonly verbatim: Verbatim;
}

/** Translated, and streamed in any case; only what is read of the answer goes back. */
export interface TranslatedLane extends CommonLane {
  readonly verbatim?: never;
  readonly body: object;
}

const SPEAKERS: Readonly<Record<WireFormat, () => Promise<WireSpeaker>>> = {
  "openai-chat": async () => (await import("./openai-chat.ts")).openAiChat,
  "openai-responses": async () => (await import("./openai-responses.ts")).openAiResponses,
  "openai-completions": async () => (await import("./openai-completions.ts")).openAiCompletions,
  "openai-embeddings": async () => (await import("./openai-embeddings.ts")).openAiEmbeddings,
  "anthropic-messages": async () => (await import("./anthropic-messages.ts")).anthropicMessages,
  gemini: async () => (await import("./gemini.ts")).gemini,
};

/** Those that were loaded: asking the loader again takes longer than all else that is done here. */
const loaded = new Map<WireFormat, WireSpeaker>();

async function speakerOf(format: WireFormat): Promise<WireSpeaker> {
  const speaker = loaded.get(format) ?? (await SPEAKERS[format]());
  loaded.set(format, speaker);
  return speaker;
}

/** The lane for a request in its caller's own words; undefined where it has none, or the provider speaks otherwise. */
export async function verbatimLane(
  provider: Provider,
  request: ModelRequest,
  model: string,
): Promise<VerbatimLane | undefined> {
  const { verbatim } = request;
  if (!verbatim) return undefined;
  const baseUrl = addressFor(verbatim.format, provider, model);
  if (baseUrl === undefined || !takesAsItIs(request, verbatim, provider, model)) return undefined;
  return { request, model, baseUrl, verbatim, speaker: await speakerOf(verbatim.format) };
}

/** The lane for a conversation that was asked for in another format: translated, and streamed in any case. */
export async function translatedLane(provider: Provider, request: ChatRequest, model: string): Promise<TranslatedLane> {
  const { buildBody, formatFor } = await import("./build-body.ts");
  const call: ChatCall = { request, model, reasoning: "usual" };
  const speaker = await speakerOf(formatFor(call, provider));
  return { request, model, speaker, baseUrl: provider.baseUrl, body: buildBody(call, provider) };
}

/** Whether a server that speaks the format takes what this very request asks. */
function takesAsItIs(request: ModelRequest, { format, body }: Verbatim, provider: Provider, model: string): boolean {
  if (format === "openai-responses") return isOpenAi(provider) || isPlainRequest(body);
  return (
    format !== "openai-chat" ||
    request.kind !== "chat" ||
    !prefersResponses({ request, model, reasoning: "usual" }, provider)
  );
}

/** Where the provider takes this format; undefined if it does not. */
function addressFor(format: WireFormat, provider: Provider, model: string): string | undefined {
  const { dialect, baseUrl, fill } = provider;
  switch (format) {
    case "openai-chat":
    case "anthropic-messages":
    case "gemini":
      return dialect === format ? baseUrl : undefined;
    case "openai-responses":
      return dialect === "openai-chat" && provider.responses === true ? baseUrl : undefined;
    case "openai-completions":
      return hasFill(fill, model) && fill.style === "prompt-suffix" ? (fill.baseUrl ?? baseUrl) : undefined;
    case "openai-embeddings":
      return dialect === "openai-chat" ? baseUrl : undefined;
  }
}
