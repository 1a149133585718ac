import type { ReasoningEffort } from "../../spec/request.ts";
import type { ChatCall } from "../dialect.ts";
import { effortOf } from "../effort.ts";
import { generationOf, isSince } from "./model-traits.ts";

/** The `thinkingConfig` for a call, and the tokens to add to the answer's limit for what cannot be switched off. */
export interface Thinking {
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly allowance: number;
}

const NONE: Thinking = { config: undefined, allowance: 0 };

/** Enough for a model at its lowest level; `maxOutputTokens` counts the thoughts too. */
const ALLOWANCE = 1024;

type SomeEffort = Exclude<ReasoningEffort, "none">;

/** What Google itself takes an effort for where only a budget can be said, in its calls that follow OpenAI. */
const BUDGETS: Readonly<Record<SomeEffort, number>> = {
  minimal: 1024,
  low: 1024,
  medium: 8192,
  high: 24_576,
  xhigh: 24_576,
};

/**
 * How to ask for the thinking that a call wants. Gemini 2.5 has a budget, 3 and later a level, and both in one
 * request are refused.
 */
export function thinkingFor({ request, model, reasoning }: ChatCall): Thinking {
  const effort = effortOf(request);
  // A model whose name does not say what it is, as the newest of a kind, is left to itself unless a caller asks.
  if (!isSince(model, 2.5) || (effort === undefined && generationOf(model) === 0)) return NONE;
  if (effort === "none" || (effort === undefined && reasoning === "least")) return least(model);
  if (effort === undefined) return { config: { includeThoughts: true }, allowance: 0 };
  const steered = isSince(model, 3)
    ? { thinkingLevel: levelFor(effort, model) }
    : { thinkingBudget: budgetFor(request.reasoningTokens ?? BUDGETS[effort], model) };
  return { config: { ...steered, includeThoughts: true }, allowance: 0 };
}

/**
 * `low` is the least that all of Gemini 3 takes; the Flash-Lite models take `minimal`, which Flash 3.7 and 3.8 refuse.
 */
function least(model: string): Thinking {
  const lite = isLite(model);
  if (isSince(model, 3))
    return { config: { thinkingLevel: lite ? "minimal" : "low" }, allowance: lite ? 0 : ALLOWANCE };
  // 2.5 Pro cannot be kept from thinking; 128 is its smallest budget.
  if (model.includes("pro")) return { config: { thinkingBudget: 128 }, allowance: ALLOWANCE };
  return { config: { thinkingBudget: 0 }, allowance: 0 };
}

function levelFor(effort: SomeEffort, model: string): string {
  if (effort === "minimal") return isLite(model) ? "minimal" : "low";
  // 3 Pro, unlike 3.1 Pro, has no `medium`.
  if (effort === "medium" && /gemini-3-pro/.test(model)) return "high";
  return effort === "xhigh" ? "high" : effort;
}

/** Within what the model takes. */
function budgetFor(wanted: number, model: string): number {
  const [smallest, largest] = model.includes("pro") ? [128, 32_768] : [isLite(model) ? 512 : 0, 24_576];
  return Math.min(Math.max(wanted, smallest), largest);
}

function isLite(model: string): boolean {
  return model.includes("flash-lite");
}
