import type { Usage } from "../../spec/usage.ts";

/** US dollars per million tokens. */
export type Rate = number | SteppedRate;

/** A rate that depends on how long the whole prompt is, and then holds for every token of the request. */
interface SteppedRate {
  readonly base: number;
  /** Ascending. The last one whose `above` the prompt's tokens exceed replaces `base`. */
  readonly steps: readonly { readonly above: number; readonly rate: number }[];
}

/**
 * What a model costs. A kind of token without a rate of its own costs what the kind that contains it costs:
 * a cached prompt token as any prompt token, a one-hour cache write as a short one, reasoning as any output.
 * `input` or `output` missing means that this price is not known.
 */
export interface TokenPrices {
  readonly input?: Rate | undefined;
  readonly output?: Rate | undefined;
  readonly cacheRead?: Rate | undefined;
  readonly cacheWrite?: Rate | undefined;
  readonly cacheWriteLong?: Rate | undefined;
  readonly reasoning?: Rate | undefined;
  /** US dollars for each request, on top of its tokens. */
  readonly request?: number | undefined;
}

/** The kinds of token that may have a rate of their own. */
export const KINDS = ["input", "output", "cacheRead", "cacheWrite", "cacheWriteLong", "reasoning"] as const;

export type Kind = (typeof KINDS)[number];

/** The token counts of a `Usage`. */
export type TokenCounts = Omit<Usage, "source" | "reportedCost">;

/**
 * What the tokens cost, in US dollars, or undefined when there are tokens whose price is not known.
 * Parts that add up to more than the whole they belong to are taken as they are, and the whole as their sum.
 */
export function costOf(prices: TokenPrices, tokens: TokenCounts): number | undefined {
  const { cached, prompt } = promptOf(tokens);
  const { input, output } = prices;
  const cacheWrite = prices.cacheWrite ?? input;
  const parts: readonly (readonly [number, Rate | undefined])[] = [
    [prompt - cached, input],
    [tokens.cacheRead, prices.cacheRead ?? input],
    [tokens.cacheWrite, cacheWrite],
    [tokens.cacheWriteLong, prices.cacheWriteLong ?? cacheWrite],
    [Math.max(tokens.output - tokens.reasoning, 0), output],
    [tokens.reasoning, prices.reasoning ?? output],
  ];
  let perMillion = 0;
  for (const [count, rate] of parts) {
    if (count === 0) continue;
    if (rate === undefined) return undefined;
    perMillion += count * rateFor(rate, prompt);
  }
  return perMillion / 1e6 + (prices.request ?? 0);
}

/**
 * By how many US dollars the prompt's cached tokens were cheaper than as many uncached ones; below 0 where writing them
 * cost more than reading saved. Undefined where nothing was cached, or where the price of a prompt is not known.
 */
export function cacheSavingOf(prices: TokenPrices, tokens: TokenCounts): number | undefined {
  const { cached, prompt } = promptOf(tokens);
  const { input } = prices;
  if (cached === 0 || input === undefined) return undefined;
  const full = rateFor(input, prompt);
  const cacheWrite = prices.cacheWrite ?? input;
  const saved =
    tokens.cacheRead * (full - rateFor(prices.cacheRead ?? input, prompt)) +
    tokens.cacheWrite * (full - rateFor(cacheWrite, prompt)) +
    tokens.cacheWriteLong * (full - rateFor(prices.cacheWriteLong ?? cacheWrite, prompt));
  return saved / 1e6;
}

function promptOf(tokens: TokenCounts): { readonly cached: number; readonly prompt: number } {
  const cached = tokens.cacheRead + tokens.cacheWrite + tokens.cacheWriteLong;
  return { cached, prompt: Math.max(tokens.input, cached) };
}

/** The rate that holds for a prompt of this many tokens. */
export function rateFor(rate: Rate, promptTokens: number): number {
  if (typeof rate === "number") return rate;
  return rate.steps.findLast((step) => promptTokens > step.above)?.rate ?? rate.base;
}
