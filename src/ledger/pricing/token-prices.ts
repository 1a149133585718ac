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
  readonly request?: number;
}

/** The token counts of a `Usage`. */
export type TokenCounts = Omit<Usage, "source" | "reportedCost">;

/**
 * What the tokens cost, in US dollars, or undefined when there are tokens whose price is not known.
 * Parts that add up to more than the whole they belong to are taken as they are, and the whole as their sum.
 */
export function costOf(prices: TokenPrices, tokens: TokenCounts): number | undefined {
  const cached = tokens.cacheRead + tokens.cacheWrite + tokens.cacheWriteLong;
  const prompt = Math.max(tokens.input, cached);
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

function rateFor(rate: Rate, promptTokens: number): number {
  if (typeof rate === "number") return rate;
  return rate.steps.findLast((step) => promptTokens > step.above)?.rate ?? rate.base;
}
