import type { WireUsage } from "../openai-chat/wire-chunk.ts";

/**
 * What is read of an event. The SDK's types promise fields that other servers of this format leave out; this one
 * promises nothing.
 */
export interface WireEvent {
  readonly type?: string;
  readonly output_index?: number;
  readonly summary_index?: number;
  readonly delta?: string;
  readonly item?: WireItem | null;
  readonly response?: WireResponse | null;
  /** Of an `error` event that wraps its error. */
  readonly error?: unknown;
}

export interface WireResponse {
  readonly status?: string;
  readonly error?: unknown;
  readonly incomplete_details?: { readonly reason?: string } | null;
  readonly output?: readonly WireItem[] | null;
  readonly usage?: WireResponsesUsage | null;
}

/** An item of any kind, with the fields of all that are read. */
export interface WireItem {
  readonly type?: string;
  readonly call_id?: string | null;
  readonly name?: string;
  readonly namespace?: string;
  /** JSON text of a function's call; an object of a search for tools. */
  readonly arguments?: unknown;
  readonly input?: string;
  readonly action?: unknown;
  readonly operation?: unknown;
  readonly content?: readonly WirePiece[] | null;
  readonly summary?: readonly WirePiece[] | null;
  readonly encrypted_content?: string | null;
}

export interface WirePiece {
  readonly text?: string;
  readonly refusal?: string;
}

export interface WireResponsesUsage extends Pick<WireUsage, "total_tokens" | "cost" | "is_byok" | "cost_details"> {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
  readonly input_tokens_details?: WireUsage["prompt_tokens_details"];
  readonly output_tokens_details?: WireUsage["completion_tokens_details"];
}
