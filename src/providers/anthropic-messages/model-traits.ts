import type { MessageCreateParamsStreaming } from "@anthropic-ai/sdk/resources/messages";

/**
 * Request fields that steer a Claude's thinking, and the tokens to add to the answer's limit for what cannot be
 * switched off.
 */
export interface ThinkingParams {
  readonly params: Pick<MessageCreateParamsStreaming, "thinking" | "output_config">;
  readonly allowance: number;
}

/** Enough for a model at its lowest effort; `max_tokens` counts the thinking too. */
const ALLOWANCE = 1024;

/** Generations that think unless told otherwise: Opus, Sonnet and Haiku from 5 on, every Fable and Mythos. */
const THINKS = /claude-(?:opus-5|sonnet-5|haiku-5|fable|mythos)/;

/** Of those, the ones that may be told not to. Sonnet 5.5 calls it `between_tools` and refuses `disabled`. */
const MAY_STOP_THINKING = /claude-(?:opus-5|sonnet-5)(?!-5)|claude-haiku-5/;

/**
 * How to ask for the thinking that a call wants. The vendor's thinking and migration guides: older models think
 * only when asked; newer ones think by themselves and hide it, so a summary is asked for, or the answer would begin
 * with a long silence.
 */
export function thinkingParams(model: string, reasoning: "usual" | "least"): ThinkingParams {
  if (!THINKS.test(model)) return { params: {}, allowance: 0 };
  if (reasoning === "usual") return { params: { thinking: { type: "adaptive", display: "summarized" } }, allowance: 0 };
  if (/claude-sonnet-5-5/.test(model)) return { params: { thinking: { type: "between_tools" } }, allowance: 0 };
  if (MAY_STOP_THINKING.test(model)) return { params: { thinking: { type: "disabled" } }, allowance: 0 };
  return { params: { output_config: { effort: "low" } }, allowance: ALLOWANCE };
}

/**
 * The generation of a Claude, such as 4.6, whether its kind stands before the number or behind; undefined for other
 * models that speak this dialect. Mythos Preview is of the 4.6 kind.
 */
export function generationOf(model: string): number | undefined {
  if (model.includes("claude-mythos-preview")) return 4.6;
  // A date may follow, and is no minor version.
  const [, major, minor] = /claude-(?:[a-z]+-)?(\d)(?:[-.](\d)(?!\d))?/.exec(model) ?? [];
  return major === undefined ? undefined : Number(`${major}.${minor ?? 0}`);
}

/** Models that answer 400 to a forced tool, because they always think first; they are asked and not forced. */
export function refusesForcedTool(model: string): boolean {
  return /claude-(?:(?:opus|sonnet)-5-5|fable-5-[1-9]|mythos-5-[1-9])/.test(model);
}

/** Models that can be held to a JSON Schema, in an answer or in a tool's arguments: every Claude from 4.5 on. */
export function canBeHeld(model: string): boolean {
  return (generationOf(model) ?? 0) >= 4.5;
}
