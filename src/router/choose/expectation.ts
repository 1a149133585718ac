import type { Route } from "../../spec/provider.ts";
import type { Sizes } from "../plan/sizes.ts";
import type { Expectation, Prices } from "../types.ts";
import type { Sticky } from "./stickiness.ts";

/** How quick a model was. */
export interface Speed {
  /** Median first-token time in milliseconds. */
  readonly p50: number;
  /** How many times it was timed, for prompts of about this size. */
  readonly samples: number;
  /** Of the answer; missing where it is not known. */
  readonly tokensPerSecond?: number;
}

/** How quick a model, as `provider/model`, was with prompts of about this size; undefined where it was never timed. */
export type Speeds = (model: string, promptTokens: number) => Speed | undefined;

/** What expectations are made from. */
export interface ExpectationPorts {
  readonly prices: Pick<Prices, "estimate">;
  readonly speeds: Speeds;
}

/** What is expected of a route, and on how many samples the times rest. */
export interface Prospect {
  readonly expected: Expectation;
  readonly samples: number;
}

/**
 * How much of the last prompt a provider still has when the next one comes: the end of it is different, and caches keep
 * whole blocks.
 */
const cachedShare = 0.9;

/** Tokens. The large vendors keep no prompt that is shorter. */
const shortestCached = 1024;

/** What a call of these sizes is expected to cost and to take at a route, `sticky` being where its conversation was. */
export function prospectOf(
  { prices, speeds }: ExpectationPorts,
  route: Route,
  sizes: Sizes,
  sticky: Sticky | undefined,
  now: number,
): Prospect {
  const tokens = { input: sizes.prompt, cacheRead: cachedFor(route, sizes, sticky), output: sizes.answer };
  const costUsd = prices.estimate(route, tokens, now);
  const speed = speeds(`${route.provider}/${route.model}`, sizes.prompt);
  return {
    expected: { ...(costUsd !== undefined && { costUsd }), ...(speed && timesOf(speed, sizes.answer)) },
    samples: speed?.samples ?? 0,
  };
}

function cachedFor(route: Route, { prompt }: Sizes, sticky: Sticky | undefined): number {
  if (sticky?.routeId !== route.id || sticky.cachedTokens < shortestCached) return 0;
  return Math.min(prompt, Math.floor(sticky.cachedTokens * cachedShare));
}

function timesOf({ p50, tokensPerSecond = 0 }: Speed, answerTokens: number): Expectation {
  if (tokensPerSecond <= 0) return { firstTokenMs: p50 };
  return { firstTokenMs: p50, answerMs: p50 + (answerTokens / tokensPerSecond) * 1000 };
}
