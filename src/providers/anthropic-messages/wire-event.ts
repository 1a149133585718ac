/**
 * What is read of a Messages event. The SDK's types promise every field of Anthropic's own server; this dialect is
 * also spoken by gateways, so nothing is promised here.
 */
export type WireEvent =
  | { readonly type: "message_start"; readonly message?: { readonly usage?: WireUsage | null } | null }
  | { readonly type: "content_block_start"; readonly index: number; readonly content_block?: WireBlock | null }
  | { readonly type: "content_block_delta"; readonly index: number; readonly delta?: WireDelta | null }
  | { readonly type: "content_block_stop"; readonly index: number }
  | {
      readonly type: "message_delta";
      readonly delta?: { readonly stop_reason?: string | null } | null;
      readonly usage?: WireUsage | null;
    }
  | { readonly type: "message_stop" };

export interface WireBlock {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: string;
  readonly signature?: string;
  /** Of `redacted_thinking`. */
  readonly data?: string;
  readonly id?: string;
  readonly name?: string;
  readonly input?: unknown;
}

export interface WireDelta {
  readonly type?: string;
  readonly text?: string;
  readonly thinking?: string;
  readonly signature?: string;
  readonly partial_json?: string;
}

/** Counts are running totals of the whole message; `null` or absent means unchanged. */
export interface WireUsage {
  readonly input_tokens?: number | null;
  readonly cache_read_input_tokens?: number | null;
  readonly cache_creation_input_tokens?: number | null;
  readonly cache_creation?: {
    readonly ephemeral_5m_input_tokens?: number | null;
    readonly ephemeral_1h_input_tokens?: number | null;
  } | null;
  readonly output_tokens?: number | null;
  readonly output_tokens_details?: { readonly thinking_tokens?: number | null } | null;
}
