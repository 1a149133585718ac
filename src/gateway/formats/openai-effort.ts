import type { ReasoningEffort } from "../../spec/request.ts";

/** `max` is newer than our words for it. */
const EFFORTS: Readonly<Record<string, ReasoningEffort>> = {
  none: "none",
  minimal: "minimal",
  low: "low",
  medium: "medium",
  high: "high",
  xhigh: "xhigh",
  max: "xhigh",
};

/** An effort by OpenAI's word for it; undefined for a word of another server's. */
export function effortNamed(word: string): ReasoningEffort | undefined {
  return Object.hasOwn(EFFORTS, word) ? EFFORTS[word] : undefined;
}
