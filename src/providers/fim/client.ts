import type { FillEndpoint } from "../../spec/provider.ts";
import type { FillRequest } from "../../spec/request.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { streamAnswer } from "../answer.ts";
import type { Connection } from "../dialect.ts";
import type { Wire } from "../http/wire.ts";
import { mapFailure } from "../openai-chat/map-failure.ts";
import { createChatParser } from "../openai-chat/parse-stream.ts";
import { createSdk, judgeEvent, wireFor } from "../openai-chat/sdk.ts";
import type { WireChunk } from "../openai-chat/wire-chunk.ts";
import { buildMistralRequest, buildSuffixRequest } from "./build-request.ts";

/**
 * Fills a gap at the provider's own endpoint. Both styles answer in chunks that the chat parser reads: `choices[0].text` in
 * the one, `choices[0].delta.content` in the other; so do their errors.
 */
export function streamFill(
  connection: Connection,
  endpoint: FillEndpoint,
  request: FillRequest,
  model: string,
  signal: AbortSignal,
): AsyncIterable<StreamPart> {
  const { provider, key } = connection;
  const baseUrl = endpoint.baseUrl ?? provider.baseUrl;

  /** The SDK's chunk types promise more and know less than `WireChunk`. */
  async function open(wire: Wire, signal: AbortSignal): Promise<AsyncIterable<WireChunk>> {
    const sdk = createSdk(baseUrl, wire);
    if (endpoint.style === "prompt-suffix") {
      return (await sdk.completions.create(buildSuffixRequest(request, model, provider), {
        signal,
      })) as AsyncIterable<WireChunk>;
    }
    const body = buildMistralRequest(request, model);
    return (await sdk.post("/fim/completions", { body, stream: true, signal })) as AsyncIterable<WireChunk>;
  }

  return streamAnswer<WireChunk>(
    {
      request,
      wire: { ...wireFor(connection, baseUrl), judge: judgeEvent },
      open,
      parser: createChatParser(provider.id),
      failureOf: (report) => mapFailure(report, { key, now: Date.now() }),
    },
    signal,
  );
}
