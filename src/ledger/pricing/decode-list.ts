import type { ConditionalPrice, MatchLogic, ModelInfo, ModelPrice, Provider } from "@pydantic/genai-prices";
import { isTimeOfDay } from "./time-of-day.ts";

/** How large a list is: what is left of another may not be much less. */
export interface ListSize {
  readonly models: number;
  /** Those of them that cost something. */
  readonly priced: number;
}

/** A list that may be used, or why it may not. */
export type DecodedList =
  | { readonly kind: "list"; readonly providers: readonly Provider[]; readonly size: ListSize }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * Decodes a list that came from elsewhere. Entries of no known form are left out, as a later format may have new ones;
 * what is left must be a list worth having. Only what prices are made from is kept.
 *
 * @see https://github.com/pydantic/genai-prices/blob/main/prices/new_data/v2/data.schema.json
 */
export function decodeList(value: unknown, atLeast: ListSize): DecodedList {
  if (!Array.isArray(value)) return refused("it is not a list");
  const providers = value.flatMap(decodeProvider);
  const size = sizeOf(providers);
  if (size.models === 0) return refused("no model in it could be read");
  if (size.models * 2 < atLeast.models) {
    return refused(`it has ${size.models} models, less than half of the ${atLeast.models} that are known`);
  }
  if (size.priced * 2 < atLeast.priced) return refused("most of its models cost nothing");
  return { kind: "list", providers, size };
}

export function sizeOf(providers: readonly Provider[]): ListSize {
  const models = providers.flatMap((provider) => provider.models);
  return { models: models.length, priced: models.filter(costsSomething).length };
}

function refused(reason: string): DecodedList {
  return { kind: "refused", reason };
}

function costsSomething({ prices }: ModelInfo): boolean {
  const all = Array.isArray(prices) ? prices.map((one) => one.prices) : [prices];
  const rates = all.flatMap((one) => Object.values(one));
  return rates.some((rate) => (typeof rate === "number" ? rate : (rate?.base ?? 0)) > 0);
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function decodeProvider(value: unknown): readonly Provider[] {
  if (!isFields(value)) return [];
  const { id, models } = value;
  if (!isName(id) || !Array.isArray(models)) return [];
  // The pattern is for finding a provider by its address, which is not done here.
  return [{ id, name: id, api_pattern: "^$", models: models.flatMap(decodeModel) }];
}

function decodeModel(value: unknown): readonly ModelInfo[] {
  if (!isFields(value)) return [];
  const { id, match, prices } = value;
  if (!isName(id) || !isMatch(match, 4)) return [];
  if (Array.isArray(prices)) return prices.length > 0 && prices.every(isConditional) ? [{ id, match, prices }] : [];
  return isPrices(prices) ? [{ id, match, prices }] : [];
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 200;
}

function isMatch(value: unknown, depth: number): value is MatchLogic {
  if (!isFields(value) || depth === 0) return false;
  const [[kind, what] = [], ...more] = Object.entries(value);
  if (more.length > 0) return false;
  if (kind === "or" || kind === "and") {
    return Array.isArray(what) && what.length <= 200 && what.every((one) => isMatch(one, depth - 1));
  }
  if (kind === "regex") return isName(what) && isHarmless(what);
  return (kind === "equals" || kind === "starts_with" || kind === "ends_with" || kind === "contains") && isName(what);
}

/** A pattern that repeats what already repeats may take for ever on a name that is made for it. */
const REPEATS_A_GROUP = /\)[*+{]/;

function isHarmless(pattern: string): boolean {
  if (REPEATS_A_GROUP.test(pattern)) return false;
  try {
    return new RegExp(pattern) instanceof RegExp;
  } catch {
    return false;
  }
}

function isConditional(value: unknown): value is ConditionalPrice {
  return isFields(value) && isPrices(value["prices"]) && isConstraint(value["constraint"]);
}

function isConstraint(value: unknown): boolean {
  if (value === undefined) return true;
  if (!isFields(value)) return false;
  const { start_date: day, start_time: from, end_time: until } = value;
  if (typeof day === "string") return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  return typeof from === "string" && typeof until === "string" && isTimeOfDay(from) && isTimeOfDay(until);
}

function isPrices(value: unknown): value is ModelPrice {
  return isFields(value) && Object.values(value).every((price) => isRate(price) || isTiered(price));
}

/** No vendor asks for more than this, in US dollars and whatever the unit is. */
const MOST_USD = 100_000;

function isRate(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MOST_USD;
}

function isTiered(value: unknown): boolean {
  if (!isFields(value) || !isRate(value["base"]) || !Array.isArray(value["tiers"])) return false;
  return value["tiers"].every((tier) => isFields(tier) && isRate(tier["price"]) && Number.isFinite(tier["start"]));
}
