import type { Usage } from "../../spec/usage.ts";
import type { WireUsage } from "./wire-chunk.ts";

/** Gemini's counting: the prompt includes what was cached, the answer does not include the thoughts. */
export function mapUsage(usage: WireUsage): Usage {
  const thoughts = usage.thoughtsTokenCount ?? 0;
  return {
    input: (usage.promptTokenCount ?? 0) + (usage.toolUsePromptTokenCount ?? 0),
    cacheRead: usage.cachedContentTokenCount ?? 0,
    cacheWrite: 0,
    cacheWriteLong: 0,
    output: (usage.candidatesTokenCount ?? 0) + thoughts,
    reasoning: thoughts,
    source: "reported",
  };
}
