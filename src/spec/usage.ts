/**
 * Tokens of one attempt, normalised once at the dialect's edge, whatever the provider's own counting is.
 * All figures are whole tokens.
 */
export interface Usage {
  /** Prompt tokens, cached ones included (Anthropic reports them apart, OpenAI and Gemini together). */
  readonly input: number;
  /** The part of `input` that was read from the provider's prompt cache. */
  readonly cacheRead: number;
  /** The part of `input` that was written to a cache with the short, five-minute life (or the provider's only one). */
  readonly cacheWrite: number;
  /** The part of `input` that was written to a cache with a one-hour life. */
  readonly cacheWriteLong: number;
  /** Answer tokens, reasoning included. */
  readonly output: number;
  /** The part of `output` that was spent on reasoning. */
  readonly reasoning: number;
  /** `reported` came from the provider; `estimated` was counted here because the provider sent none. */
  readonly source: "reported" | "estimated";
  /** What the provider itself says this attempt cost, in US dollars; it wins over any price list. */
  readonly reportedCost?: number;
}

/** What an attempt or a call cost. An unknown price is `unknown`, never zero. */
export type Cost =
  | {
      readonly kind: "known";
      /** US dollars. */
      readonly usd: number;
      readonly source: "reported" | "list" | "override" | "free";
      /**
       * US dollars by which the prompt cache made it cheaper than the same tokens without one; below 0 where writing to
       * the cache cost more than reading from it saved. Missing where no cache was involved or a price is unknown.
       */
      readonly cacheSavedUsd?: number;
    }
  | { readonly kind: "unknown" };
