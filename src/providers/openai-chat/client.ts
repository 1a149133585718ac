import type { ModelInfo, Provider } from "../../spec/provider.ts";
import { streamAnswer } from "../answer.ts";
import type { ChatCall, Connection, DialectClient } from "../dialect.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { Wire } from "../http/wire.ts";
import { readListing } from "../list-models.ts";
import { prefersResponses } from "../openai-responses/prefers-responses.ts";
import { streamResponses } from "../openai-responses/stream-responses.ts";
import { buildRequest } from "./build-request.ts";
import { mapFailure } from "./map-failure.ts";
import { normaliseModels } from "./models.ts";
import { createChatParser } from "./parse-stream.ts";
import { createSdk, wireFor } from "./sdk.ts";
import { judgeEvent } from "./judge-event.ts";
import type { WireChunk } from "./wire-chunk.ts";

/** Chat Completions, of OpenAI and of every server that follows it. */
export function connect(connection: Connection): DialectClient {
  const { provider, key } = connection;
  const wire = wireFor(connection, provider.baseUrl);
  const failureOf = (report: ErrorReport) => mapFailure(report, { key, now: Date.now() });

  return {
    chat(call, signal) {
      if (prefersResponses(call, provider)) return streamResponses(connection, call, signal);
      return streamAnswer<WireChunk>(
        {
          request: call.request,
          wire: { ...wire, events: { judge: judgeEvent } },
          parser: createChatParser(provider.id),
          failureOf,
          open: (opened, abort) => openStream(call, provider, opened, abort),
        },
        signal,
      );
    },
    listModels: (signal) =>
      readListing(provider, { wire, failureOf }, (opened) => list(provider, opened, signal), signal),
  };
}

async function openStream(
  call: ChatCall,
  provider: Provider,
  wire: Wire,
  signal: AbortSignal,
): Promise<AsyncIterable<WireChunk>> {
  const sdk = createSdk(provider.baseUrl, wire);
  const chunks = await sdk.chat.completions.create(buildRequest(call, provider), { signal });
  // The SDK's chunk type is OpenAI's alone; `WireChunk` asks less of it and knows more fields.
  return chunks as AsyncIterable<WireChunk>;
}

/** Not the SDK's `models.list()`, which finds nothing where a server answers with a bare list, as Together does. */
async function list(provider: Provider, wire: Wire, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const sdk = createSdk(provider.baseUrl, wire);
  return normaliseModels(await sdk.get<unknown>("/models", { signal }), provider);
}
