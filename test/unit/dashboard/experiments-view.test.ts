import assert from "node:assert/strict";
import { experimentsView, type ExperimentFigures } from "../../../src/features/dashboard/experiments-view.ts";
import { noUsage, type SeriesQuery, type UsageSums } from "../../../src/spec/series.ts";

const day = 86_400_000;
const span = { from: 10 * day, until: 13 * day };
const starts = [10 * day, 11 * day, 12 * day];
const quantiles = { p50: 300, p95: 1_100, p99: 2_000, samples: 40 };

function used(attempts: number, more: Partial<UsageSums> = {}): UsageSums {
  return { ...noUsage, attempts, succeeded: attempts, ...more };
}

/** A part of the split by experiment that was used so often on each of the three days. */
function onDays(name: string, ...attempts: readonly number[]) {
  return { name, totals: used(1), buckets: attempts.map((one) => used(one)) };
}

const asked: { readonly what: string; readonly query: SeriesQuery }[] = [];

function figures(more: Partial<ExperimentFigures> = {}): ExperimentFigures {
  asked.length = 0;
  return {
    series(query) {
      asked.push({ what: "series", query });
      const parts =
        query.split === "experiment"
          ? [onDays("", 9, 9, 9), onDays("terse", 3, 1, 0), onDays("warm", 0, 2, 5)]
          : [
              {
                name: "gpt-5-mini",
                totals: used(40, { failed: 2, succeeded: 38, usd: 1.2, unpriced: 3 }),
                buckets: [],
              },
              { name: "llama", totals: used(4), buckets: [] },
            ];
      return Promise.resolve({ grain: query.grain, starts, parts });
    },
    latency(query) {
      asked.push({ what: `latency of ${query.measure}`, query });
      const parts = [{ name: "gpt-5-mini", overall: quantiles, buckets: [], bins: [] }];
      return Promise.resolve({ measure: query.measure, grain: query.grain, starts, parts });
    },
    acceptance(query) {
      asked.push({ what: "acceptance", query });
      const totals = { shown: 20, accepted: 7, shownCharacters: 900, acceptedCharacters: 300 };
      return Promise.resolve({ grain: query.grain, starts, parts: [{ name: "gpt-5-mini", totals, buckets: [] }] });
    },
    ...more,
  };
}

describe("experiments, as the dashboard shows them", () => {
  it("are those that calls named, the one that was at work last first", async () => {
    const { experiments } = await experimentsView(figures(), span);
    assert.deepEqual(
      experiments.map(({ name, lastAt }) => [name, lastAt / day]),
      [
        ["warm", 12],
        ["terse", 11],
      ],
    );
  });

  it("have an arm for each model, with what it did, took, cost and how it was received", async () => {
    const { experiments } = await experimentsView(figures(), span);
    assert.deepEqual(experiments[0]?.arms, [
      {
        model: "gpt-5-mini",
        attempts: 40,
        succeeded: 38,
        failed: 2,
        usd: 1.2,
        unpriced: 3,
        firstToken: quantiles,
        shown: 20,
        accepted: 7,
      },
      { model: "llama", attempts: 4, succeeded: 4, failed: 0, usd: 0, unpriced: 0, shown: 0, accepted: 0 },
    ]);
  });

  it("ask for one experiment at a time, told apart by model", async () => {
    await experimentsView(figures(), span);
    const arms = asked.filter(({ query }) => query.scope?.experiment === "terse");
    assert.deepEqual(arms.map(({ what }) => what).toSorted(), ["acceptance", "latency of first-token", "series"]);
    assert.ok(arms.every(({ query }) => query.split === "model" && query.span === span));
  });

  it("are none where no call named one", async () => {
    const unnamed = figures({
      series: (query) => Promise.resolve({ grain: query.grain, starts, parts: [onDays("", 1, 2, 3)] }),
    });
    assert.deepEqual(await experimentsView(unnamed, span), { experiments: [] });
  });
});
