/**
 * What is read and written of the Gemini wire format. `@google/generative-ai` has stopped growing: its types know
 * neither thoughts nor their signatures, ids of function calls, or the counts of thoughts. It parses and sends them
 * all the same.
 */
export interface WireChunk {
  readonly candidates?: readonly WireCandidate[] | null;
  readonly promptFeedback?: { readonly blockReason?: string | null } | null;
  readonly usageMetadata?: WireUsage | null;
  readonly responseId?: string;
  /** An error within a stream that began well. */
  readonly error?: unknown;
}

interface WireCandidate {
  readonly content?: { readonly parts?: readonly WirePart[] | null } | null;
  readonly finishReason?: string | null;
  readonly finishMessage?: string | null;
}

export interface WirePart {
  readonly text?: string;
  /** The text is a thought. */
  readonly thought?: boolean;
  /** To be given back on the same part. */
  readonly thoughtSignature?: string;
  readonly functionCall?: { readonly id?: string; readonly name?: string; readonly args?: unknown };
}

/** Running totals of the whole answer. */
export interface WireUsage {
  /** Cached tokens included. */
  readonly promptTokenCount?: number;
  readonly cachedContentTokenCount?: number;
  readonly toolUsePromptTokenCount?: number;
  /** Thoughts not included. */
  readonly candidatesTokenCount?: number;
  readonly thoughtsTokenCount?: number;
}
