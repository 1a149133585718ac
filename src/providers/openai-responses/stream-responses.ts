import type { Provider } from "../../spec/provider.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { streamAnswer } from "../answer.ts";
import type { ChatCall, Connection } from "../dialect.ts";
import type { Wire } from "../http/wire.ts";
import { createSdk, wireFor } from "../openai-chat/sdk.ts";
import { buildRequest } from "./build-request.ts";
import { responsesEvents } from "./events.ts";
import { mapFailure } from "./map-failure.ts";
import { createResponsesParser } from "./parse-stream.ts";
import type { WireEvent } from "./wire-event.ts";

/** Answers a call by the Responses API of the same provider. */
export function streamResponses(
  connection: Connection,
  call: ChatCall,
  signal: AbortSignal,
): AsyncGenerator<StreamPart> {
  const { provider, key } = connection;
  return streamAnswer<WireEvent>(
    {
      request: call.request,
      wire: { ...wireFor(connection, provider.baseUrl), events: responsesEvents },
      parser: createResponsesParser(provider.id),
      failureOf: (report) => mapFailure(report, { key, now: Date.now() }),
      open: (wire, abort) => openStream(call, provider, wire, abort),
    },
    signal,
  );
}

async function openStream(
  call: ChatCall,
  provider: Provider,
  wire: Wire,
  signal: AbortSignal,
): Promise<AsyncIterable<WireEvent>> {
  const events = await createSdk(provider.baseUrl, wire).responses.create(buildRequest(call, provider), { signal });
  // `WireEvent` asks less of an event than the SDK's type does.
  return events as AsyncIterable<WireEvent>;
}
