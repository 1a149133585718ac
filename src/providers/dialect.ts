import type { Result } from "../spec/failure.ts";
import type { ModelInfo, Provider } from "../spec/provider.ts";
import type { ChatRequest } from "../spec/request.ts";
import type { StreamPart } from "../spec/stream.ts";

/** A provider, the key to use with it, and the way out. */
export interface Connection {
  readonly provider: Provider;
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
}

/** A conversation for one model. */
export interface ChatCall {
  readonly request: ChatRequest;
  readonly model: string;
  /** `least`: no reasoning, or as little as the model allows, since someone is waiting at the caret. */
  readonly reasoning: "usual" | "least";
}

/** A wire format bound to one provider and key. Each dialect's folder exports one as `connect`. */
export interface DialectClient {
  chat(call: ChatCall, signal: AbortSignal): AsyncIterable<StreamPart>;
  listModels(signal: AbortSignal): Promise<Result<readonly ModelInfo[]>>;
}
