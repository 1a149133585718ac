import type { ChatCall, Connection, DialectClient } from "../dialect.ts";
import { streamAnswer } from "../answer.ts";
import { readListing } from "../list-models.ts";
import { buildRequest } from "./build-request.ts";
import { mapFailure } from "./map-failure.ts";
import { normaliseModels } from "./models.ts";
import { createChatParser } from "./parse-stream.ts";
import { createSdk, judgeEvent, wireFor } from "./sdk.ts";
import type { WireChunk } from "./wire-chunk.ts";

/** Chat Completions, of OpenAI and of every server that follows it. */
export function connect(connection: Connection): DialectClient {
  const { provider, key } = connection;
  const wire = wireFor(connection, provider.baseUrl);
  const failureOf = (report: Parameters<typeof mapFailure>[0]) => mapFailure(report, { key, now: Date.now() });

  return {
    chat: (call: ChatCall, signal) =>
      streamAnswer<WireChunk>(
        {
          request: call.request,
          wire: { ...wire, judge: judgeEvent },
          parser: createChatParser(provider.id),
          failureOf,
          // The SDK's chunk type is OpenAI's alone; `WireChunk` asks less of it and knows more fields.
          open: async (opened, abort) =>
            (await createSdk(provider.baseUrl, opened).chat.completions.create(buildRequest(call, provider), {
              signal,
            })) as AsyncIterable<WireChunk>,
        },
        signal,
      ),
    listModels: (signal) =>
      readListing(provider, { wire, failureOf }, signal, async (opened) =>
        // Not `models.list()`: it drops everything when a server answers with a bare list, as Together does.
        normaliseModels(await createSdk(provider.baseUrl, opened).get<unknown>("/models", { signal }), provider),
      ),
  };
}
