import assert from "node:assert/strict";
import { noUsage, type UsageSeries, type UsageSums } from "../../../src/spec/series.ts";
import { changeOf, pointsOf } from "../../../webview-ui/dashboard/pages/overview/change.ts";
import { keyFigures } from "../../../webview-ui/dashboard/pages/overview/key-figures.ts";
import {
  outcomeSeries,
  spendSeries,
  tokenSeries,
} from "../../../webview-ui/dashboard/pages/overview/overview-charts.ts";
import { successShare, sumsOf } from "../../../webview-ui/dashboard/pages/overview/overview-sums.ts";
import { splitColumns, splitRows } from "../../../webview-ui/dashboard/pages/overview/split-table.ts";

const sums = (more: Partial<UsageSums>): UsageSums => ({ ...noUsage, ...more });

const part = (name: string, ...buckets: readonly UsageSums[]) => ({
  name,
  buckets,
  totals: sumsOf({ parts: buckets.map((totals) => ({ name, buckets: [], totals })) }).usage,
});

const series: UsageSeries = {
  grain: "day",
  starts: [0, 86_400_000],
  parts: [
    part(
      "dear",
      sums({
        attempts: 4,
        succeeded: 3,
        failed: 1,
        input: 1_000,
        cacheRead: 400,
        output: 200,
        reasoning: 50,
        usd: 0.75,
      }),
      noUsage,
    ),
    part("free", noUsage, sums({ attempts: 2, succeeded: 2, input: 500, output: 100 })),
    part("unknown", sums({ attempts: 1, cancelled: 1, input: 10, unpriced: 1 }), noUsage),
  ],
  calls: [
    { calls: 5, succeeded: 4, failed: 0, cancelled: 1, failovers: 1 },
    { calls: 2, succeeded: 2, failed: 0, cancelled: 0, failovers: 0 },
  ],
};

describe("the overview's sums", () => {
  it("add up parts and buckets", () => {
    const { usage, calls } = sumsOf(series);
    assert.equal(usage.attempts, 7);
    assert.equal(usage.usd, 0.75);
    assert.deepEqual(calls, { calls: 7, succeeded: 6, failed: 0, cancelled: 1, failovers: 1 });
    assert.equal(sumsOf({ parts: [] }).calls, undefined);
    assert.deepEqual(sumsOf({ parts: [] }).usage, noUsage);
  });

  it("leave what was cancelled out of the success", () => {
    assert.equal(successShare({ succeeded: 3, failed: 1 }), 0.75);
    assert.equal(successShare({ succeeded: 0, failed: 0 }), undefined);
  });
});

describe("the overview's figures", () => {
  const named = (now: Partial<UsageSums>, before?: Partial<UsageSums>) =>
    new Map(keyFigures({ usage: sums(now) }, before && { usage: sums(before) }).map((figure) => [figure.name, figure]));

  it("tell what is not known of the spend", () => {
    assert.equal(named({ attempts: 1, usd: 0.5 }).get("Spend")?.value, "$0.50");
    assert.equal(named({ attempts: 2, usd: 0.5, unpriced: 1 }).get("Spend")?.note, "plus 1 attempt of unknown price");
    assert.equal(named({ attempts: 1, unpriced: 1 }).get("Spend")?.value, "unknown");
    assert.equal(named({ attempts: 1, usd: 0.5, estimated: 1 }).get("Spend")?.value, "~$0.50");
    assert.equal(named({ attempts: 1, cacheSavedUsd: -0.02 }).get("Saved by caching")?.value, "−$0.02");
  });

  it("count attempts where calls cannot be told, and then know of no failovers", () => {
    assert.equal(named({ attempts: 3 }).get("Attempts")?.value, "3");
    assert.equal(named({ attempts: 3 }).has("Failovers"), false);
    const whole = keyFigures(sumsOf(series), undefined).map(({ name }) => name);
    assert.deepEqual(whole, ["Spend", "Calls", "Success", "Tokens in", "Tokens out", "Saved by caching", "Failovers"]);
  });

  it("compare with the time before, if there was anything", () => {
    const change = named({ attempts: 3, usd: 1.2 }, { attempts: 2, usd: 1 }).get("Spend")?.change;
    assert.deepEqual(change, { change: { direction: "up", amount: "20%" }, before: "$1.00" });
    assert.equal(named({ attempts: 3, usd: 1.2 }, {}).get("Spend")?.change, undefined);
    assert.equal(named({ attempts: 3, usd: 1.2 }).get("Spend")?.change, undefined);
  });

  it("compare success in points", () => {
    const change = named({ attempts: 10, succeeded: 9, failed: 1 }, { attempts: 4, succeeded: 4 }).get(
      "Success",
    )?.change;
    assert.deepEqual(change, { change: { direction: "down", amount: "10 points" }, before: "100%" });
  });
});

describe("a change", () => {
  it("is a share up to twice as much, then how many times", () => {
    assert.deepEqual(changeOf(112, 100), { direction: "up", amount: "12%" });
    assert.deepEqual(changeOf(50, 100), { direction: "down", amount: "50%" });
    assert.deepEqual(changeOf(0, 100), { direction: "down", amount: "100%" });
    assert.deepEqual(changeOf(240, 100), { direction: "up", amount: "2.4 times" });
    assert.deepEqual(changeOf(2_400, 100), { direction: "up", amount: "24 times" });
    assert.deepEqual(changeOf(100.3, 100), { direction: "same", amount: "" });
    assert.equal(changeOf(5, 0), undefined);
    assert.deepEqual(pointsOf(0.974, 0.97), { direction: "up", amount: "0.4 points" });
    assert.deepEqual(pointsOf(0.97, 0.9701), { direction: "same", amount: "" });
  });
});

describe("the overview's charts and table", () => {
  it("draw only parts that cost something", () => {
    assert.deepEqual(spendSeries(series, ["Dear", "Free", "Unknown"]), [{ name: "Dear", values: [0.75, 0] }]);
  });

  it("count no token twice", () => {
    const kinds = tokenSeries(series);
    assert.deepEqual(
      kinds.map(({ values }) => values[0]),
      [610, 400, 150, 50],
    );
    const all = kinds.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
    assert.equal(all, 1_010 + 200);
  });

  it("tell what became of calls, or of attempts where calls cannot be told", () => {
    assert.deepEqual(
      outcomeSeries(series).map(({ values }) => values),
      [
        [4, 2],
        [0, 0],
        [1, 0],
      ],
    );
    const { calls: _, ...split } = series;
    assert.deepEqual(
      outcomeSeries(split).map(({ values }) => values),
      [
        [3, 2],
        [1, 0],
        [1, 0],
      ],
    );
  });

  it("say in the table what is not known, and never a price that is too low", () => {
    const rows = splitRows(series, ["Dear", "Free", "Unknown"]);
    const cells = (key: string) =>
      rows.map((row) =>
        splitColumns("Model")
          .find((one) => one.key === key)
          ?.cell?.(row),
      );
    assert.deepEqual(cells("spend"), ["$0.75", "$0", "unknown"]);
    assert.deepEqual(cells("share"), ["100%", "0%", "0%"]);
    assert.deepEqual(cells("success"), ["75%", "100%", "–"]);
    assert.deepEqual(cells("per-attempt"), ["$0.188", "$0", "–"]);
    assert.deepEqual(cells("per-million"), ["$625.00", "$0", "–"]);
  });

  it("share out tokens where nothing was spent", () => {
    const free = { parts: [part("a", sums({ attempts: 1, input: 30 })), part("b", sums({ attempts: 1, input: 10 }))] };
    assert.deepEqual(
      splitRows(free, ["a", "b"]).map(({ share }) => share),
      [0.75, 0.25],
    );
    assert.deepEqual(
      splitRows({ parts: [part("a", noUsage)] }, ["a"]).map(({ share }) => share),
      [0],
    );
  });
});
