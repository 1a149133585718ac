import assert from "node:assert/strict";
import { createTrends } from "../../../src/features/usage/trends.ts";
import type { LatencySeries } from "../../../src/spec/series.ts";

const quantiles = (p50: number) => ({ p50, p95: p50, p99: p50 * 2, samples: 3 });
const series = (p50: number): LatencySeries => ({
  measure: "first-token",
  grain: "hour",
  starts: [0, 1],
  parts: [{ name: "a/m", overall: quantiles(p50), buckets: [null, quantiles(p50)], bins: [] }],
});

function bench() {
  const state = { now: 1e12, p50: 300, asked: 0, changes: 0, errors: 0 };
  const trends = createTrends({
    latency: async ({ span }) => {
      state.asked += 1;
      assert.equal(span.until - span.from, 86_400_000);
      if (state.p50 < 0) throw new Error("The file cannot be read.");
      return series(state.p50);
    },
    now: () => state.now,
    changed: () => (state.changes += 1),
    onError: () => (state.errors += 1),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { state, trends, settle };
}

describe("how soon routes spoke lately", () => {
  it("is told once it was read, and is read again only after a while", async () => {
    const { state, trends, settle } = bench();
    assert.equal(trends().size, 0);
    await settle();
    assert.deepEqual(trends().get("a/m"), { hours: [null, 300], p50: 300, p99: 600, samples: 3 });
    assert.deepEqual([state.asked, state.changes], [1, 1]);
    state.now += 15_000;
    trends();
    await settle();
    assert.deepEqual([state.asked, state.changes], [2, 1], "the same again is no news");
  });

  it("stays as it was while the ledger cannot be read", async () => {
    const { state, trends, settle } = bench();
    trends();
    await settle();
    state.p50 = -1;
    state.now += 60_000;
    assert.equal(trends().size, 1);
    await settle();
    assert.deepEqual([trends().size, state.errors], [1, 1]);
  });
});
