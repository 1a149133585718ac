import assert from "node:assert/strict";
import fc from "fast-check";
import { hedgeDelayMs, nextHedgeDelayMs } from "../../../../src/router/hedge/hedge-delay.ts";
import { type ExpectedLatency, LatencyBook } from "../../../../src/router/timing/latency-book.ts";
import { createDraws } from "../../../support/latency-draws.ts";

const key = "gemini/flash";

function expecting(more: Partial<ExpectedLatency> = {}): ExpectedLatency {
  return { p50: 600, p95: 1200, p99: 4000, samples: 30, samplesOfSize: 30, ...more };
}

interface World {
  readonly firstTokenMs: () => number;
  /** From the hedge's start to its first token. */
  readonly hedgeMs: () => number;
}

/** Calls that are hedged after the delay that was learned until then; the share that was, and the last delay. */
function live({ firstTokenMs, hedgeMs }: World, calls = 6000): { readonly hedged: number; readonly delayMs: number } {
  const book = new LatencyBook();
  let hedged = 0;
  for (let at = 0; at < calls; at += 1) {
    const delayMs = hedgeDelayMs("chat", book.expected(key, 2000));
    const truth = firstTokenMs();
    const rescue = delayMs + hedgeMs();
    if (truth > delayMs && at >= calls / 2) hedged += 1;
    if (truth > rescue) book.gaveUp(key, 2000, rescue);
    else book.answered(key, 2000, truth);
  }
  return { hedged: hedged / (calls / 2), delayMs: hedgeDelayMs("chat", book.expected(key, 2000)) };
}

describe("the delay of a hedge", () => {
  it("is the task's own until ten answers to prompts of its size are known", () => {
    assert.equal(hedgeDelayMs("chat", undefined), 10_000);
    assert.equal(hedgeDelayMs("completion", expecting({ samplesOfSize: 9 })), 1200);
    assert.equal(hedgeDelayMs("chat", expecting({ samplesOfSize: 10, p95: 1100 })), 1100);
  });

  it("is the P95, but no more than three medians, two where attempts hang, and no less than 150 ms", () => {
    assert.equal(hedgeDelayMs("chat", expecting({ p95: 3600 })), 1800);
    assert.equal(hedgeDelayMs("chat", expecting({ p95: 3601 })), 1200);
    assert.equal(hedgeDelayMs("chat", expecting({ p50: 40, p95: 90 })), 150);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60_000 }), fc.integer({ min: 0, max: 600_000 }), (p50, more) => {
        const delay = hedgeDelayMs("chat", expecting({ p50, p95: p50 + more }));
        assert.ok(delay >= 150 && delay <= Math.max(150, 3 * p50));
      }),
    );
  });

  it("is half as long for a route that is a hedge itself, where attempts hang", () => {
    assert.equal(nextHedgeDelayMs("chat", undefined), 10_000);
    assert.equal(nextHedgeDelayMs("chat", expecting()), 1200);
    assert.equal(nextHedgeDelayMs("chat", expecting({ p95: 3601 })), 600);
    assert.equal(nextHedgeDelayMs("chat", expecting({ p50: 100, p95: 900 })), 150);
  });

  it("lets one call in twenty be hedged, also when the hedge always wins at once", () => {
    for (const hedgeMs of [1, 50, 900]) {
      const draws = createDraws(21);
      const { hedged } = live({ firstTokenMs: () => draws.logNormal(800, 0.5), hedgeMs: () => hedgeMs });
      assert.ok(hedged > 0.03 && hedged < 0.08, `${hedged} hedged, who take ${hedgeMs} ms`);
    }
  });

  it("does not grow without bound where one attempt in ten hangs", () => {
    const draws = createDraws(22);
    const firstTokenMs = () => (draws.uniform() < 0.1 ? 1e9 : draws.logNormal(800, 0.4));
    const { delayMs } = live({ firstTokenMs, hedgeMs: () => 500 });
    assert.ok(delayMs > 1400 && delayMs < 3000, `${delayMs}`);
  });
});
