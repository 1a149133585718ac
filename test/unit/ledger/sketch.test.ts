import assert from "node:assert/strict";
import fc from "fast-check";
import { Sketch } from "../../../src/ledger/rollup/sketch.ts";

const DAY_MS = 86_400_000;

/** Milliseconds as they come: many of the same size, and any at all. */
const sample = fc.oneof(fc.nat(50), fc.nat(60_000), fc.nat(DAY_MS), fc.double({ min: 1, max: 1e4, noNaN: true }));
const samples = fc.array(sample, { minLength: 1, maxLength: 300 });

function sketchOf(values: readonly number[]): Sketch {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

function merged(...sketches: readonly Sketch[]): Sketch {
  const all = new Sketch();
  for (const sketch of sketches) all.merge(sketch);
  return all;
}

/** Through the file's form and back. */
function revived(sketch: Sketch): Sketch {
  const again = new Sketch();
  const bytes = sketch.encode();
  if (bytes !== undefined) again.mergeEncoded(bytes);
  return again;
}

describe("a sketch", () => {
  it("of nothing has no quantile, no bin and no bytes", () => {
    const empty = new Sketch();
    assert.equal(empty.samples, 0);
    assert.equal(empty.quantile(0.5), undefined);
    assert.deepEqual(empty.bins(), []);
    assert.equal(empty.encode(), undefined);
  });

  it("finds each nearest-rank quantile within 2 %", () => {
    fc.assert(
      fc.property(samples, fc.double({ min: 1e-6, max: 1, noNaN: true }), (values, share) => {
        const sorted = values.toSorted((a, b) => a - b);
        const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
        const found = sketchOf(values).quantile(share) ?? Number.NaN;
        if (exact < 1) assert.equal(found, 0);
        else assert.ok(Math.abs(found - exact) <= 0.02 * exact, `${found} for ${exact}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("has a bin for each of its samples, and no gap or overlap", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const bins = sketchOf(values).bins();
        assert.equal(
          bins.reduce((sum, { count }) => sum + count, 0),
          values.length,
        );
        for (const [index, bin] of bins.entries()) {
          assert.ok(bin.from < bin.to && bin.count > 0);
          assert.ok(bin.from >= (bins[index - 1]?.to ?? 0));
          const near = values.filter((value) => value >= bin.from * 0.9999 && value < bin.to * 1.0001);
          assert.ok(near.length >= bin.count);
        }
      }),
    );
  });

  it("joined with another is the sketch of both, in whatever order", () => {
    fc.assert(
      fc.property(samples, samples, samples, (a, b, c) => {
        const all = sketchOf([...a, ...b, ...c]);
        const [one, two, three] = [sketchOf(a), sketchOf(b), sketchOf(c)];
        assert.deepEqual(merged(one, two, three), all);
        assert.deepEqual(merged(three, merged(two, one)), all);
        assert.deepEqual(merged(all, new Sketch()), all);
      }),
    );
  });

  it("comes back from its bytes as it was", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const sketch = sketchOf(values);
        assert.deepEqual(revived(sketch), sketch);
        assert.ok((sketch.encode()?.length ?? 0) <= 1 + 4 * values.length);
      }),
    );
  });

  it("keeps counts of many samples", () => {
    const sketch = new Sketch();
    for (let doubled = 0; doubled < 30; doubled++) sketch.merge(doubled === 0 ? sketchOf([7]) : revived(sketch));
    assert.equal(sketch.samples, 2 ** 29);
    assert.deepEqual(revived(sketch), sketch);
  });

  it("counts what is more than a day as a day, and what is no number as nothing", () => {
    const longest = sketchOf([DAY_MS]).quantile(1) ?? 0;
    assert.ok(Math.abs(longest - DAY_MS) <= 0.02 * DAY_MS);
    assert.equal(sketchOf([1e15]).quantile(1), longest);
    assert.equal(sketchOf([Number.POSITIVE_INFINITY]).quantile(1), longest);
    assert.equal(sketchOf([Number.NaN]).quantile(1), 0);
    assert.equal(sketchOf([-5]).quantile(1), 0);
  });

  it("takes no sample from bytes that it did not write, or reads some sketch from them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const sketch = sketchOf([5]);
        sketch.mergeEncoded(bytes);
        assert.ok(sketch.samples >= 1);
        assert.deepEqual(revived(sketch), sketch);
      }),
      { numRuns: 5000 },
    );
  });

  it("takes no sample from bytes that were cut off, and from those of another form", () => {
    fc.assert(
      fc.property(samples, (values) => {
        const bytes = sketchOf(values).encode() ?? new Uint8Array();
        const other = Uint8Array.from(bytes, (byte, index) => (index === 0 ? 2 : byte));
        for (const odd of [other, bytes.slice(0, -1), new Uint8Array(), null, "text"]) {
          const sketch = sketchOf([5]);
          sketch.mergeEncoded(odd);
          assert.deepEqual(sketch, sketchOf([5]));
        }
      }),
    );
  });
});
