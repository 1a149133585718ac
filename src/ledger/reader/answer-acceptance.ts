import type { DatabaseSync } from "node:sqlite";
import type { AcceptanceSeries, AcceptanceSums, SeriesQuery } from "../../spec/series.ts";
import { type Cells, number } from "../store/cells.ts";
import { bucketAt, bucketsOf } from "./buckets.ts";
import { isByRoute } from "./known-names.ts";
import { Parts } from "./parts.ts";
import { rollupRows } from "./rollup-rows.ts";

type GrowingSums = { -readonly [K in keyof AcceptanceSums]: AcceptanceSums[K] };

const COLUMNS = ["shown", "accepted", "shown_characters", "accepted_characters"];

/** What became of ghost text over time, from roll-ups; parts without any are left out. */
export function answerAcceptance(
  database: DatabaseSync,
  { span, grain, split, scope = {} }: SeriesQuery,
): AcceptanceSeries {
  const buckets = bucketsOf(span, grain);
  const { starts } = buckets;
  const parts = new Parts((name) => ({ name, totals: noSums(), buckets: starts.map(noSums) }));
  const rows = rollupRows(database, {
    stretches: [buckets],
    split,
    scope,
    of: isByRoute(split, scope) ? "attempts" : "calls",
    columns: COLUMNS,
    summed: true,
  });
  for (const { from, part: name, cells } of rows) {
    if (number(cells, 0) === 0 && number(cells, 1) === 0) continue;
    const part = parts.get(name);
    add(part.totals, cells);
    add(part.buckets[bucketAt(starts, from)], cells);
  }
  const ordered = parts.all().toSorted((a, b) => b.totals.shown - a.totals.shown || a.name.localeCompare(b.name));
  return { grain, starts, parts: ordered };
}

function add(sums: GrowingSums | undefined, cells: Cells<number>): void {
  if (sums === undefined) return;
  sums.shown += number(cells, 0);
  sums.accepted += number(cells, 1);
  sums.shownCharacters += number(cells, 2);
  sums.acceptedCharacters += number(cells, 3);
}

function noSums(): GrowingSums {
  return { shown: 0, accepted: 0, shownCharacters: 0, acceptedCharacters: 0 };
}
