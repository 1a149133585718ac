import type { PriceRates, PriceRow } from "../../../../src/protocol/dashboard/prices.ts";
import { csvOf } from "../../parts/csv.ts";
import { linesUnder } from "./price-rows.ts";

const rates = [
  ["input", "input_usd_per_million"],
  ["output", "output_usd_per_million"],
  ["cacheRead", "cache_read_usd_per_million"],
  ["cacheWrite", "cache_write_usd_per_million"],
  ["cacheWriteLong", "cache_write_long_usd_per_million"],
  ["reasoning", "reasoning_usd_per_million"],
  ["request", "usd_per_request"],
] as const satisfies readonly (readonly [keyof PriceRates, string])[];

/** Prices as a file: a line a model, and one for each of its tiers and times of day. An unknown price is left empty. */
export function pricesCsv(rows: readonly PriceRow[]): string {
  const lines = rows.flatMap((row) => [{ row, rates: row, when: null }, ...linesUnder(row)]);
  return csvOf([
    ["provider", "model", "when", ...rates.map(([, head]) => head), "source", "as_of"],
    ...lines.map(({ row, rates: own, when }) => [
      row.provider,
      row.model,
      when ?? null,
      ...rates.map(([name]) => own[name] ?? null),
      row.source,
      row.listDate === undefined ? null : new Date(row.listDate).toISOString().slice(0, 10),
    ]),
  ]);
}
