import assert from "node:assert/strict";
import fc from "fast-check";
import { LatencySketch } from "../../../../src/router/timing/latency-sketch.ts";
import { createDraws } from "../../../support/latency-draws.ts";

const time = fc.double({ min: 1, max: 1_000_000, noNaN: true });

function sketchOf(times: readonly number[]): LatencySketch {
  const sketch = new LatencySketch();
  for (const ms of times) sketch.add(ms);
  return sketch;
}

function assertNear(actual: number | undefined, expected: number, share = 0.05): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= share * expected,
    `${actual} is not near ${expected}`,
  );
}

describe("a latency sketch", () => {
  it("knows nothing of nothing", () => {
    const sketch = new LatencySketch();
    assert.equal(sketch.quantile(0.5), undefined);
    assert.equal(sketch.count, 0);
    assert.equal(sketch.answeredShare, 0);
  });

  it("is never more than 5 % away from the nearest rank", () => {
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 1, maxLength: 250 }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (times, q) => {
          const ranked = times.toSorted((a, b) => a - b);
          // As in the sketch, rounding must not move a rank.
          const rank = Math.ceil(q * times.length - 1e-3);
          fc.pre(Math.abs(q * times.length - Math.round(q * times.length)) > 1e-2 || q === 1);
          assertNear(sketchOf(times).quantile(q), ranked[Math.max(0, rank - 1)] ?? 0);
        },
      ),
    );
  });

  it("never says that a larger share takes less time", () => {
    const event = fc.record({ ms: time, came: fc.boolean() });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 400 }), (events) => {
        const sketch = new LatencySketch();
        for (const { ms, came } of events) {
          if (came) sketch.add(ms);
          else sketch.outlasted(ms);
        }
        const found = [0.05, 0.5, 0.9, 0.95, 0.99, 1].map((q) => sketch.quantile(q) ?? Number.NaN);
        assert.deepEqual(
          found,
          found.toSorted((a, b) => a - b),
        );
        assert.ok(sketch.answeredShare >= 0 && sketch.answeredShare <= 1);
      }),
    );
  });

  it("answers anew after each time that is added", () => {
    const sketch = sketchOf([100]);
    assertNear(sketch.quantile(0.99), 100);
    sketch.add(5000);
    assertNear(sketch.quantile(0.99), 5000);
    for (let at = 0; at < 3; at += 1) sketch.outlasted(9000);
    assert.ok((sketch.quantile(0.99) ?? 0) > 9000);
  });

  it("takes times that are too short or too long for its buckets as the ends of its range", () => {
    const sketch = sketchOf([0, 0.2, 1e12]);
    assertNear(sketch.quantile(0.5), 1);
    assert.ok((sketch.quantile(1) ?? 0) > 1_000_000);
  });

  it("follows a change within some hundred times, and forgets what was", () => {
    const sketch = sketchOf(Array.from({ length: 5000 }, () => 400));
    assert.ok(sketch.count < 257);
    for (let at = 0; at < 300; at += 1) sketch.add(4000);
    assertNear(sketch.quantile(0.5), 4000);
    for (let at = 0; at < 2000; at += 1) sketch.add(4000);
    assertNear(sketch.quantile(0.02), 4000);
  });

  it("sees behind what was cut off, as if nobody had cut it", () => {
    const draws = createDraws(7);
    const sketch = new LatencySketch();
    for (let at = 0; at < 250; at += 1) {
      const truth = draws.logNormal(800, 0.6);
      const patience = 500 + 4000 * draws.uniform();
      if (truth <= patience) sketch.add(truth);
      else sketch.outlasted(patience);
    }
    assertNear(sketch.quantile(0.5), 800, 0.12);
    assertNear(sketch.quantile(0.9), 800 * Math.exp(1.28 * 0.6), 0.15);
  });

  it("is not moved by those who left before the first answer could come", () => {
    const times = [500, 700, 900, 1100, 1300];
    const sketch = sketchOf(times);
    for (let at = 0; at < 300; at += 1) sketch.outlasted(100);
    for (const q of [0.2, 0.5, 0.9, 1]) assert.equal(sketch.quantile(q), sketchOf(times).quantile(q));
  });

  it("says how many answer at all", () => {
    const sketch = sketchOf(Array.from({ length: 90 }, () => 600));
    for (let at = 0; at < 10; at += 1) sketch.outlasted(30_000);
    assertNear(sketch.answeredShare, 0.9, 0.001);
    assertNear(sketch.quantile(0.9), 600);
    assert.ok((sketch.quantile(0.91) ?? 0) > 30_000);
    for (let at = 0; at < 80; at += 1) sketch.outlasted(30_000);
    assertNear(sketch.answeredShare, 0.5, 0.001);
  });

  it("stays open to answers however long nothing came", () => {
    const sketch = new LatencySketch();
    for (let at = 0; at < 100_000; at += 1) sketch.outlasted(30_000);
    for (let at = 0; at < 20; at += 1) sketch.add(500);
    assertNear(sketch.quantile(0.5 * sketch.answeredShare), 500);
    for (let at = 0; at < 580; at += 1) sketch.add(500);
    assertNear(sketch.quantile(0.5), 500);
  });

  it("merges into what one sketch of everything would say", () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 90 }), fc.array(time, { maxLength: 90 }), (one, other) => {
        const merged = LatencySketch.merged([sketchOf(one), sketchOf(other)]);
        const whole = sketchOf([...one, ...other]);
        assert.equal(merged.count, whole.count);
        for (const q of [0.1, 0.5, 0.95]) assert.equal(merged.quantile(q), whole.quantile(q));
      }),
    );
  });
});
