import type { DayTime, Weekday } from "./day-time.ts";
import type { PriceRule, PriceRules } from "./price-rules.ts";
import { KINDS, type Kind, type Rate, type TokenPrices } from "./token-prices.ts";

/** US dollars per million tokens; a missing one costs what the kind that contains it costs. */
export type OverrideRates = Readonly<Partial<Record<Kind, number | undefined>>>;

/** Rates of prompts that are longer than so many tokens, for all tokens of the request. What it leaves out stays. */
export interface OverrideTier extends OverrideRates {
  readonly aboveTokens: number;
}

/** Rates at a time of day, whatever the prompt's length unless it has tiers of its own. What it leaves out stays. */
export interface OverrideTime extends OverrideRates {
  /** As `00:30`. */
  readonly from: string;
  /** As `08:30`, itself not included, or `24:00`; before `from` means on the next day. */
  readonly until: string;
  /** A zone of the IANA database; UTC when missing. */
  readonly zone?: string | undefined;
  /** The days on which it begins; every day when missing. */
  readonly days?: readonly Weekday[] | undefined;
  readonly request?: number | undefined;
  readonly tiers?: readonly OverrideTier[] | undefined;
}

/** A model's price as the user states it; it replaces the list's. */
export interface PriceOverride extends OverrideRates {
  readonly input: number;
  readonly output: number;
  /** US dollars for each request, on top of its tokens. */
  readonly request?: number | undefined;
  readonly tiers?: readonly OverrideTier[] | undefined;
  /** The first that holds counts. */
  readonly times?: readonly OverrideTime[] | undefined;
}

/** By `provider/model`; an asterisk at the end stands for any rest. */
export type PriceOverrides = Readonly<Record<string, PriceOverride>>;

/** The user's price of a model, and under which name it is in the settings. */
export interface FoundOverride {
  readonly setting: string;
  readonly rules: PriceRules;
}

/**
 * Finds the user's price of a model: the one of exactly that name, else the longest that its name begins with. What was
 * found is remembered for as long as `read` gives the same object.
 */
export function overridesFrom(read: () => PriceOverrides): (address: string) => FoundOverride | undefined {
  const known = new WeakMap<PriceOverrides, Map<string, FoundOverride | undefined>>();
  return (address) => {
    const overrides = read();
    let found = known.get(overrides);
    if (found === undefined) known.set(overrides, (found = new Map()));
    if (!found.has(address)) found.set(address, find(overrides, address));
    return found.get(address);
  };
}

function find(overrides: PriceOverrides, address: string): FoundOverride | undefined {
  const longest = Object.keys(overrides)
    .filter((name) => name.endsWith("*") && address.startsWith(name.slice(0, -1)))
    .reduce((best, name) => (name.length > best.length ? name : best), "");
  const setting = Object.hasOwn(overrides, address) ? address : longest;
  const override = Object.hasOwn(overrides, setting) ? overrides[setting] : undefined;
  return override && { setting, rules: rulesOf(override) };
}

/** The user's words in the form that the list has too. */
function rulesOf(override: PriceOverride): PriceRules {
  const usual = { ...pricesOf(override, override.tiers), ...requestOf(override) };
  // Of the list's rules the last counts, of the user's the first.
  const times = (override.times ?? []).toReversed().map((time): PriceRule => {
    return { time: dayTimeOf(time), prices: { ...usual, ...ownPrices(override, time), ...requestOf(time) } };
  });
  return [{ prices: usual }, ...times];
}

/** Only the kinds that are named for this time of day; what they are missing they take from the usual rates. */
function ownPrices(usual: PriceOverride, time: OverrideTime): TokenPrices {
  const named = (kind: Kind): boolean => [time, ...(time.tiers ?? [])].some((rates) => rates[kind] !== undefined);
  const prices = pricesOf(over(usual, time), time.tiers);
  return Object.fromEntries(KINDS.filter(named).map((kind) => [kind, prices[kind]]));
}

function requestOf({ request }: { readonly request?: number | undefined }): TokenPrices {
  return request === undefined ? {} : { request };
}

function pricesOf(usual: OverrideRates, tiers: readonly OverrideTier[] = []): TokenPrices {
  const rows: { readonly above: number; readonly rates: OverrideRates }[] = [];
  let rates = usual;
  for (const tier of tiers.toSorted((a, b) => a.aboveTokens - b.aboveTokens)) {
    rates = over(rates, tier);
    rows.push({ above: tier.aboveTokens, rates });
  }
  const rateOf = (kind: Kind): Rate | undefined => {
    if ([usual, ...tiers].every((row) => row[kind] === undefined)) return undefined;
    const base = rateIn(usual, kind);
    if (base === undefined || rows.length === 0) return base;
    return { base, steps: rows.map((row) => ({ above: row.above, rate: rateIn(row.rates, kind) ?? base })) };
  };
  return Object.fromEntries(KINDS.map((kind) => [kind, rateOf(kind)]).filter(([, rate]) => rate !== undefined));
}

/** A kind that is dearer or cheaper in long prompts alone costs, in short ones, what the kind that contains it costs. */
function rateIn(rates: OverrideRates, kind: Kind): number | undefined {
  const own = rates[kind];
  if (own !== undefined) return own;
  if (kind === "cacheWriteLong") return rates.cacheWrite ?? rates.input;
  return kind === "reasoning" ? rates.output : rates.input;
}

function over(rates: OverrideRates, other: OverrideRates): OverrideRates {
  return Object.fromEntries(KINDS.map((kind) => [kind, other[kind] ?? rates[kind]]));
}

function dayTimeOf({ from, until, zone = "UTC", days }: OverrideTime): DayTime {
  return { from: minutesOf(from), until: minutesOf(until), zone, ...(days && { days }) };
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
