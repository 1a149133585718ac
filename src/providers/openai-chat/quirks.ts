import type { Provider } from "../../spec/provider.ts";

/** Where a server that speaks this dialect departs from OpenAI's own. */
export interface Quirks {
  /** The field for the most tokens of an answer. */
  readonly tokenLimit: "max_completion_tokens" | "max_tokens";
  /** Whether usage in streams has to be asked for, and may be. */
  readonly asksForUsage: boolean;
  /** Mistral's tool call ids are nine letters or digits, and nothing else. */
  readonly shortToolIds: boolean;
  /** The parameter that says whether to reason: OpenAI's effort, OpenRouter's, or the switch of DeepSeek and Zhipu. */
  readonly reasoning: "effort" | "openrouter" | "switch" | "none";
}

const COMPATIBLE: Quirks = { tokenLimit: "max_tokens", asksForUsage: true, shortToolIds: false, reasoning: "none" };

/** By host, so that a provider which the user added under another name is treated alike. */
const BY_HOST: readonly (readonly [RegExp, Partial<Quirks>])[] = [
  // All current chat models take it; its reasoning models refuse `max_tokens`.
  [/(?:^|\.)openai\.com$/, { tokenLimit: "max_completion_tokens", reasoning: "effort" }],
  // Answers 422 `extra_forbidden` to `stream_options`, and reports usage without it.
  [/(?:^|\.)mistral\.ai$/, { asksForUsage: false, shortToolIds: true }],
  [/(?:^|\.)openrouter\.ai$/, { reasoning: "openrouter" }],
  [/(?:^|\.)(?:deepseek\.com|bigmodel\.cn|z\.ai)$/, { reasoning: "switch" }],
];

/** The quirks of a provider's server. */
export function quirksOf(provider: Provider): Quirks {
  const host = new URL(provider.baseUrl).hostname;
  const found = BY_HOST.find(([pattern]) => pattern.test(host))?.[1];
  return { ...COMPATIBLE, ...found };
}
