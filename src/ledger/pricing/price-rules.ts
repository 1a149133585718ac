import { holdsAt, type DayTime } from "./day-time.ts";
import type { TokenPrices } from "./token-prices.ts";

/** Prices, and when they hold: always, from a day on, at a time of day. */
export interface PriceRule {
  /** Milliseconds since the Unix epoch. */
  readonly since?: number | undefined;
  readonly time?: DayTime | undefined;
  readonly prices: TokenPrices;
}

/** What a model costs over the years and the day: of the rules that hold, the last; the first one where none does. */
export type PriceRules = readonly [PriceRule, ...PriceRule[]];

/** What a model costs at `at`, in milliseconds since the Unix epoch. */
export function pricesAt(rules: PriceRules, at: number): TokenPrices {
  const [first] = rules;
  if (rules.length === 1) return first.prices;
  const held = rules.findLast(({ since, time }) => began(since, at) && (time === undefined || holdsAt(time, at)));
  return (held ?? first).prices;
}

/** What a model usually costs in the days of `at`, and the times of day at which it costs something else. */
export interface DayPrices {
  readonly usual: TokenPrices;
  /** The first that holds counts. */
  readonly times: readonly { readonly time: DayTime; readonly prices: TokenPrices }[];
}

/** The prices of the day that `at` is in, all of them. */
export function dayPrices(rules: PriceRules, at: number): DayPrices {
  const usual = rules.findLastIndex(({ since, time }) => time === undefined && began(since, at));
  const times = rules.slice(usual + 1).flatMap(({ since, time, prices }) => {
    return time !== undefined && began(since, at) ? [{ time, prices }] : [];
  });
  return { usual: (rules[usual] ?? rules[0]).prices, times: times.toReversed() };
}

function began(since: number | undefined, at: number): boolean {
  return since === undefined || at >= since;
}
