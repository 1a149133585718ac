/** The `thinkingConfig` for a call, and the tokens to add to the answer's limit for what cannot be switched off. */
export interface Thinking {
  readonly config: Readonly<Record<string, unknown>> | undefined;
  readonly allowance: number;
}

/** Enough for a model at its lowest level; `maxOutputTokens` counts the thoughts too. */
const ALLOWANCE = 1024;

/**
 * How to ask for the thinking that a call wants. Gemini 2.5 has a budget, 3 and later a level, and both in one
 * request are refused. `low` is the least that all of Gemini 3 takes; the Flash-Lite models take `minimal`, which
 * Flash 3.7 and 3.8 refuse.
 */
export function thinkingFor(model: string, reasoning: "usual" | "least"): Thinking {
  const version = /gemini-(\d+(?:\.\d+)?)/.exec(model)?.[1];
  const generation = version === undefined ? 0 : Number(version);
  if (generation < 2.5) return { config: undefined, allowance: 0 };
  if (reasoning === "usual") return { config: { includeThoughts: true }, allowance: 0 };
  const lite = model.includes("flash-lite");
  if (generation >= 3) return { config: { thinkingLevel: lite ? "minimal" : "low" }, allowance: lite ? 0 : ALLOWANCE };
  // 2.5 Pro cannot be kept from thinking; 128 is its smallest budget.
  if (model.includes("pro")) return { config: { thinkingBudget: 128 }, allowance: ALLOWANCE };
  return { config: { thinkingBudget: 0 }, allowance: 0 };
}
