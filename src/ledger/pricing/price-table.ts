import type { DayTime } from "./day-time.ts";
import { dayPrices, type PriceRules } from "./price-rules.ts";
import { KINDS, rateFor, type Kind, type TokenPrices } from "./token-prices.ts";

/** US dollars per million tokens; a missing one costs what the kind that contains it costs. */
export interface TableRates extends Readonly<Partial<Record<Kind, number>>> {
  /** US dollars for each request. */
  readonly request?: number;
}

/** Rates of prompts with more tokens than `aboveTokens`, for all tokens of the request. */
export interface TableTier extends Readonly<Partial<Record<Kind, number>>> {
  readonly aboveTokens: number;
}

/** Rates at a time of day. What it leaves out stays. */
export interface TableTime extends DayTime, TableRates {
  readonly tiers: readonly TableTier[];
}

/** What a model costs in the days of a moment, and who says so; it can be sent as JSON. */
export interface TableRow extends TableRates {
  readonly provider: string;
  readonly model: string;
  readonly source: "list" | "override" | "free" | "unknown";
  readonly tiers: readonly TableTier[];
  /** The first that holds counts. */
  readonly times: readonly TableTime[];
  /** When the list's price was checked, in milliseconds since the Unix epoch. */
  readonly listDate?: number;
  /** The list's name for the model, where that is another. */
  readonly matched?: string;
  /** Where the vendor says so, for a price of ours in the place of the list's. */
  readonly correctedFrom?: string;
  /** The name under which the user's price is in the settings, where that is another. */
  readonly setting?: string;
}

/** The prices of a row: what is usual in the days of `at`, in short prompts and long ones, and what is not. */
export function tablePrices(
  rules: PriceRules,
  at: number,
): TableRates & { readonly tiers: readonly TableTier[]; readonly times: readonly TableTime[] } {
  const { usual, times } = dayPrices(rules, at);
  return {
    ...ratesOf(usual),
    tiers: tiersOf(usual),
    times: times.map(({ time, prices }) => ({ ...time, ...ratesOf(prices), tiers: tiersOf(prices) })),
  };
}

function ratesOf(prices: TokenPrices): TableRates {
  const { request } = prices;
  return { ...ratesAt(prices, 0), ...(request !== undefined && { request }) };
}

function tiersOf(prices: TokenPrices): readonly TableTier[] {
  const stepped = KINDS.map((kind) => prices[kind]).filter((rate) => typeof rate === "object");
  const starts = new Set(stepped.flatMap((rate) => rate.steps.map((step) => step.above)));
  return [...starts]
    .toSorted((a, b) => a - b)
    .map((aboveTokens) => ({ aboveTokens, ...ratesAt(prices, aboveTokens + 1) }));
}

function ratesAt(prices: TokenPrices, promptTokens: number): Readonly<Partial<Record<Kind, number>>> {
  const rates = KINDS.flatMap((kind) => {
    const rate = prices[kind];
    return rate === undefined ? [] : [[kind, rateFor(rate, promptTokens)] as const];
  });
  return Object.fromEntries(rates);
}
