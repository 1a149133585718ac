import type { PriceRates, PriceRow } from "../../../../src/protocol/dashboard/prices.ts";
import { tokens } from "../../../shared/figures.ts";
import { rate } from "./rate.ts";

/** A line of the table: a model's own rates, or those of a tier or a time of the day under it. */
export interface PriceLine {
  readonly key: string;
  readonly row: PriceRow;
  readonly rates: PriceRates;
  /** When these rates hold, such as `above 200k tokens`; missing for the model's own. */
  readonly when?: string;
}

/** Models whose name, provider or list name has every word of the search; with `usedOnly`, those that are used. */
export function findPrices(rows: readonly PriceRow[], search: string, usedOnly: boolean): readonly PriceRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (usedOnly && !row.used) return false;
    const text = [row.provider, row.providerName, row.model, row.matched ?? "", row.source].join(" ").toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What stands under a model when it is opened. */
export function linesUnder(row: PriceRow): readonly PriceLine[] {
  return [
    ...row.tiers.map((rates) => ({ rates, when: `above ${tokens(rates.aboveTokens)} of prompt` })),
    ...row.times.map((rates) => ({ rates, when: rates.when })),
  ].map((line) => ({ ...line, row, key: `${keyOf(row)} ${line.when}` }));
}

export function keyOf({ provider, model }: PriceRow): string {
  return `${provider}/${model}`;
}

/** `2 tiers`, `1 tier, 1 time of day`; undefined when a model has one rate at any time. */
export function moreWords({ tiers, times }: PriceRow): string | undefined {
  const words = [
    tiers.length > 0 && `${tiers.length} ${tiers.length === 1 ? "tier" : "tiers"}`,
    times.length > 0 && `${times.length} ${times.length === 1 ? "time of day" : "times of day"}`,
  ].filter((part) => typeof part === "string");
  return words.length > 0 ? words.join(", ") : undefined;
}

/** What else a model charges for, such as a long cache or each request. */
export function otherRates({ cacheWriteLong, reasoning, request }: PriceRates): string {
  return [
    cacheWriteLong !== undefined && `${rate(cacheWriteLong)} cache for an hour`,
    reasoning !== undefined && `${rate(reasoning)} reasoning`,
    request !== undefined && `${rate(request)} a request`,
  ]
    .filter((part) => typeof part === "string")
    .join(", ");
}

/** Models in use whose price nobody knows: their calls are missing in every sum. */
export function unknownInUse(rows: readonly PriceRow[]): readonly PriceRow[] {
  return rows.filter(({ source, used }) => used && source === "unknown");
}
