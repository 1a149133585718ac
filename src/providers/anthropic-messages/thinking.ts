import type { OutputConfig } from "@anthropic-ai/sdk/resources/messages";
import type { ChatRequest, ReasoningEffort } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { effortOf } from "../effort.ts";
import { generationOf, thinkingParams } from "./model-traits.ts";
import type { ThinkingParams } from "./model-traits.ts";

/** The share of an answer's limit that may go into thinking, for models that want a number; OpenRouter's shares. */
const SHARES: Readonly<Record<Exclude<ReasoningEffort, "none">, number>> = {
  minimal: 0.1,
  low: 0.2,
  medium: 0.5,
  high: 0.8,
  xhigh: 0.95,
};

/** The API takes no smaller budget. */
export const LEAST_BUDGET = 1024;

/** What stands in the way of thinking by a budget. */
interface Obstacles {
  /** A tool must be called, which a budget forbids. */
  readonly forcedTool: boolean;
  /** The last turn of the assistant lacks the thinking that must precede its tool calls. */
  readonly missesThinking: boolean;
}

/** How to ask for the thinking that a call wants, in an answer of at most `limit` tokens. */
export function thinkingFor(call: ChatCall, limit: number, obstacles: Obstacles): ThinkingParams {
  const effort = effortOf(call.request);
  if (effort === undefined) return thinkingParams(call.model, call.reasoning);
  if (effort === "none") return thinkingParams(call.model, "least");
  const generation = generationOf(call.model);
  if (generation !== undefined && generation >= 4.6) return adaptive(effort, generation);
  // The models before do not think at all; other vendors' take a budget, as it is what most clients send.
  if (generation !== undefined && generation < 3.7) return { params: {}, allowance: 0 };
  const budget = budgetFor(call.request, effort, limit);
  if (budget === undefined || obstacles.forcedTool || obstacles.missesThinking) return { params: {}, allowance: 0 };
  return { params: { thinking: { type: "enabled", budget_tokens: budget } }, allowance: 0 };
}

/** From 4.6 on a model decides by itself, guided by an effort, whose highest came with 4.7. */
function adaptive(wanted: Exclude<ReasoningEffort, "none">, generation: number): ThinkingParams {
  let effort: NonNullable<OutputConfig["effort"]> = wanted === "minimal" ? "low" : wanted;
  if (effort === "xhigh" && generation < 4.7) effort = "high";
  return {
    params: { thinking: { type: "adaptive", display: "summarized" }, output_config: { effort } },
    allowance: 0,
  };
}

/** Below the limit, since that counts the thinking too; undefined where the limit leaves no room for it. */
function budgetFor(
  { reasoningTokens }: ChatRequest,
  effort: Exclude<ReasoningEffort, "none">,
  limit: number,
): number | undefined {
  if (limit <= LEAST_BUDGET) return undefined;
  const wanted = reasoningTokens ?? Math.floor(limit * SHARES[effort]);
  return Math.min(Math.max(wanted, LEAST_BUDGET), limit - 1);
}
