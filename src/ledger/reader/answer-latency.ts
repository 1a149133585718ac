import type { DatabaseSync } from "node:sqlite";
import type { LatencyPart, LatencySeries, Measure, Quantiles, SeriesQuery } from "../../spec/series.ts";
import { Sketch } from "../rollup/sketch.ts";
import { bucketAt, bucketsOf } from "./buckets.ts";
import { isByRoute } from "./known-names.ts";
import { Parts } from "./parts.ts";
import { rollupRows } from "./rollup-rows.ts";

const COLUMNS: Readonly<Record<Measure, string>> = {
  "first-token": "first_token",
  duration: "duration",
  speed: "speed",
};

interface GrowingPart {
  readonly name: string;
  readonly overall: Sketch;
  readonly buckets: (Sketch | undefined)[];
}

/** Quantiles over time, from roll-ups. */
export function answerLatency(
  database: DatabaseSync,
  { span, grain, split, scope = {}, measure }: SeriesQuery & { readonly measure: Measure },
): LatencySeries {
  const buckets = bucketsOf(span, grain);
  const { starts } = buckets;
  const parts = new Parts<GrowingPart>((name) => ({ name, overall: new Sketch(), buckets: [] }));
  const rows = rollupRows(database, {
    stretches: [buckets],
    split,
    scope,
    of: isByRoute(split, scope) ? "attempts" : "calls",
    columns: [COLUMNS[measure]],
    summed: false,
  });
  for (const { from, part: name, cells } of rows) {
    const encoded = cells[0];
    if (encoded === null) continue;
    const index = bucketAt(starts, from);
    const part = parts.get(name);
    part.overall.mergeEncoded(encoded);
    (part.buckets[index] ??= new Sketch()).mergeEncoded(encoded);
  }
  const measured = parts
    .all()
    .toSorted((a, b) => b.overall.samples - a.overall.samples || a.name.localeCompare(b.name));
  return { measure, grain, starts, parts: measured.map((part) => finished(part, starts.length)) };
}

function finished({ name, overall, buckets }: GrowingPart, length: number): LatencyPart {
  return {
    name,
    overall: quantilesOf(overall),
    buckets: Array.from({ length }, (_, index) => {
      const sketch = buckets[index];
      return sketch === undefined ? null : quantilesOf(sketch);
    }),
    bins: overall.bins(),
  };
}

function quantilesOf(sketch: Sketch): Quantiles {
  const at = (share: number) => sketch.quantile(share) ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), samples: sketch.samples };
}
