import type { DatabaseSync } from "node:sqlite";
import {
  noUsage,
  type CallSums,
  type SeriesPart,
  type SeriesQuery,
  type UsageSeries,
  type UsageSums,
} from "../../spec/series.ts";
import { number } from "../store/cells.ts";
import { bucketAt, bucketsOf } from "./buckets.ts";
import { isByRoute } from "./known-names.ts";
import { Parts } from "./parts.ts";
import { type RollupCells, rollupRows } from "./rollup-rows.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** In the order in which they are read. */
const COLUMNS: readonly (readonly [sum: keyof UsageSums, column: string])[] = [
  ["attempts", "count"],
  ["succeeded", "succeeded"],
  ["failed", "failed"],
  ["cancelled", "cancelled"],
  ["input", "input"],
  ["cacheRead", "cache_read"],
  ["cacheWrite", "cache_write"],
  ["output", "output"],
  ["reasoning", "reasoning"],
  ["usd", "usd"],
  ["cacheSavedUsd", "cache_saved_usd"],
  ["unpriced", "unpriced"],
  ["estimated", "estimated"],
];

const CALL_COLUMNS = ["count", "succeeded", "failed", "cancelled", "failovers"];

interface GrowingPart extends SeriesPart {
  readonly totals: Mutable<UsageSums>;
  readonly buckets: readonly Mutable<UsageSums>[];
}

/** Sums over time, from roll-ups. */
export function answerSeries(database: DatabaseSync, { span, grain, split, scope = {} }: SeriesQuery): UsageSeries {
  const buckets = bucketsOf(span, grain);
  const { starts } = buckets;
  const parts = new Parts<GrowingPart>((name) => ({
    name,
    totals: { ...noUsage },
    buckets: starts.map(() => ({ ...noUsage })),
  }));
  const columns = COLUMNS.map(([, column]) => column);
  const ofAttempts = { stretches: [buckets], split, scope, of: "attempts" as const, columns, summed: true };
  for (const row of rollupRows(database, ofAttempts)) {
    const part = parts.get(row.part);
    addUsage(part.totals, row);
    addUsage(part.buckets[bucketAt(starts, row.from)], row);
  }
  const ordered = parts.all().toSorted(byMost);
  if (isByRoute(split, scope)) return { grain, starts, parts: ordered };
  const calls = starts.map(noCalls);
  const ofCalls = { stretches: [buckets], split: "none" as const, scope, of: "calls" as const, columns: CALL_COLUMNS };
  for (const row of rollupRows(database, { ...ofCalls, summed: true }))
    addCalls(calls[bucketAt(starts, row.from)], row);
  return { grain, starts, parts: ordered, calls };
}

function byMost(a: SeriesPart, b: SeriesPart): number {
  return b.totals.usd - a.totals.usd || b.totals.attempts - a.totals.attempts || a.name.localeCompare(b.name);
}

function addUsage(sums: Mutable<UsageSums> | undefined, { cells }: RollupCells): void {
  if (sums === undefined) return;
  for (const [index, [sum]] of COLUMNS.entries()) sums[sum] += number(cells, index);
}

function addCalls(sums: Mutable<CallSums> | undefined, { cells }: RollupCells): void {
  if (sums === undefined) return;
  sums.calls += number(cells, 0);
  sums.succeeded += number(cells, 1);
  sums.failed += number(cells, 2);
  sums.cancelled += number(cells, 3);
  sums.failovers += number(cells, 4);
}

function noCalls(): Mutable<CallSums> {
  return { calls: 0, succeeded: 0, failed: 0, cancelled: 0, failovers: 0 };
}
