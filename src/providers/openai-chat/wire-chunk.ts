/**
 * What is read of a streamed chunk. The SDK's type knows OpenAI's fields alone, and promises some that compatible
 * servers leave out; this one has what is really about, and promises nothing.
 */
export interface WireChunk {
  readonly object?: string;
  /** An error in a chunk's place, as most have it. */
  readonly error?: unknown;
  /** Of an error in a chunk's place. */
  readonly message?: string;
  readonly choices?: readonly WireChoice[] | null;
  readonly usage?: WireUsage | null;
  /** Groq's copy of the usage, there even if it was not asked for. */
  readonly x_groq?: { readonly usage?: WireUsage } | null;
}

interface WireChoice {
  readonly delta?: WireDelta | null;
  /** The text of the older completions call. */
  readonly text?: string | null;
  readonly finish_reason?: string | null;
  /** OpenRouter's, beside a finish reason of `error`. */
  readonly error?: unknown;
  /** Moonshot's place for the usage. */
  readonly usage?: WireUsage | null;
}

export interface WireDelta {
  /** Text; Mistral's reasoning models send a list of text and thinking pieces. */
  readonly content?: string | readonly WireContentPiece[] | null;
  readonly refusal?: string | null;
  /** DeepSeek, Moonshot, Zhipu, llama.cpp, LiteLLM, older vLLM. */
  readonly reasoning_content?: string | null;
  /** OpenRouter, Groq, Ollama, Together, newer vLLM. */
  readonly reasoning?: string | null;
  /** OpenRouter's and other gateways', with proofs that the vendors want back. */
  readonly reasoning_details?: readonly unknown[] | null;
  /** LiteLLM's, in Anthropic's words. */
  readonly thinking_blocks?: readonly unknown[] | null;
  readonly tool_calls?: readonly WireToolCall[] | null;
}

export interface WireContentPiece {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: readonly WireContentPiece[];
}

export interface WireToolCall {
  readonly index?: number;
  readonly id?: string | null;
  /** Google's, with a proof of the reasoning before the call. */
  readonly extra_content?: unknown;
  /** LiteLLM's, with the same. */
  readonly provider_specific_fields?: unknown;
  readonly function?: { readonly name?: string | null; readonly arguments?: string | null | object } | null;
}

export interface WireUsage {
  readonly prompt_tokens?: number | null;
  readonly completion_tokens?: number | null;
  readonly total_tokens?: number | null;
  readonly prompt_tokens_details?: {
    readonly cached_tokens?: number | null;
    readonly cache_write_tokens?: number | null;
  } | null;
  readonly completion_tokens_details?: { readonly reasoning_tokens?: number | null } | null;
  /** DeepSeek's cached tokens. */
  readonly prompt_cache_hit_tokens?: number | null;
  /** Moonshot's cached tokens. */
  readonly cached_tokens?: number | null;
  /** LiteLLM's tokens written to a cache, for Claude behind it. */
  readonly cache_creation_input_tokens?: number | null;
  /**
   * US dollars: OpenRouter always, LiteLLM with `include_cost_in_streaming_usage`; Bifrost, and Perplexity, as a list of
   * what it is made of.
   */
  readonly cost?: number | null | WireCost;
  /** OpenRouter, when the call ran on the user's own key of the vendor: then `cost` is only OpenRouter's fee. */
  readonly is_byok?: boolean;
  readonly cost_details?: { readonly upstream_inference_cost?: number | null } | null;
}

interface WireCost {
  readonly total_cost?: number | null;
}
