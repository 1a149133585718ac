import type { Failure } from "../spec/failure.ts";
import type { Dialect, Provider, ProviderClient } from "../spec/provider.ts";
import type { FillRequest, ModelRequest } from "../spec/request.ts";
import type { StreamPart } from "../spec/stream.ts";
import type { Connection, DialectClient } from "./dialect.ts";
import { fillAsChat } from "./fill/as-chat.ts";
import { cleanFill } from "./fill/clean-stream.ts";
import { hasFill } from "./fill/has-fill.ts";
import { failed } from "./http/to-failure.ts";
import { translatedLane, verbatimLane } from "./verbatim/lane.ts";
import { streamWire } from "./verbatim/stream-wire.ts";

/** A dialect's folder, which brings its SDK with it, is loaded when the first request needs it. */
const DIALECTS: Readonly<Record<Dialect, () => Promise<{ connect(connection: Connection): DialectClient }>>> = {
  "openai-chat": () => import("./openai-chat/client.ts"),
  "anthropic-messages": () => import("./anthropic-messages/client.ts"),
  gemini: () => import("./gemini/client.ts"),
};

/** What a client is made of. The key goes to the provider's own address and nowhere else. */
export interface ProviderClientOptions {
  readonly provider: Provider;
  /** Nothing for a server that wants none. */
  readonly key: string | undefined;
  /** The global one by default, as it is at the time of each request. */
  readonly fetch?: typeof fetch;
}

/** Binds a provider's dialect to a key. Cheap: nothing is loaded or sent before the first request. */
export function createProviderClient(options: ProviderClientOptions): ProviderClient {
  const { provider, key } = options;
  const connection: Connection = {
    provider,
    key,
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
  };
  let connected: DialectClient | undefined;
  // Asking the loader again takes longer than much of what follows.
  const dialect = async (): Promise<DialectClient> =>
    (connected ??= (await DIALECTS[provider.dialect]()).connect(connection));

  async function* stream(request: ModelRequest, model: string, signal: AbortSignal): AsyncGenerator<StreamPart> {
    const lane = await verbatimLane(provider, request, model);
    if (lane) yield* streamWire(connection, lane, signal);
    else if (request.kind === "embed") yield failed(beyond(`${provider.name} takes no embeddings in this format.`));
    else if (request.untranslatable?.length) yield failed(beyond(wordsOf(request.untranslatable, provider)));
    else if (request.kind === "fill") yield* fill(request, model, signal);
    // Whoever asks in a wire format counts milliseconds, of which the SDKs take more than one.
    else if (request.verbatim) yield* streamWire(connection, await translatedLane(provider, request, model), signal);
    else yield* (await dialect()).chat({ request, model, reasoning: "usual" }, signal);
  }

  async function* fill(request: FillRequest, model: string, signal: AbortSignal): AsyncGenerator<StreamPart> {
    if (hasFill(provider.fill, model)) {
      const { streamFill } = await import("./fim/client.ts");
      yield* streamFill(connection, { endpoint: provider.fill, request, model }, signal);
      return;
    }
    const call = { request: fillAsChat(request), model, reasoning: "least" } as const;
    yield* cleanFill((await dialect()).chat(call, signal), request);
  }

  return {
    stream,
    listModels: async (signal) => (await dialect()).listModels(signal),
    async countTokens(verbatim, model, signal) {
      if (verbatim.format !== provider.dialect) return undefined;
      const { countTokens } = await import("./verbatim/count-tokens.ts");
      return countTokens(connection, verbatim, model, signal);
    },
  };
}

function beyond(message: string): Failure {
  return { class: "capability", scope: "none", message };
}

function wordsOf(names: readonly string[], provider: Provider): string {
  return `${names.join(", ")}: only a provider that speaks the format of the request takes this, and ${provider.name} speaks another.`;
}
