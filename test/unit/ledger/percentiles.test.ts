import assert from "node:assert/strict";
import fc from "fast-check";
import { percentiles } from "../../../src/ledger/tally/percentiles.ts";

describe("percentiles", () => {
  it("are missing where nothing was measured", () => {
    assert.equal(percentiles([[], []]), undefined);
  });

  it("are samples, not interpolated between them", () => {
    assert.deepEqual(
      percentiles([
        [40, 10],
        [30, 20],
      ]),
      { p50: 20, p95: 40, p99: 40, samples: 4 },
    );
  });

  it("are the smallest sample that so many do not exceed", () => {
    const samples = fc.array(fc.nat(600_000), { minLength: 1 });
    fc.assert(
      fc.property(samples, fc.nat(), (values, cut) => {
        const at = cut % (values.length + 1);
        const found = percentiles([values.slice(0, at), values.slice(at)]);
        assert.deepEqual(found, {
          p50: naive(values, 50),
          p95: naive(values, 95),
          p99: naive(values, 99),
          samples: values.length,
        });
      }),
    );
  });
});

function naive(values: readonly number[], percent: number): number {
  const enough = values.filter(
    (value) => values.filter((other) => other <= value).length * 100 >= percent * values.length,
  );
  return Math.min(...enough);
}
