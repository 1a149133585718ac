import type { ChatRequest, ReasoningEffort } from "../spec/request.ts";

/** Up to this many tokens of reasoning are so much effort; the budgets are those that Google and OpenRouter use. */
const EFFORT_BY_TOKENS: readonly (readonly [number, ReasoningEffort])[] = [
  [0, "none"],
  [2048, "low"],
  [8192, "medium"],
];

/** The effort that is asked for, for models that cannot count tokens of reasoning; undefined for the model's usual. */
export function effortOf(request: Pick<ChatRequest, "effort" | "reasoningTokens">): ReasoningEffort | undefined {
  const { effort, reasoningTokens } = request;
  if (effort !== undefined || reasoningTokens === undefined) return effort;
  return EFFORT_BY_TOKENS.find(([most]) => reasoningTokens <= most)?.[1] ?? "high";
}
