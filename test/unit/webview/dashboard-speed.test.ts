import assert from "node:assert/strict";
import { noUsage, type FailureCount, type LatencySeries, type UsageSums } from "../../../src/spec/series.ts";
import {
  classesOf,
  failureColumns,
  failureRows,
  successLines,
} from "../../../webview-ui/dashboard/pages/speed/failure-rows.ts";
import { measuredWords, partLines, quantileLines } from "../../../webview-ui/dashboard/pages/speed/latency-lines.ts";
import { speedColumns, speedRows } from "../../../webview-ui/dashboard/pages/speed/speed-rows.ts";

const quantiles = (p50: number) => ({ p50, p95: p50 * 3, p99: p50 * 5, samples: 10 });
const latency = (parts: readonly (readonly [string, number])[]): LatencySeries => ({
  measure: "first-token",
  grain: "day",
  starts: [0, 1],
  parts: parts.map(([name, p50]) => ({ name, overall: quantiles(p50), buckets: [quantiles(p50), null], bins: [] })),
});

describe("latency over time", () => {
  it("is a line a quantile for whole calls, with gaps", () => {
    assert.deepEqual(quantileLines(latency([["", 100]])), [
      { name: "P50", values: [100, null] },
      { name: "P95", values: [300, null] },
      { name: "P99", values: [500, null] },
    ]);
    assert.deepEqual(quantileLines(latency([])), []);
  });

  it("is a line a part for one quantile", () => {
    assert.deepEqual(
      partLines(
        latency([
          ["a", 1],
          ["b", 2],
        ]),
        ["A", "B"],
        "p95",
      ),
      [
        { name: "A", values: [3, null] },
        { name: "B", values: [6, null] },
      ],
    );
  });

  it("says what it is of", () => {
    assert.match(measuredWords("first-token", "none"), /whole calls/);
    assert.match(measuredWords("duration", "task"), /whole calls/);
    assert.match(measuredWords("first-token", "model"), /attempts/);
    assert.match(measuredWords("speed", "none"), /attempts/);
  });
});

describe("the table of speeds", () => {
  it("joins both measures by part, and says where one is missing", () => {
    const rows = speedRows(
      latency([
        ["a", 1_200],
        ["b", 90],
      ]),
      latency([["b", 64.2]]),
      ["A", "B"],
    );
    assert.deepEqual(
      rows.map(({ name, speed }) => [name, speed]),
      [
        ["A", undefined],
        ["B", 64.2],
      ],
    );
    const cells = speedColumns("Model").map(({ cell, value }) => rows.map((row) => cell?.(row) ?? value(row)));
    assert.deepEqual(cells, [
      ["A", "B"],
      ["1.2 s", "90 ms"],
      ["3.6 s", "270 ms"],
      ["6.0 s", "450 ms"],
      ["10", "10"],
      ["–", "64"],
    ]);
    assert.equal(speedRows(latency([["a", 1]]), undefined, ["A"])[0]?.speed, undefined);
  });
});

describe("the failures of routes", () => {
  const totals = (succeeded: number, failed: number, cancelled = 0): UsageSums => ({
    ...noUsage,
    attempts: succeeded + failed + cancelled,
    succeeded,
    failed,
    cancelled,
  });
  const used = {
    parts: [
      { name: "a", totals: totals(9, 1), buckets: [totals(9, 0), totals(0, 1), totals(0, 0, 2)] },
      { name: "b", totals: totals(1, 3), buckets: [totals(1, 3)] },
    ],
  };
  const counts: readonly FailureCount[] = [
    { name: "b", class: "timeout", count: 2 },
    { name: "b", class: "network", count: 1 },
    { name: "a", class: "network", count: 1 },
    { name: "gone", class: "network", count: 1 },
  ];
  const rows = failureRows(used, counts, (name) => name.toUpperCase());

  it("come first where there are most, with routes that are only known from failures", () => {
    assert.deepEqual(
      rows.map(({ name, attempts, failed }) => [name, attempts, failed]),
      [
        ["B", 4, 3],
        ["A", 10, 1],
        ["GONE", 1, 1],
      ],
    );
  });

  it("have a column a class that was met, the most frequent first", () => {
    assert.deepEqual(classesOf(counts), ["network", "timeout"]);
    const columns = failureColumns("Route", classesOf(counts));
    assert.deepEqual(
      columns.map(({ title }) => title),
      ["Route", "Attempts", "Success", "Failed", "Not reached", "Too slow"],
    );
    assert.deepEqual(
      columns.map(({ value }) => rows.map((row) => value(row))),
      [
        ["B", "A", "GONE"],
        [4, 10, 1],
        [0.25, 0.9, 0],
        [3, 1, 1],
        [1, 1, 1],
        [2, 0, 0],
      ],
    );
    assert.deepEqual(classesOf([]), []);
  });

  it("leave a gap in the success over time where nothing came to an end", () => {
    assert.deepEqual(successLines(used, (name) => name)[0], { name: "a", values: [1, 0, null] });
  });
});
