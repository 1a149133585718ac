import type { AttemptRecord } from "../../spec/call.ts";
import type { Provider } from "../../spec/provider.ts";
import type { Cost } from "../../spec/usage.ts";
import { corrected } from "./correct.ts";
import { CORRECTIONS } from "./corrections.ts";
import type { KeptList } from "./kept-list.ts";
import { overridesFrom, type FoundOverride, type PriceOverrides } from "./overrides.ts";
import { loadPriceList, type ListedModel, type ListOrigin, type PriceList } from "./price-list.ts";
import { pricesAt } from "./price-rules.ts";
import { tablePrices, type TableRow } from "./price-table.ts";
import { cacheSavingOf, costOf, rateFor, type TokenCounts, type TokenPrices } from "./token-prices.ts";

/** What one attempt cost. Pure: the same attempt always costs the same, under the same overrides. */
export type PriceAttempt = (attempt: PricedPart) => Cost;

/** What of an attempt decides its price. */
type PricedPart = Pick<AttemptRecord, "provider" | "model" | "startedAt" | "usage">;

/** A provider and one of its models. */
type ModelAddress = Pick<AttemptRecord, "provider" | "model">;

export interface PricingOptions {
  /** What of a provider decides its prices; undefined when it is not configured any more. */
  readonly provider: (id: string) => Pick<Provider, "priceId" | "local" | "simulated"> | undefined;
  /**
   * The user's own prices by `provider/model`. Read on each use, so that a changed setting holds at once; the same object
   * until they change, so that what was found in them can be remembered.
   */
  readonly overrides: () => PriceOverrides;
  /** A list that was fetched and kept; used if it is newer than the bundled one. */
  readonly kept?: () => Promise<KeptList | undefined>;
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
  /** What each of the models costs in the days of `at`, for a page. */
  listPrices(models: readonly ModelAddress[], at: number): readonly TableRow[];
  /** The list that is used. */
  readonly list: ListOrigin;
}

/** Where a model's prices come from. */
type Source =
  | ({ readonly kind: "override" } & FoundOverride)
  | ({ readonly kind: "list" } & ListedModel)
  | { readonly kind: "free" }
  | { readonly kind: "unknown" };

const FREE: Cost = { kind: "known", usd: 0, source: "free" };

/** Reads the price list and gives what counts with it. Loading costs some tens of milliseconds, so wait for a first need. */
export async function loadPricing(options: PricingOptions): Promise<Pricing> {
  const list = await loadPriceList(await options.kept?.());
  return pricingWith(corrected(list, CORRECTIONS), options);
}

function pricingWith(list: PriceList, options: PricingOptions): Pricing {
  const override = overridesFrom(options.overrides);

  /** The simulator is free whatever is said; else the user's word, then what runs at the user's, then the list. */
  const sourceOf = ({ provider: id, model }: ModelAddress): Source => {
    const provider = options.provider(id);
    if (provider?.simulated === true) return { kind: "free" };
    const own = override(`${id}/${model}`);
    if (own !== undefined) return { kind: "override", ...own };
    if (provider?.local === true) return { kind: "free" };
    const listed = provider?.priceId === undefined ? undefined : list.find(provider.priceId, model);
    return listed === undefined ? { kind: "unknown" } : { kind: "list", ...listed };
  };

  const cost = (model: ModelAddress, tokens: TokenCounts, at: number): Cost => {
    const source = sourceOf(model);
    return "rules" in source ? costIn(pricesAt(source.rules, at), tokens, source.kind) : plain(source);
  };

  return {
    list: list.origin,
    priceAttempt(attempt) {
      if (attempt.usage === undefined) return FREE; // nothing was sent
      const { reportedCost, ...tokens } = attempt.usage;
      const listed = cost(attempt, tokens, attempt.startedAt);
      const simulated = options.provider(attempt.provider)?.simulated === true;
      if (reportedCost === undefined || simulated) return listed;
      return { ...savingOf(listed), kind: "known", usd: reportedCost, source: "reported" };
    },
    estimate: (model, { input, output, cacheRead = 0 }, at) =>
      cost(model, { input, output, cacheRead, cacheWrite: 0, cacheWriteLong: 0, reasoning: 0 }, at),
    label: (model, at) => labelOf(sourceOf(model), at),
    listPrices: (models, at) => models.map((model) => rowOf(model, sourceOf(model), at)),
  };
}

function plain({ kind }: { readonly kind: "free" | "unknown" }): Cost {
  return kind === "free" ? FREE : { kind };
}

function costIn(prices: TokenPrices, tokens: TokenCounts, source: "list" | "override"): Cost {
  const usd = costOf(prices, tokens);
  if (usd === undefined) return { kind: "unknown" };
  const cacheSavedUsd = cacheSavingOf(prices, tokens);
  return { kind: "known", usd, source, ...(cacheSavedUsd !== undefined && { cacheSavedUsd }) };
}

function savingOf(cost: Cost): { readonly cacheSavedUsd?: number } {
  return cost.kind === "known" && cost.cacheSavedUsd !== undefined ? { cacheSavedUsd: cost.cacheSavedUsd } : {};
}

function labelOf(source: Source, at: number): PriceLabel {
  if (!("rules" in source)) return source;
  const { input, output } = pricesAt(source.rules, at);
  if (input === undefined || output === undefined) return { kind: "unknown" };
  if (input === 0 && output === 0) return { kind: "free" };
  return { kind: "priced", input: rateFor(input, 0), output: rateFor(output, 0), source: source.kind };
}

function rowOf({ provider, model }: ModelAddress, source: Source, at: number): TableRow {
  if (!("rules" in source)) return { provider, model, source: source.kind, tiers: [], times: [] };
  const prices = tablePrices(source.rules, at);
  const row = { provider, model, ...prices, source: source.kind };
  if (source.kind === "override") {
    return source.setting === `${provider}/${model}` ? row : { ...row, setting: source.setting };
  }
  const { id, date, correctedFrom } = source;
  return {
    ...row,
    source: prices.input === undefined && prices.output === undefined ? "unknown" : "list",
    listDate: date,
    ...(id !== model && { matched: id }),
    ...(correctedFrom !== undefined && { correctedFrom }),
  };
}
