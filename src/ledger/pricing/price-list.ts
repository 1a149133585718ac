import type { calcPrice, ConditionalPrice, ModelInfo, ModelPrice, Provider } from "@pydantic/genai-prices";
import type { KeptList } from "./kept-list.ts";
import type { PriceRule, PriceRules } from "./price-rules.ts";
import { secondsOfDay } from "./time-of-day.ts";
import type { Rate, TokenPrices } from "./token-prices.ts";

/** Where a list is from, and the day it was made, in milliseconds since the Unix epoch. */
export interface ListOrigin {
  readonly kind: "bundled" | "refreshed";
  readonly date: number;
}

/** A model's prices as a list has them. */
export interface ListedModel {
  /** The list's own name for it. */
  readonly id: string;
  readonly rules: PriceRules;
  /** When these prices were checked, in milliseconds since the Unix epoch. */
  readonly date: number;
  /** Where the vendor says so, for a price of ours in the place of the list's. */
  readonly correctedFrom?: string;
}

/** A list of the vendors' published prices. */
export interface PriceList {
  readonly origin: ListOrigin;
  /**
   * Undefined when the list does not have the model.
   *
   * @param priceId the provider's id in the list, such as `openai` or `google`
   */
  find(priceId: string, model: string): ListedModel | undefined;
}

/**
 * The list that comes with the program. It has no date of its own: when it was checked is kept apart, with the sources
 * it is made from. So the day its package was published counts. A test holds this to the package that is installed.
 *
 * @see https://www.npmjs.com/package/@pydantic/genai-prices
 */
export const BUNDLED = { version: "0.1.8", date: Date.UTC(2026, 8, 23) } as const;

/** Reads the list, which is large, and so only when a price is wanted for the first time. A newer one goes first. */
export async function loadPriceList(kept?: KeptList): Promise<PriceList> {
  const { calcPrice: calc } = await import("@pydantic/genai-prices");
  const bundled = lookUpIn(BUNDLED.date, (priceId, model) => calc({}, model, { providerId: priceId }));
  if (kept === undefined || kept.date <= BUNDLED.date) {
    return { origin: { kind: "bundled", date: BUNDLED.date }, find: remembering(bundled) };
  }
  const providers = new Map(kept.providers.map((provider) => [provider.id, provider]));
  const newer = lookUpIn(kept.date, (priceId, model) => askIn(providers.get(priceId), model, calc));
  // What a newer list dropped was used once, and still has its price.
  const either: LookUp = (priceId, model) => newer(priceId, model) ?? bundled(priceId, model);
  return { origin: { kind: "refreshed", date: kept.date }, find: remembering(either) };
}

/** The bundled list as its package has it, by which a newer one is measured. */
export async function bundledProviders(): Promise<readonly Provider[]> {
  const { waitForUpdate } = await import("@pydantic/genai-prices");
  return (await waitForUpdate()) ?? [];
}

type LookUp = PriceList["find"];
type Ask = (priceId: string, model: string) => ReturnType<typeof calcPrice>;

/** The list's own arithmetic trusts a list more than one may that came over the network. */
function askIn(provider: Provider | undefined, model: string, calc: typeof calcPrice): ReturnType<typeof calcPrice> {
  try {
    return provider === undefined ? null : calc({}, model, { provider });
  } catch {
    return null;
  }
}

/**
 * Finding a model in the list takes tens of microseconds and the list's own general arithmetic as much again, too slow
 * for a router that prices fifty routes a plan. So each model is looked up once, and counted with `costOf`; a test holds
 * the two to the same results over the whole list.
 */
function remembering(lookUp: LookUp): LookUp {
  const models = new Map<string, ListedModel | undefined>();
  return (priceId, model) => {
    const key = `${priceId} ${model}`;
    if (!models.has(key)) models.set(key, lookUp(priceId, model));
    return models.get(key);
  };
}

function lookUpIn(date: number, ask: Ask): LookUp {
  return (priceId, model) => {
    const match = ask(priceId, model);
    return match === null ? undefined : { id: match.model.id, rules: rulesOf(match.model), date };
  };
}

const FREE: TokenPrices = { input: 0, output: 0 };

/**
 * An entry without any price may be free, or withdrawn, or billed by something other than tokens. Only a name that says
 * free, as OpenRouter's do, is taken as free; the others stay unknown.
 */
function rulesOf({ id, prices }: ModelInfo): PriceRules {
  if (!Array.isArray(prices)) {
    const free = Object.keys(prices).length === 0 && id.endsWith(":free");
    return [{ prices: free ? FREE : tokenPrices(prices) }];
  }
  const [first = { prices: {} }, ...later] = prices.map(ruleOf);
  return [first, ...later];
}

function ruleOf({ constraint, prices }: ConditionalPrice): PriceRule {
  const rule = { prices: tokenPrices(prices) };
  if (constraint === undefined) return rule;
  if ("start_date" in constraint) return { ...rule, since: Date.parse(constraint.start_date) };
  const from = secondsOfDay(constraint.start_time) / 60;
  return { ...rule, time: { from, until: secondsOfDay(constraint.end_time) / 60, zone: "UTC" } };
}

/** From the list's units to ours. What is not text tokens or requests (audio, pages, searches) is not metered here. */
function tokenPrices(price: ModelPrice): TokenPrices {
  const rates = {
    input: rateOf(price["input_mtok"]),
    output: rateOf(price["output_mtok"]),
    cacheRead: rateOf(price["cache_read_mtok"]),
    cacheWrite: rateOf(price["cache_write_mtok"]),
    cacheWriteLong: rateOf(price["cache_write_1h_mtok"]),
    reasoning: rateOf(price["output_reasoning_mtok"]),
  };
  const perThousand = price["requests_kcount"];
  return typeof perThousand === "number" ? { ...rates, request: perThousand / 1000 } : rates;
}

function rateOf(price: ModelPrice[string]): Rate | undefined {
  if (price === undefined || typeof price === "number") return price;
  const steps = price.tiers.map((tier) => ({ above: tier.start, rate: tier.price }));
  return { base: price.base, steps: steps.toSorted((a, b) => a.above - b.above) };
}
