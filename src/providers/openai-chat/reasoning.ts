import type { ChatCall } from "../dialect.ts";
import type { Quirks } from "./quirks.ts";

/**
 * Request fields that steer the reasoning, and the tokens to add to the answer's limit for what cannot be switched
 * off.
 */
export interface ReasoningParams {
  readonly params: Readonly<Record<string, unknown>>;
  readonly allowance: number;
}

const USUAL: ReasoningParams = { params: {}, allowance: 0 };

/** Enough for a model at its lowest effort; the limit of an answer counts its reasoning too. */
const ALLOWANCE = 1024;

/** How to ask this model for the reasoning that the call wants. */
export function reasoningParams(call: ChatCall, quirks: Quirks): ReasoningParams {
  if (quirks.reasoning === "effort") return openaiEffort(call);
  if (call.reasoning === "usual") return USUAL;
  // Wherever it is served.
  if (/gpt-oss/i.test(call.model)) return { params: { reasoning_effort: "low" }, allowance: ALLOWANCE };
  if (quirks.reasoning === "openrouter") return { params: { reasoning: { effort: "minimal" } }, allowance: ALLOWANCE };
  if (quirks.reasoning === "switch") return { params: { thinking: { type: "disabled" } }, allowance: 0 };
  return USUAL;
}

/**
 * OpenAI's own models: `none` from GPT-5.1 on, except GPT-6 Astra and GPT-6.1; `minimal` for GPT-5; `low` for the
 * o-series. From GPT-5.6 on, Chat Completions takes tools only without reasoning, and their default effort is not
 * `none`.
 */
function openaiEffort(call: ChatCall): ReasoningParams {
  const lowest = lowestEffort(call.model);
  const hasTools = (call.request.tools?.length ?? 0) > 0;
  const toolsNeedNone = lowest === "none" && /^gpt-(?:5\.[6-9]|[6-9])/.test(call.model);
  if (call.reasoning === "usual" && !(hasTools && toolsNeedNone)) return USUAL;
  if (lowest === undefined) return USUAL;
  return { params: { reasoning_effort: lowest }, allowance: lowest === "none" ? 0 : ALLOWANCE };
}

function lowestEffort(model: string): "none" | "minimal" | "low" | undefined {
  if (/^gpt-\d.*-chat/.test(model)) return undefined;
  if (/^(?:o\d|gpt-6-astra|gpt-6\.1)/.test(model)) return "low";
  if (/^gpt-5(?:-|$)/.test(model)) return "minimal";
  return /^gpt-(?:5\.|[6-9])/.test(model) ? "none" : undefined;
}
