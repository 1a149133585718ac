import { mapUsage as mapAnthropic } from "../../../src/providers/anthropic-messages/map-usage.ts";
import type { WireUsage as AnthropicUsage } from "../../../src/providers/anthropic-messages/wire-event.ts";
import { createMeter } from "../../../src/providers/estimate.ts";
import { mapUsage as mapGemini } from "../../../src/providers/gemini/map-usage.ts";
import type { WireUsage as GeminiUsage } from "../../../src/providers/gemini/wire-chunk.ts";
import { mapUsage as mapOpenAi } from "../../../src/providers/openai-chat/map-usage.ts";
import type { WireUsage as OpenAiUsage } from "../../../src/providers/openai-chat/wire-chunk.ts";
import type { Usage } from "../../../src/spec/usage.ts";
import type { Published } from "./cost-table-prices.ts";

/** How many tokens of each kind the vendor bills; `input` are those of the prompt that no cache had to do with. */
export type Billed = Readonly<Partial<Record<keyof Published, number>>>;

/** A usage as a provider sends it, and what the vendor's own price list makes of it, worked out by hand. */
export interface CostRecord {
  /** `provider/model`. */
  readonly model: string;
  readonly usage: Usage;
  readonly expected:
    | { readonly price: Published; readonly billed: Billed }
    /** What the provider said, in US dollars, to the last digit. */
    | { readonly reported: string }
    | "free"
    | "unknown";
  readonly at?: string;
}

type Expected = CostRecord["expected"];

export const openAi = (model: string, wire: OpenAiUsage, expected: Expected, at?: string): CostRecord => ({
  model,
  usage: mapOpenAi(wire),
  expected,
  ...(at !== undefined && { at }),
});

export const gemini = (
  model: string,
  wire: GeminiUsage,
  price: Published,
  billed: Billed,
  at?: string,
): CostRecord => ({
  model: `gemini/${model}`,
  usage: mapGemini(wire),
  expected: { price, billed },
  ...(at !== undefined && { at }),
});

export const anthropic = (
  model: string,
  wire: AnthropicUsage,
  price: Published,
  billed: Billed,
  at?: string,
): CostRecord => ({
  model: `anthropic/${model}`,
  usage: mapAnthropic(wire),
  expected: { price, billed },
  ...(at !== undefined && { at }),
});

/** Stopped by the user in the middle of an answer of `characters`, after `reported` came, if anything did. */
export function brokenOff(prompt: string, characters: number, reported?: Usage): Usage {
  const meter = createMeter({ kind: "chat", messages: [{ role: "user", content: [{ type: "text", text: prompt }] }] });
  if (reported) meter.see({ type: "usage", usage: reported });
  meter.see({ type: "text", text: "x".repeat(characters) });
  const usage = meter.missing();
  if (!usage) throw new Error("nothing is missing");
  return usage;
}
