import type { Provider } from "../../spec/provider.ts";

/** Where a server that speaks this dialect departs from OpenAI's own. */
export interface Quirks {
  /** The field for the most tokens of an answer. */
  readonly tokenLimit: "max_completion_tokens" | "max_tokens";
  /** Whether usage in streams has to be asked for, and may be. */
  readonly asksForUsage: boolean;
  /** Mistral's tool call ids are nine letters or digits, and nothing else. */
  readonly shortToolIds: boolean;
  /** The parameter that says how much to reason; `known` sends OpenAI's to models that are known to reason. */
  readonly reasoning: "effort" | "openrouter" | "switch" | "xai" | "known" | "none";
  /** Whether `top_k`, which OpenAI has not, is taken. */
  readonly topK: boolean;
  /** The field for the seed; Mistral's answers 422 to OpenAI's. */
  readonly seed: "seed" | "random_seed";
  readonly penalties: boolean;
  /** Whether several calls in one answer can be forbidden. */
  readonly parallelToolCalls: boolean;
  /** Models that can be held to a JSON Schema; the others only to JSON. */
  readonly schemas: RegExp;
  /** Whether a tool may be `strict`. */
  readonly strictTools: boolean;
  /** Models for which parts may bear Anthropic's cache marks. */
  readonly cacheMarks: RegExp;
  /** How a document is sent, and whether by its address too. */
  readonly files: "inline" | "inline-or-url" | "document-url";
  /** Fields of a message in which other servers have reasoning, and that this one answers with an error. */
  readonly refusedInMessages: readonly string[];
}

const EVERY_MODEL = /^/;
const NO_MODEL = /$^/;

const COMPATIBLE: Quirks = {
  tokenLimit: "max_tokens",
  asksForUsage: true,
  shortToolIds: false,
  reasoning: "known",
  topK: false,
  seed: "seed",
  penalties: true,
  parallelToolCalls: true,
  schemas: EVERY_MODEL,
  strictTools: true,
  cacheMarks: NO_MODEL,
  files: "inline",
  refusedInMessages: [],
};

const REASONING_FIELDS = ["reasoning_content", "reasoning_details", "thinking_blocks"] as const;
const EVERY_REASONING_FIELD = [...REASONING_FIELDS, "reasoning"] as const;

/** What DeepSeek and Zhipu share: JSON without a schema, and nothing of OpenAI's that came later. */
const SWITCHED: Partial<Quirks> = {
  reasoning: "switch",
  parallelToolCalls: false,
  schemas: NO_MODEL,
  strictTools: false,
};

/** By host, so that a provider which the user added under another name is treated alike. */
const BY_HOST: readonly (readonly [RegExp, Partial<Quirks>])[] = [
  // All current chat models take it; its reasoning models refuse `max_tokens`.
  [
    /(?:^|\.)openai\.com$/,
    { tokenLimit: "max_completion_tokens", reasoning: "effort", refusedInMessages: EVERY_REASONING_FIELD },
  ],
  // Answers 422 `extra_forbidden` to `stream_options`, and reports usage without it.
  [
    /(?:^|\.)mistral\.ai$/,
    {
      asksForUsage: false,
      shortToolIds: true,
      reasoning: "none",
      seed: "random_seed",
      files: "document-url",
      refusedInMessages: EVERY_REASONING_FIELD,
    },
  ],
  [
    /(?:^|\.)openrouter\.ai$/,
    { reasoning: "openrouter", topK: true, cacheMarks: /^anthropic\//, files: "inline-or-url" },
  ],
  [/(?:^|\.)deepseek\.com$/, SWITCHED],
  [/(?:^|\.)(?:bigmodel\.cn|z\.ai)$/, { ...SWITCHED, penalties: false }],
  [/(?:^|\.)moonshot\.(?:ai|cn)$/, { reasoning: "none", parallelToolCalls: false, schemas: NO_MODEL }],
  [/(?:^|\.)x\.ai$/, { reasoning: "xai" }],
  [/(?:^|\.)groq\.com$/, { schemas: /gpt-oss|kimi|llama-4/i, refusedInMessages: REASONING_FIELDS }],
  [/(?:^|\.)(?:together\.(?:xyz|ai)|fireworks\.ai)$/, { topK: true }],
];

/** The quirks of a provider's server. Those of open models on this machine sample as they are told. */
export function quirksOf(provider: Provider): Quirks {
  const found = known.get(provider) ?? lookUp(provider);
  known.set(provider, found);
  return found;
}

/** Asked for with every request. */
const known = new WeakMap<Provider, Quirks>();

function lookUp(provider: Provider): Quirks {
  const host = new URL(provider.baseUrl).hostname;
  const found = BY_HOST.find(([pattern]) => pattern.test(host))?.[1];
  return { ...COMPATIBLE, ...(provider.local && { topK: true }), ...found };
}
