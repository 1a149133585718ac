import type { ReasoningEffort } from "../../spec/request.ts";

/** From the least to the most. */
const EFFORTS: readonly ReasoningEffort[] = ["none", "minimal", "low", "medium", "high", "xhigh"];

/**
 * The least effort of OpenAI's own models: `none` from GPT-5.1 on, except GPT-6 Astra and GPT-6.1; `minimal` for GPT-5;
 * `low` for the o-series. Undefined for models that do not reason, or whose reasoning cannot be steered.
 */
export function lowestEffort(model: string): "none" | "minimal" | "low" | undefined {
  if (/^gpt-\d.*-chat/.test(model)) return undefined;
  if (/^(?:o\d|gpt-6-astra|gpt-6\.1)/.test(model)) return "low";
  if (/^gpt-5(?:-|$)/.test(model)) return "minimal";
  return /^gpt-(?:5\.|[6-9])/.test(model) ? "none" : undefined;
}

/** The effort that is nearest to the wanted one among those that an OpenAI model takes. */
export function nearestEffort(wanted: ReasoningEffort, model: string, lowest: ReasoningEffort): ReasoningEffort {
  // `minimal` was GPT-5's alone, and `xhigh` came with GPT-5.2.
  if (wanted === "minimal" && lowest !== "minimal") return "low";
  const highest = /^(?:o\d|gpt-5(?:\.1)?(?:-|$))/.test(model) ? "high" : "xhigh";
  return clamp(wanted, lowest, highest);
}

/** The effort for a model of which only OpenAI's first three are sure. */
export function commonEffort(wanted: ReasoningEffort): ReasoningEffort {
  return clamp(wanted, "low", "high");
}

function clamp(wanted: ReasoningEffort, lowest: ReasoningEffort, highest: ReasoningEffort): ReasoningEffort {
  const at = Math.min(Math.max(EFFORTS.indexOf(wanted), EFFORTS.indexOf(lowest)), EFFORTS.indexOf(highest));
  return EFFORTS[at] ?? wanted;
}
