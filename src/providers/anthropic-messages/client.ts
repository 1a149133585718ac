import { Anthropic } from "@anthropic-ai/sdk";
import type { ModelInfo, Provider } from "../../spec/provider.ts";
import { streamAnswer } from "../answer.ts";
import type { ChatCall, Connection, DialectClient } from "../dialect.ts";
import { NO_SDK_TIMEOUT } from "../http/clocks.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { Wire } from "../http/wire.ts";
import { isTextModel, readListing } from "../list-models.ts";
import { buildRequest } from "./build-request.ts";
import { eventName, judgeEvent } from "./events.ts";
import { mapFailure } from "./map-failure.ts";
import { createMessagesParser } from "./parse-stream.ts";
import type { WireEvent } from "./wire-event.ts";

/** The Messages API, of Anthropic and of gateways that speak it. */
export function connect(connection: Connection): DialectClient {
  const { provider, key, fetch } = connection;
  const credential = key === undefined ? undefined : { header: "x-api-key", value: key };
  const wire = { baseUrl: provider.baseUrl, headers: provider.headers, fetch, credential };
  const failureOf = (report: ErrorReport) => mapFailure(report, { key, now: Date.now() });

  return {
    chat: (call, signal) =>
      streamAnswer<WireEvent>(
        {
          request: call.request,
          wire: { ...wire, events: { judge: judgeEvent, nameOf: eventName } },
          parser: createMessagesParser(provider.id),
          failureOf,
          open: (opened, abort) => openStream(call, provider, opened, abort),
        },
        signal,
      ),
    listModels: (signal) =>
      readListing(provider, { wire, failureOf }, (opened) => list(provider, opened, signal), signal),
  };
}

async function openStream(
  call: ChatCall,
  provider: Provider,
  wire: Wire,
  signal: AbortSignal,
): Promise<AsyncIterable<WireEvent>> {
  // What `messages.create` does, without its warnings of models that grow old: it writes them to the console itself, whose
  // reader did not choose the model.
  return createSdk(provider, wire).post<AsyncIterable<WireEvent>>("/v1/messages", {
    body: buildRequest(call, provider),
    stream: true,
    signal,
  });
}

/**
 * An Anthropic SDK for one request. It gets a key that is none, since without one it would look for credentials in the
 * environment and in the home folder; the wire puts the real one on. The SDK adds `/v1` to the address by itself.
 */
function createSdk(provider: Provider, wire: Wire): Anthropic {
  return new Anthropic({
    baseURL: provider.baseUrl.replace(/\/v1$/, ""),
    apiKey: "put-on-by-the-wire",
    fetch: wire.fetch,
    maxRetries: 0,
    timeout: NO_SDK_TIMEOUT,
    logLevel: "off",
    openTelemetry: false,
  });
}

/** All pages; the API lists at most 1000 models on each. */
async function list(provider: Provider, wire: Wire, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  const models: ModelInfo[] = [];
  const first = await createSdk(provider, wire).models.list({ limit: 1000 }, { signal });
  // The SDK takes any other answer for an empty page.
  if (first.data.length === 0) throw new TypeError("a listing without a list");
  for await (const model of first) {
    // Gateways list other vendors' models here, and leave the later fields out, whatever the SDK's type says.
    if (!isTextModel(model.id) || model.lifecycle === "retired") continue;
    models.push({
      id: model.id,
      ...(model.display_name && { name: model.display_name }),
      ...(model.max_input_tokens && { contextWindow: model.max_input_tokens }),
      ...(model.max_tokens && { maxOutputTokens: model.max_tokens }),
    });
  }
  return models;
}
