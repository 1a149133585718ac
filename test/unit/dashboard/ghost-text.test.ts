import assert from "node:assert/strict";
import type { AcceptanceSeries, AcceptanceSums, UsageSeries, UsageSums } from "../../../src/spec/series.ts";
import {
  acceptanceOf,
  acceptanceRate,
  costPerAccepted,
  costSeries,
  latencyLines,
  modelRows,
  pieceSeries,
  rateSeries,
} from "../../../webview-ui/dashboard/pages/ghost-text/ghost-figures.ts";
import { modelColumns } from "../../../webview-ui/dashboard/pages/ghost-text/model-columns.ts";

const sums = (shown: number, accepted: number): AcceptanceSums => ({
  shown,
  accepted,
  shownCharacters: shown * 10,
  acceptedCharacters: accepted * 10,
});
const usd = (amount: number, unpriced = 0) => ({ usd: amount, unpriced, attempts: 1 }) as UsageSums;

function acceptance(...parts: readonly (readonly [name: string, ...buckets: AcceptanceSums[]])[]): AcceptanceSeries {
  return {
    grain: "day",
    starts: [100, 200],
    parts: parts.map(([name, ...buckets]) => ({
      name,
      buckets,
      totals: sums(
        buckets.reduce((sum, { shown }) => sum + shown, 0),
        buckets.reduce((sum, { accepted }) => sum + accepted, 0),
      ),
    })),
  };
}

function usage(...parts: readonly (readonly [name: string, ...buckets: UsageSums[]])[]): UsageSeries {
  return {
    grain: "day",
    starts: [100, 200],
    parts: parts.map(([name, ...buckets]) => ({ name, buckets, totals: buckets[0] ?? usd(0) })),
  };
}

describe("the figures of ghost text", () => {
  it("have no rate where nothing was shown, and never one over 100%", () => {
    assert.equal(acceptanceRate(sums(0, 0)), null);
    assert.equal(acceptanceRate(sums(4, 1)), 0.25);
    // Shown before midnight, accepted after it.
    assert.equal(acceptanceRate(sums(1, 2)), 1);
  });

  it("are nothing in each bucket where nothing is known", () => {
    const { totals, buckets } = acceptanceOf(acceptance());
    assert.deepEqual([totals.shown, buckets.map(({ shown }) => shown)], [0, [0, 0]]);
  });

  it("tell models apart only where there are several", () => {
    const whole = acceptance(["", sums(10, 5), sums(0, 0)]);
    assert.deepEqual(rateSeries(whole, acceptance(["m", sums(10, 5), sums(0, 0)])), [
      { name: "All", values: [0.5, null] },
    ]);
    const names = rateSeries(
      whole,
      acceptance(["m", sums(8, 4), sums(0, 0)], ["", sums(2, 1), sums(0, 0)], ["idle", sums(0, 0), sums(0, 0)]),
    );
    assert.deepEqual(
      names.map(({ name }) => name),
      ["All", "m", "No model"],
    );
  });

  it("add up to what was shown", () => {
    const [accepted, rest] = pieceSeries(acceptance(["", sums(10, 4), sums(1, 2)]));
    assert.deepEqual(
      [accepted?.values, rest?.values],
      [
        [4, 2],
        [6, 0],
      ],
    );
  });

  it("cost something only where something was accepted, and never a zero that is not known", () => {
    assert.equal(costPerAccepted(usd(0.4), sums(10, 4)), 0.1);
    assert.equal(costPerAccepted(usd(0.4), sums(10, 0)), null);
    assert.equal(costPerAccepted(undefined, sums(10, 4)), null);
  });

  it("join what was spent and what was accepted by time, not by place", () => {
    const whole = acceptance(["", sums(10, 4), sums(10, 2)]);
    const later = { ...usage(["", usd(0.4), usd(9)]), starts: [200, 300] };
    assert.deepEqual(costSeries(whole, later)[0]?.values, [null, 0.2]);
    assert.deepEqual(costSeries(whole, usage())[0]?.values, [null, null]);
  });

  it("have gaps where nobody waited", () => {
    const quantiles = { p50: 100, p95: 300, p99: 400, samples: 3 };
    const lines = latencyLines({
      measure: "first-token",
      grain: "day",
      starts: [100, 200],
      parts: [{ name: "", overall: quantiles, buckets: [quantiles, null], bins: [] }],
    });
    assert.deepEqual(
      lines.map(({ values }) => values),
      [
        [100, null],
        [300, null],
      ],
    );
    assert.deepEqual(latencyLines({ measure: "first-token", grain: "day", starts: [], parts: [] }), []);
  });
});

describe("the table of ghost text by model", () => {
  const cell = (key: string, row: ReturnType<typeof modelRows>[number] | undefined) => {
    assert.ok(row);
    return modelColumns.find((column) => column.key === key)?.cell?.(row);
  };

  it("has a row for each model that showed something or was asked, most shown first", () => {
    const rows = modelRows(
      acceptance(["small", sums(5, 1), sums(0, 0)], ["gone", sums(9, 3), sums(0, 0)]),
      usage(["small", usd(0.1)], ["silent", usd(0.2)]),
      undefined,
    );
    assert.deepEqual(
      rows.map(({ model, sums: { shown }, usd: spent }) => [model, shown, spent]),
      [
        ["gone", 9, undefined],
        ["small", 5, 0.1],
        ["silent", 0, 0.2],
      ],
    );
  });

  it("does not make an unknown price a zero", () => {
    const [part, all] = modelRows(
      acceptance(["part", sums(5, 1), sums(0, 0)], ["all", sums(4, 1), sums(0, 0)]),
      usage(["part", usd(0.1, 3)], ["all", usd(0, 3)]),
      undefined,
    );
    assert.deepEqual([cell("cost", part), cell("each", part)], ["over $0.10", "over $0.10"]);
    assert.deepEqual([cell("cost", all), cell("each", all)], ["unknown", "unknown"]);
  });
});
