import type { Result } from "./failure.ts";
import type { ModelRequest } from "./request.ts";
import type { StreamPart } from "./stream.ts";
import type { Verbatim } from "./wire-format.ts";

/** A wire format. Each has its folder in providers/. */
export type Dialect = "openai-chat" | "anthropic-messages" | "gemini";

/** How a provider offers fill-in-the-middle, if it does; `prompt-suffix` is OpenAI's old completions call with a suffix. */
export interface FillEndpoint {
  readonly style: "prompt-suffix" | "mistral-fim";
  /** Where it differs from the provider's own base URL (DeepSeek's beta, for one). */
  readonly baseUrl?: string;
  /** Models that have it: a model whose id contains one of these, case ignored. */
  readonly models: readonly string[];
}

/** A vendor or an endpoint that serves models: a row of the catalog, or one the user added. */
export interface Provider {
  /** Lower case, digits, dashes; the first half of a route's name. */
  readonly id: string;
  /** As the vendor writes it. */
  readonly name: string;
  readonly dialect: Dialect;
  /** With its version segment and without a slash at the end, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  /** Whether it serves nothing without a key. A local server usually does not want one. */
  readonly needsKey: boolean;
  /** Runs on this machine or in the user's own network: no price, no key, nothing leaves. */
  readonly local: boolean;
  /** A loopback stand-in that answers without any model; labelled as such wherever it shows. */
  readonly simulated: boolean;
  /** Sent with each request, such as the one by which Portkey's gateway is told whom to ask. Never a key. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where a person gets a key. */
  readonly keyUrl?: string;
  readonly fill?: FillEndpoint;
  /** Whether it serves OpenAI's Responses as well, beside Chat Completions. */
  readonly responses?: boolean;
  /** The provider's id in the price list, where it is there. */
  readonly priceId?: string;
  /** Current models, for when its listing cannot be read. The first of each kind is what a new user gets. */
  readonly models: readonly ModelInfo[];
}

/** What is known of a model; a missing figure is unknown, not zero. */
export interface ModelInfo {
  readonly id: string;
  readonly name?: string;
  /** Tokens of prompt and answer together. */
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
  /** Whether pictures may be sent along, where the listing says. */
  readonly takesPictures?: boolean;
  /** Whether it may be given tools, where the listing says. */
  readonly takesTools?: boolean;
  /** What the model suits; the first of a kind is used for a task that the user gave no chain. */
  readonly suits?: readonly ("chat" | "completion")[];
}

/**
 * One key of a provider, or the statement that a keyless provider is to be used. It never holds the key itself,
 * which is in SecretStorage under `id`.
 */
export interface Credential {
  /** Stable and random; never shown. */
  readonly id: string;
  readonly providerId: string;
  /** What the user calls it, such as `work`. */
  readonly label: string;
  readonly hasKey: boolean;
  /** It was added for reading the account alone, as an admin key is: no route uses it. */
  readonly use?: "account";
}

/** Provider, model and credential: the unit that has health, limits, latency and price. */
export interface Route {
  /** `provider/model`, or `provider/model#label` where the provider has several credentials. Shown, stored, typed. */
  readonly id: string;
  readonly provider: string;
  readonly model: string;
  /** `Credential.id`. */
  readonly credential: string;
}

/** A dialect bound to one provider and one key. */
export interface ProviderClient {
  /**
   * Asks `model` and streams its answer. Never throws for an expected error: that is the last part, a `failure`.
   * When `signal` aborts, the socket is closed at once and the stream ends with a `cancelled` failure.
   */
  stream(request: ModelRequest, model: string, signal: AbortSignal): AsyncIterable<StreamPart>;
  /** The provider's own list of models, as it stands now. */
  listModels(signal: AbortSignal): Promise<Result<readonly ModelInfo[]>>;
  /** Tokens that a request in the provider's own wire format has; undefined where it has no call that counts them. */
  countTokens(verbatim: Verbatim, model: string, signal: AbortSignal): Promise<Result<number> | undefined>;
}
