import assert from "node:assert/strict";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { cursorWords } from "../../../webview-ui/dashboard/charts/bucket-words.ts";
import { chartColumns, chartCsv, localIso } from "../../../webview-ui/dashboard/charts/chart-table.ts";
import type { ChartSeries } from "../../../webview-ui/dashboard/charts/chart-props.ts";
import { moved } from "../../../webview-ui/dashboard/charts/cursor.ts";
import { folded, layersOf, mostSeries, sumOf, total } from "../../../webview-ui/dashboard/charts/fold.ts";
import { legendOf } from "../../../webview-ui/dashboard/charts/legend-values.ts";
import { paletteOf } from "../../../webview-ui/dashboard/charts/palette.ts";
import { stylesOf } from "../../../webview-ui/dashboard/charts/series-style.ts";
import { tableCsv } from "../../../webview-ui/dashboard/parts/columns.ts";
import { inZone } from "../../support/time-zone.ts";

const value = fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }), { nil: null });
const manySeries = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 12 }))
  .chain(([count, buckets]) =>
    fc.array(fc.array(value, { minLength: buckets, maxLength: buckets }), { minLength: count, maxLength: count }),
  )
  .map((all) => all.map((values, place): ChartSeries => ({ name: `model-${place}`, values })));

describe("the series of a chart", () => {
  const nine = Array.from({ length: 10 }, (_, place): ChartSeries => ({ name: `m${place}`, values: [place, null] }));

  it("stay as they are while they can be told apart", () => {
    assert.deepEqual(folded(nine.slice(0, mostSeries), "stacked"), { series: nine.slice(0, mostSeries), left: 0 });
  });

  it("are the largest ones in their order and the sum of the others", () => {
    const { series, left } = folded(nine, "stacked");
    assert.deepEqual(
      series.map(({ name }) => name),
      ["m3", "m4", "m5", "m6", "m7", "m8", "m9", "Other (3)"],
    );
    assert.deepEqual(series.at(-1)?.values, [3, null]);
    assert.equal(left, 0);
  });

  it("are the first lines, because lines cannot be added up", () => {
    const { series, left } = folded(nine, "lines");
    assert.deepEqual(series, nine.slice(0, 8));
    assert.equal(left, 2);
  });

  it("lose nothing of what they add up to", () => {
    fc.assert(
      fc.property(manySeries, (series) => {
        const drawn = folded(series, "stacked").series;
        assert.ok(drawn.length <= mostSeries);
        const all = (of: readonly ChartSeries[]) => of.reduce((sum, one) => sum + total(one), 0);
        assert.ok(Math.abs(all(drawn) - all(series)) <= 1e-9 * Math.max(1, all(series)));
      }),
    );
  });

  it("stand one upon the other, up to their sum", () => {
    fc.assert(
      fc.property(manySeries, (series) => {
        const buckets = series[0]?.values.length ?? 0;
        const layers = layersOf(series, buckets);
        for (const [at, sum] of sumOf(series).entries()) {
          assert.equal(layers[0]?.lower[at], 0);
          for (const [place, layer] of layers.slice(1).entries())
            assert.equal(layer.lower[at], layers[place]?.upper[at]);
          assert.ok(Math.abs((layers.at(-1)?.upper[at] ?? 0) - (sum ?? 0)) <= 1e-9 * Math.max(1, sum ?? 0));
        }
      }),
    );
  });

  it("have a look of their own each, which is not colour alone", () => {
    const palette = paletteOf((name) => (name.endsWith("blue") ? "#00f" : name.endsWith("red") ? "#f00" : ""), true);
    const styles = stylesOf(nine.slice(0, mostSeries), palette);
    assert.equal(new Set(styles.map(({ pattern }) => pattern)).size, mostSeries);
    assert.equal(new Set(styles.map(({ marker }) => marker)).size, mostSeries);
    assert.equal(new Set(styles.map(({ dash }) => dash.join())).size, mostSeries);
    assert.deepEqual(
      styles.slice(0, 3).map(({ colour }) => colour),
      ["#00f", "#f00", "#00f"],
    );
  });
});

describe("the colours of a chart", () => {
  it("are opaque, none twice, and there is always one", () => {
    const orange = (name: string) =>
      name === "--vscode-charts-orange" ? "rgba(234, 92, 0, 0.33)" : name === "--vscode-charts-blue" ? "#59a4f980" : "";
    assert.deepEqual(paletteOf(orange, false).series, ["#59a4f9", "rgb(234, 92, 0)"]);
    assert.deepEqual(paletteOf(() => "", false).series, ["gray"]);
  });
});

describe("the keys of a chart", () => {
  const press = (key: string, shift = false, at?: number, anchor?: number) =>
    moved(key, shift, at === undefined ? undefined : { at, ...(anchor !== undefined && { anchor }) }, 5);

  it("go from bucket to bucket and stop at the ends", () => {
    assert.deepEqual(press("ArrowRight"), { kind: "moved", cursor: { at: 0 } });
    assert.deepEqual(press("ArrowLeft"), { kind: "moved", cursor: { at: 4 } });
    assert.deepEqual(press("ArrowRight", false, 4), { kind: "moved", cursor: { at: 4 } });
    assert.deepEqual(press("ArrowLeft", false, 0), { kind: "moved", cursor: { at: 0 } });
    assert.deepEqual(press("End", false, 1), { kind: "moved", cursor: { at: 4 } });
    assert.deepEqual(press("Home", false, 3), { kind: "moved", cursor: { at: 0 } });
  });

  it("choose a stretch with Shift, zoom to it with Enter, let it go with Escape", () => {
    assert.deepEqual(press("ArrowLeft", true, 3), { kind: "moved", cursor: { at: 2, anchor: 3 } });
    assert.deepEqual(press("Home", true, 2, 3), { kind: "moved", cursor: { at: 0, anchor: 3 } });
    assert.deepEqual(press("Enter", false, 1, 3), { kind: "zoom", from: 1, to: 3 });
    assert.deepEqual(press("Enter", false, 2), { kind: "zoom", from: 2, to: 2 });
    assert.deepEqual(press("Escape", false, 1, 3), { kind: "moved", cursor: { at: 1 } });
    assert.deepEqual(press("Escape", false, 1), { kind: "back" });
    assert.deepEqual(press("ArrowRight", false, 1, 3), { kind: "moved", cursor: { at: 2 } });
  });

  it("leave other keys and empty charts alone", () => {
    assert.equal(press("Tab"), undefined);
    assert.equal(press("a", false, 2), undefined);
    assert.equal(press("Enter"), undefined);
    assert.equal(moved("ArrowRight", false, undefined, 0), undefined);
  });
});

const day = (date: number) => new Date(2026, 2, date).getTime();
const chart = {
  unit: "usd",
  grain: "day",
  form: "stacked",
  starts: [day(4), day(5)],
  series: [
    { name: "gpt-5-mini", values: [0.5, null] },
    { name: "=cmd|' /C calc'!A0", values: [0.25, 0] },
  ],
} as const;

describe("a chart in words and as a file", () => {
  it("is read out bucket by bucket, without what is nothing", () => {
    assert.equal(cursorWords(chart, chart.series.slice(0, 1), { at: 0 }), "Wed 4 Mar 2026: gpt-5-mini $0.50.");
    assert.match(cursorWords(chart, chart.series, { at: 0 }), /^Wed 4 Mar 2026: \$0\.75; gpt-5-mini \$0\.50, /);
    assert.equal(cursorWords(chart, chart.series, { at: 1 }), "Thu 5 Mar 2026: nothing.");
    assert.equal(
      cursorWords(chart, chart.series, { at: 0, anchor: 1 }),
      "Chosen: Wed 4 Mar 2026 until Thu 5 Mar 2026. Enter zooms in.",
    );
  });

  it("has sums in its legend until a bucket is looked at; lines have their newest value", () => {
    const shown = { ...chart, hidden: new Set<string>() };
    assert.deepEqual(legendOf(shown), { title: "In all", sum: "$0.75", values: [0.5, 0.25] });
    assert.deepEqual(legendOf(shown, 1), { title: "In all", sum: "$0", values: [null, 0] });
    assert.equal(legendOf({ ...shown, hidden: new Set(["gpt-5-mini"]) }).sum, "$0.25");
    const lines = { ...shown, form: "lines", series: [{ name: "a", values: [3, null] }] } as const;
    assert.deepEqual(legendOf(lines), { title: "Newest: Wed 4 Mar 2026", values: [3] });
  });

  it("is a line a bucket with all series, and no name in it is a formula", () => {
    const rows: string[][] = parse(chartCsv(chart));
    assert.deepEqual(rows[0], ["from", "until", "gpt-5-mini (usd)", "'=cmd|' /C calc'!A0 (usd)"]);
    assert.deepEqual(rows[1]?.slice(2), ["0.5", "0.25"]);
    assert.deepEqual(rows[2]?.slice(2), ["", "0"]);
    assert.equal(rows[1]?.[1], rows[2]?.[0]);
  });

  it("is written so that it is read as it was", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('a"b', "a,b", "a\r\nb", " ", ""));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (names) => {
        const columns = [
          { key: "a", title: "Name", value: (name: string) => name },
          { key: "b", title: "N", value: () => 1 },
        ];
        const read: string[][] = parse(tableCsv(columns, names));
        assert.deepEqual(
          read.slice(1).map(([name]) => name),
          names.map((name) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)),
        );
      }),
    );
  });

  it("has a table of all that is drawn or left out, with the sum where there is one", () => {
    const columns = chartColumns(chart);
    assert.deepEqual(
      columns.map(({ title }) => title),
      ["Time", "gpt-5-mini", "=cmd|' /C calc'!A0", "All"],
    );
    assert.deepEqual(
      columns.map(({ value: of }) => of(1)),
      [day(5), null, 0, 0],
    );
    assert.deepEqual(
      columns.map(({ cell }) => cell?.(1)),
      ["Thu 5 Mar 2026", "–", "$0", "$0"],
    );
    assert.equal(chartColumns({ ...chart, form: "lines" }).length, 3);
  });

  it("says times with the zone's offset", () => {
    const noon = Date.UTC(2026, 6, 1, 12);
    assert.equal(
      inZone("Europe/Berlin", () => localIso(noon)),
      "2026-07-01T14:00:00+02:00",
    );
    assert.equal(
      inZone("America/St_Johns", () => localIso(noon)),
      "2026-07-01T09:30:00-02:30",
    );
    assert.equal(
      inZone("UTC", () => localIso(noon)),
      "2026-07-01T12:00:00+00:00",
    );
  });
});
