import type { AttemptRecord } from "../../spec/call.ts";
import type { Provider } from "../../spec/provider.ts";
import type { Cost } from "../../spec/usage.ts";
import { loadPriceList, type PriceList } from "./price-list.ts";
import { costOf, type TokenCounts, type TokenPrices } from "./token-prices.ts";

/** What one attempt cost. Pure: the same attempt always costs the same, under the same overrides. */
export type PriceAttempt = (attempt: PricedPart) => Cost;

/** What of an attempt decides its price. */
type PricedPart = Pick<AttemptRecord, "provider" | "model" | "startedAt" | "usage">;

/** A provider and one of its models. */
type ModelAddress = Pick<AttemptRecord, "provider" | "model">;

/** A model's price as the user states it, in US dollars per million tokens; it replaces the list's. */
export interface PriceOverride {
  readonly input: number;
  readonly output: number;
  /** Missing: cached tokens cost what others cost. */
  readonly cacheRead?: number | undefined;
  readonly cacheWrite?: number | undefined;
}

export interface PricingOptions {
  /** What of a provider decides its prices; undefined when it is not configured any more. */
  readonly provider: (id: string) => Pick<Provider, "priceId" | "local" | "simulated"> | undefined;
  /** The user's own prices by `provider/model`. Read on each use, so that a changed setting holds at once. */
  readonly overrides: () => Readonly<Record<string, PriceOverride>>;
}

/** A model's price for a list of models, in US dollars per million tokens of a short prompt. */
type PriceLabel =
  | { readonly kind: "priced"; readonly input: number; readonly output: number; readonly source: "list" | "override" }
  | { readonly kind: "free" }
  | { readonly kind: "unknown" };

export interface Pricing {
  readonly priceAttempt: PriceAttempt;
  /** What a request of this many tokens would cost at `at`; `cacheRead` of the prompt's are in the provider's cache. */
  estimate(
    model: ModelAddress,
    tokens: { readonly input: number; readonly cacheRead?: number; readonly output: number },
    at: number,
  ): Cost;
  label(model: ModelAddress, at: number): PriceLabel;
}

/** Prices of one model with where they come from. */
type Source =
  | { readonly kind: "prices"; readonly prices: TokenPrices; readonly source: "list" | "override" }
  | { readonly kind: "free" }
  | { readonly kind: "unknown" };

const FREE: Cost = { kind: "known", usd: 0, source: "free" };

/** Reads the price list and gives what counts with it. Loading costs some tens of milliseconds, so wait for a first need. */
export async function loadPricing(options: PricingOptions): Promise<Pricing> {
  return pricingWith(await loadPriceList(), options);
}

function pricingWith(list: PriceList, options: PricingOptions): Pricing {
  /** The simulator is free whatever is said; else the user's word, then what runs at the user's, then the list. */
  const sourceOf = ({ provider: id, model }: ModelAddress, at: number): Source => {
    const provider = options.provider(id);
    if (provider?.simulated === true) return { kind: "free" };
    const overrides = options.overrides();
    const address = `${id}/${model}`;
    const override = Object.hasOwn(overrides, address) ? overrides[address] : undefined;
    if (override !== undefined) return { kind: "prices", prices: override, source: "override" };
    if (provider?.local === true) return { kind: "free" };
    const prices = provider?.priceId === undefined ? undefined : list.find(provider.priceId, model, at);
    return prices === undefined ? { kind: "unknown" } : { kind: "prices", prices, source: "list" };
  };

  const cost = (model: ModelAddress, tokens: TokenCounts, at: number): Cost => {
    const source = sourceOf(model, at);
    if (source.kind === "free") return FREE;
    const usd = source.kind === "prices" ? costOf(source.prices, tokens) : undefined;
    return usd === undefined || source.kind === "unknown"
      ? { kind: "unknown" }
      : { kind: "known", usd, source: source.source };
  };

  return {
    priceAttempt(attempt) {
      if (attempt.usage === undefined) return FREE; // nothing was sent
      const { reportedCost, ...tokens } = attempt.usage;
      if (reportedCost !== undefined && options.provider(attempt.provider)?.simulated !== true) {
        return { kind: "known", usd: reportedCost, source: "reported" };
      }
      return cost(attempt, tokens, attempt.startedAt);
    },
    estimate: (model, { input, output, cacheRead = 0 }, at) =>
      cost(model, { input, output, cacheRead, cacheWrite: 0, cacheWriteLong: 0, reasoning: 0 }, at),
    label: (model, at) => labelOf(sourceOf(model, at)),
  };
}

function labelOf(source: Source): PriceLabel {
  if (source.kind !== "prices") return source;
  const { input, output } = source.prices;
  if (input === undefined || output === undefined) return { kind: "unknown" };
  if (input === 0 && output === 0) return { kind: "free" };
  return { kind: "priced", input: baseOf(input), output: baseOf(output), source: source.source };
}

function baseOf(rate: NonNullable<TokenPrices["input"]>): number {
  return typeof rate === "number" ? rate : rate.base;
}
