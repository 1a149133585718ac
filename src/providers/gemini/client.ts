import { randomUUID } from "node:crypto";
import { GoogleGenerativeAI } from "@google/generative-ai";
import type { GenerateContentRequest, RequestOptions } from "@google/generative-ai";
import type { ModelInfo, Provider } from "../../spec/provider.ts";
import { streamAnswer } from "../answer.ts";
import type { ChatCall, Connection, DialectClient } from "../dialect.ts";
import type { ErrorReport } from "../http/error-report.ts";
import type { Wire } from "../http/wire.ts";
import { readListing } from "../list-models.ts";
import { buildRequest } from "./build-request.ts";
import { mapFailure } from "./map-failure.ts";
import { modelPath } from "./model-path.ts";
import { readModelsPage } from "./models.ts";
import { createGeminiParser } from "./parse-stream.ts";
import { readEvents } from "./read-events.ts";
import { withFetch } from "./with-fetch.ts";
import type { WireChunk } from "./wire-chunk.ts";

const MOST_PAGES = 20;

/** The Gemini API's generateContent. */
export function connect(connection: Connection): DialectClient {
  const { provider, key, fetch } = connection;
  const credential = key === undefined ? undefined : { header: "x-goog-api-key", value: key };
  const wire = { baseUrl: provider.baseUrl, headers: provider.headers, fetch, credential };
  const failureOf = (report: ErrorReport) => mapFailure(report, { key, now: Date.now() });

  return {
    chat: (call, signal) =>
      streamAnswer<WireChunk>(
        {
          request: call.request,
          // There is no terminator: the usage may come after the finish reason.
          wire: { ...wire, events: { judge: () => "pass" } },
          parser: createGeminiParser(provider.id, randomUUID),
          failureOf,
          open: (opened) => openStream(call, provider, opened),
        },
        signal,
      ),
    listModels: (signal) => readListing(provider, { wire, failureOf }, (opened) => list(provider, opened), signal),
  };
}

/**
 * Neither the key nor the signal goes through the SDK; the wire has both. Nor does the answer: the SDK makes two copies of
 * it, and reads one to its end at once, however slowly the other is read.
 */
async function openStream(call: ChatCall, provider: Provider, wire: Wire): Promise<AsyncIterable<WireChunk>> {
  const model = new GoogleGenerativeAI("put-on-by-the-wire").getGenerativeModel(
    { model: modelPath(call.model).slice(1) },
    addressOf(provider),
  );
  // The SDK's request type predates thinking; it passes on what it does not know.
  const request = buildRequest(call, provider) as unknown as GenerateContentRequest;
  let body: ReadableStream<Uint8Array> | null = null;
  const withoutBody: typeof fetch = async (input, init) => {
    const response = await wire.fetch(input, init);
    if (!response.ok) return response;
    ({ body } = response);
    return new Response("");
  };
  await withFetch(withoutBody, () => model.generateContentStream(request));
  return readEvents(body ?? new Blob().stream());
}

/** The SDK takes the API's version apart from the address. */
function addressOf(provider: Provider): RequestOptions {
  const [, baseUrl, apiVersion] = /^(.*)\/(v\d\w*)$/.exec(provider.baseUrl) ?? [];
  return baseUrl !== undefined && apiVersion !== undefined ? { baseUrl, apiVersion } : { baseUrl: provider.baseUrl };
}

/**
 * The listing, which the SDK has no call for. Google has a page or two of it; the bound is for a server that never
 * ends.
 */
async function list(provider: Provider, wire: Wire): Promise<readonly ModelInfo[]> {
  const models: ModelInfo[] = [];
  let next: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const token = next === undefined ? "" : `&pageToken=${encodeURIComponent(next)}`;
    const response = await wire.fetch(`${provider.baseUrl}/models?pageSize=1000${token}`);
    if (!response.ok) throw new Error(`listing refused with ${response.status}`);
    const read = readModelsPage(await response.json());
    models.push(...read.models);
    next = read.next;
    if (next === undefined) break;
  }
  return models;
}
