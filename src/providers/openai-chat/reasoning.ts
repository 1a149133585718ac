import type { ReasoningEffort } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { effortOf } from "../effort.ts";
import { commonEffort, lowestEffort, nearestEffort } from "./openai-effort.ts";
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

/** Models that reason and take `reasoning_effort` at the servers of open models, and at proxies. */
const REASONS =
  /gpt-oss|(?:^|\/)(?:o\d|gpt-[5-9])|qwq|qwen-?3|deepseek-(?:r\d|v3\.|v4)|glm-(?:4\.[5-9]|[5-9])|magistral|minimax-m|claude-(?:3-7|[a-z]+-[4-9])|gemini-(?:2\.5|[3-9])/i;

/** How to ask this model for the reasoning that the call wants. What a caller asks for wins over what is usual. */
export function reasoningParams(call: ChatCall, quirks: Quirks): ReasoningParams {
  if (quirks.reasoning === "effort") return openaiEffort(call);
  const wanted = effortOf(call.request);
  if (wanted !== undefined) return asked(wanted, call, quirks.reasoning);
  if (call.reasoning === "usual") return USUAL;
  // Wherever it is served.
  if (/gpt-oss/i.test(call.model)) return { params: { reasoning_effort: "low" }, allowance: ALLOWANCE };
  if (quirks.reasoning === "openrouter") return { params: { reasoning: { effort: "minimal" } }, allowance: ALLOWANCE };
  if (quirks.reasoning === "switch") return switched("none", call.model);
  return quirks.reasoning === "xai" ? xaiEffort("none", call.model) : USUAL;
}

/** From GPT-5.6 on, Chat Completions takes tools only without reasoning, and their default effort is not `none`. */
function openaiEffort(call: ChatCall): ReasoningParams {
  const lowest = lowestEffort(call.model);
  if (lowest === undefined) return USUAL;
  const hasTools = (call.request.tools?.length ?? 0) > 0;
  const toolsNeedNone = hasTools && lowest === "none" && /^gpt-(?:5\.[6-9]|[6-9])/.test(call.model);
  const wanted = toolsNeedNone || call.reasoning === "least" ? lowest : effortOf(call.request);
  if (wanted === undefined) return USUAL;
  const effort = nearestEffort(wanted, call.model, lowest);
  return effortParams(effort, (wanted === "none" || call.reasoning === "least") && effort !== "none");
}

function asked(
  wanted: ReasoningEffort,
  { model, request }: ChatCall,
  parameter: Exclude<Quirks["reasoning"], "effort">,
): ReasoningParams {
  switch (parameter) {
    case "openrouter":
      return { params: { reasoning: openRouterReasoning(wanted, request.reasoningTokens) }, allowance: 0 };
    case "switch":
      return switched(wanted, model);
    case "xai":
      return xaiEffort(wanted, model);
    case "known":
      return REASONS.test(model) ? common(wanted) : USUAL;
    case "none":
      return USUAL;
  }
}

/** It takes either a number of tokens or an effort, and translates both for the model. */
function openRouterReasoning(effort: ReasoningEffort, tokens: number | undefined): Readonly<Record<string, unknown>> {
  return tokens === undefined || tokens === 0 ? { effort } : { max_tokens: tokens };
}

/**
 * DeepSeek and Zhipu: a switch, and from DeepSeek V4 and GLM-5.2 on an effort of `low`, `high` or `max`. GLM-5.3 cannot be
 * switched off.
 */
function switched(wanted: ReasoningEffort, model: string): ReasoningParams {
  const staysOn = /glm-5\.3(?!-flash)/i.test(model);
  if (wanted === "none" && !staysOn) return { params: { thinking: { type: "disabled" } }, allowance: 0 };
  const graded = !/glm-(?:4|5(?:\.1)?(?:-|$))/i.test(model);
  const effort = commonEffort(wanted) === "low" ? "low" : "high";
  return {
    params: { thinking: { type: "enabled" }, ...(graded && { reasoning_effort: effort }) },
    allowance: wanted === "none" ? ALLOWANCE : 0,
  };
}

/** Grok takes an effort from 4.3 on, which alone may be kept from reasoning, and before that as 3 mini: low or high. */
function xaiEffort(wanted: ReasoningEffort, model: string): ReasoningParams {
  if (/grok-3-mini/.test(model)) return effortParams(commonEffort(wanted) === "low" ? "low" : "high", false);
  if (!/grok-4\.[3-9](?!\d)|grok-[5-9]/.test(model)) return USUAL;
  return wanted === "none" && /grok-4\.3/.test(model) ? effortParams("none", false) : common(wanted);
}

function common(wanted: ReasoningEffort): ReasoningParams {
  return effortParams(commonEffort(wanted), wanted === "none");
}

function effortParams(effort: ReasoningEffort, needsAllowance: boolean): ReasoningParams {
  return { params: { reasoning_effort: effort }, allowance: needsAllowance ? ALLOWANCE : 0 };
}
