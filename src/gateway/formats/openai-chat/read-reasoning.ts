import type { ChatRequest, ReasoningEffort } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { effortNamed } from "../openai-effort.ts";
import { optionalFlag, optionalNumber, optionalRecord, optionalText } from "../reading.ts";
import type { LeftOut } from "./left-out.ts";

/** Fields that say how much is to be thought. */
export const REASONING_FIELDS = ["reasoning_effort", "reasoning", "thinking", "enable_thinking"];

/**
 * OpenAI's `reasoning_effort`; OpenRouter's `reasoning`, which can count tokens; `thinking`, as LiteLLM, DeepSeek and Zhipu
 * have it from Anthropic; and Qwen's `enable_thinking`. @throws BadRequest
 */
export function readReasoning(body: Json, leftOut: LeftOut): Pick<ChatRequest, "effort" | "reasoningTokens"> {
  const reasoning = optionalRecord(body, "reasoning") ?? {};
  const thinking = asRecord(body["thinking"]) ?? {};
  const tokens =
    optionalNumber(reasoning, "max_tokens", { least: 0, whole: true, at: "reasoning" }) ??
    optionalNumber(thinking, "budget_tokens", { least: 0, whole: true, at: "thinking" });
  const enabled =
    optionalFlag(reasoning, "enabled", "reasoning") ?? switchOf(thinking) ?? optionalFlag(body, "enable_thinking");
  const named =
    readEffort(body, "reasoning_effort", "", leftOut) ?? readEffort(reasoning, "effort", "reasoning", leftOut);
  const effort = enabled === false ? "none" : (named ?? (enabled && tokens === undefined ? "medium" : undefined));
  return { ...(effort && { effort }), ...(tokens !== undefined && { reasoningTokens: tokens }) };
}

/** Another word, such as `adaptive`, leaves it to the model. */
function switchOf({ type }: Json): boolean | undefined {
  if (type === "enabled") return true;
  return type === "disabled" ? false : undefined;
}

/** Servers have words of their own, which are for them alone; `default` says no more than nothing. */
function readEffort(from: Json, field: string, at: string, { droppable }: LeftOut): ReasoningEffort | undefined {
  const word = optionalText(from, field, at);
  const effort = word === undefined ? undefined : effortNamed(word);
  if (word !== undefined && word !== "default" && !effort) droppable.add(at === "" ? field : `${at}.${field}`);
  return effort;
}
