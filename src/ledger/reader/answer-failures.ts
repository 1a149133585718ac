import type { DatabaseSync } from "node:sqlite";
import type { FailureClass } from "../../spec/failure.ts";
import type { FailureCount, SeriesQuery } from "../../spec/series.ts";
import { failureCounts } from "../rollup/failure-counts.ts";
import { isByRoute } from "./known-names.ts";
import { Parts } from "./parts.ts";
import { rollupRows, stretchesOf } from "./rollup-rows.ts";

/** How often attempts failed, most often first. */
export function answerFailures(
  database: DatabaseSync,
  { span, split, scope = {} }: Omit<SeriesQuery, "grain">,
): readonly FailureCount[] {
  const parts = new Parts((name) => ({ name, counts: new Map<FailureClass, number>() }));
  const rows = rollupRows(database, {
    stretches: stretchesOf(span.from, span.until),
    split,
    scope,
    // A whole call's roll-up has the failures of all its attempts.
    of: isByRoute(split, scope) ? "attempts" : "calls",
    columns: ["failures"],
    summed: false,
  });
  for (const { part, cells } of rows) {
    if (cells[0] === null) continue;
    const { counts } = parts.get(part);
    for (const [failure, times] of failureCounts(cells[0])) counts.set(failure, (counts.get(failure) ?? 0) + times);
  }
  return parts
    .all()
    .flatMap(({ name, counts }) => Array.from(counts, ([failure, count]) => ({ name, class: failure, count })))
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name) || a.class.localeCompare(b.class));
}
