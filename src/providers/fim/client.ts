import type { FillEndpoint, Provider } from "../../spec/provider.ts";
import type { FillRequest } from "../../spec/request.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { streamAnswer } from "../answer.ts";
import type { Connection } from "../dialect.ts";
import type { Wire } from "../http/wire.ts";
import { mapFailure } from "../openai-chat/map-failure.ts";
import { createChatParser } from "../openai-chat/parse-stream.ts";
import { createSdk, wireFor } from "../openai-chat/sdk.ts";
import { judgeEvent } from "../openai-chat/judge-event.ts";
import type { WireChunk } from "../openai-chat/wire-chunk.ts";
import { buildMistralRequest, buildSuffixRequest } from "./build-request.ts";

/** A gap to be filled by a model that can do so by itself. */
export interface FillCall {
  readonly endpoint: FillEndpoint;
  readonly request: FillRequest;
  readonly model: string;
}

/**
 * Fills a gap at the provider's own endpoint. Both styles answer in chunks that the chat parser reads,
 * `choices[0].text` in the one and `choices[0].delta.content` in the other, and fail as chats do.
 */
export function streamFill(connection: Connection, call: FillCall, signal: AbortSignal): AsyncIterable<StreamPart> {
  const { provider, key } = connection;
  const baseUrl = call.endpoint.baseUrl ?? provider.baseUrl;
  return streamAnswer<WireChunk>(
    {
      request: call.request,
      wire: { ...wireFor(connection, baseUrl), events: { judge: judgeEvent } },
      parser: createChatParser(provider.id),
      failureOf: (report) => mapFailure(report, { key, now: Date.now() }),
      open: (opened, abort) => openStream(call, provider, baseUrl, opened, abort),
    },
    signal,
  );
}

/** The SDK's chunk types promise more and know less than `WireChunk`. */
async function openStream(
  { endpoint, request, model }: FillCall,
  provider: Provider,
  baseUrl: string,
  wire: Wire,
  signal: AbortSignal,
): Promise<AsyncIterable<WireChunk>> {
  const sdk = createSdk(baseUrl, wire);
  if (endpoint.style === "prompt-suffix") {
    const body = buildSuffixRequest(request, model, provider);
    return (await sdk.completions.create(body, { signal })) as AsyncIterable<WireChunk>;
  }
  const body = buildMistralRequest(request, model);
  return (await sdk.post("/fim/completions", { body, stream: true, signal })) as AsyncIterable<WireChunk>;
}
