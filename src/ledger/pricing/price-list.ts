import type { calcPrice, ModelInfo, ModelPrice } from "@pydantic/genai-prices";
import type { Rate, TokenPrices } from "./token-prices.ts";

/** The bundled list of the vendors' published prices. */
export interface PriceList {
  /**
   * What `model` costs at `at` (milliseconds since the Unix epoch): prices change over the years, and some over the day.
   * Undefined when the list does not have the model.
   *
   * @param priceId the provider's id in the list, such as `openai` or `google`
   */
  find(priceId: string, model: string, at: number): TokenPrices | undefined;
}

/** A model's prices, found once: always the same, or to be asked for each time. */
type Found =
  | { readonly kind: "fixed"; readonly prices: TokenPrices }
  | { readonly kind: "timed"; readonly model: ModelInfo };

/** Reads the list, which is large, and so only when a price is wanted for the first time. */
export async function loadPriceList(): Promise<PriceList> {
  const list = await import("@pydantic/genai-prices");
  return memoised(list.calcPrice);
}

/**
 * Finding a model in the list takes tens of microseconds and the list's own general arithmetic as much again, too slow
 * for a router that prices fifty routes a plan. So each model is looked up once, and counted with `costOf`; a test holds
 * the two to the same results over the whole list.
 */
function memoised(calc: typeof calcPrice): PriceList {
  const models = new Map<string, Found | undefined>();
  const translated = new WeakMap<ModelPrice, TokenPrices>();

  const translate = (price: ModelPrice): TokenPrices => {
    const known = translated.get(price);
    if (known !== undefined) return known;
    const prices = tokenPrices(price);
    translated.set(price, prices);
    return prices;
  };

  const lookUp = (priceId: string, model: string): Found | undefined => {
    const match = calc({}, model, { providerId: priceId });
    if (match === null) return undefined;
    if (Array.isArray(match.model.prices)) return { kind: "timed", model: match.model };
    return { kind: "fixed", prices: isFree(match.model) ? FREE : translate(match.model_price) };
  };

  return {
    find(priceId, model, at) {
      const key = `${priceId} ${model}`;
      if (!models.has(key)) models.set(key, lookUp(priceId, model));
      const found = models.get(key);
      if (found?.kind !== "timed") return found?.prices;
      const match = calc({}, ONLY, { provider: providerOf(found.model), timestamp: new Date(at) });
      return match === null ? undefined : translate(match.model_price);
    },
  };
}

const FREE: TokenPrices = { input: 0, output: 0 };

/**
 * An entry without any price may be free, or withdrawn, or billed by something other than tokens. Only a name that says
 * free, as OpenRouter's do, is taken as free; the others stay unknown.
 */
function isFree(model: ModelInfo): boolean {
  return Object.keys(model.prices).length === 0 && model.id.endsWith(":free");
}

const ONLY = "model";

/** A provider with this model alone, so that the list need not be searched again. */
function providerOf(model: ModelInfo) {
  return { id: ONLY, name: ONLY, api_pattern: "", models: [{ ...model, match: { equals: ONLY } }] };
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
