import "./valid-language.ts";
import uPlot from "uplot";
import type { Grain } from "../../../src/spec/series.ts";
import { axisLabels } from "./axis-labels.ts";
import type { ChartSeries, Unit } from "./chart-props.ts";
import { layersOf } from "./fold.ts";
import { drawMarkers } from "./line-markers.ts";
import type { Palette } from "./palette.ts";
import { fillOf } from "./patterns.ts";
import type { SeriesStyle } from "./series-style.ts";
import { stackedBars } from "./stacked-bars.ts";
import { axisWords, stepsOf } from "./unit-words.ts";

/** All that a picture is made of. Its horizontal scale counts buckets, so that each is as wide as any other. */
export interface Picture {
  readonly unit: Unit;
  readonly grain: Grain;
  readonly starts: readonly number[];
  readonly form: "stacked" | "lines";
  readonly series: readonly ChartSeries[];
  readonly styles: readonly SeriesStyle[];
  readonly hidden: ReadonlySet<string>;
  readonly palette: Palette;
}

/** What the reader does with the pointer, in buckets. */
export interface PlotEvents {
  readonly point: (at: number | undefined) => void;
  readonly brush?: ((from: number, to: number) => void) | undefined;
  readonly back?: (() => void) | undefined;
}

/** Pixels that a word on the time axis takes, with the room beside it. */
const labelWidth = 58;
const fontSize = 11;

export function createPlot(picture: Picture, size: Size, events: PlotEvents, target: HTMLElement): uPlot {
  return new uPlot(optionsOf(picture, size, events), dataOf(picture), target);
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

function optionsOf(picture: Picture, size: Size, events: PlotEvents): uPlot.Options {
  const { palette, starts, grain, form } = picture;
  const stacked = form === "stacked";
  const font = `${fontSize}px ${palette.font}`;
  const labels = (width: number) => axisLabels(starts, grain, width / labelWidth);
  return {
    ...size,
    legend: { show: false },
    padding: [8, 8, 0, 0],
    scales: {
      x: { time: false, range: () => [-0.5, Math.max(starts.length, 1) - 0.5] },
      y: { range: (_, low, high) => rangeOf(picture.unit, low, high) },
    },
    axes: [
      {
        stroke: palette.text,
        font,
        size: 22,
        gap: 4,
        grid: { show: false },
        ticks: { stroke: palette.lines, size: 4, width: 1 },
        splits: (plot) => labels(plot.bbox.width / uPlot.pxRatio).map(({ at }) => at),
        values: (plot) => labels(plot.bbox.width / uPlot.pxRatio).map(({ text }) => text),
      },
      {
        stroke: palette.text,
        font,
        gap: 6,
        size: (plot, values) => widthOf(plot, values, font) + 12,
        space: 30,
        incrs: stepsOf(picture.unit),
        grid: { stroke: palette.lines, width: 1, dash: palette.highContrast ? [1, 3] : [] },
        ticks: { show: false },
        values: (_, splits) => splits.map((value) => axisWords(value, picture.unit)),
      },
    ],
    cursor: {
      x: !stacked,
      y: false,
      points: { show: !stacked, size: 8 },
      drag: { x: events.brush !== undefined, y: false, setScale: false, dist: 6 },
    },
    series: [{}, ...seriesOf(picture)],
    hooks: hooksOf(picture, events),
  };
}

function seriesOf({ series, styles, form, hidden, palette, starts }: Picture): uPlot.Series[] {
  const visible = series.filter(({ name }) => !hidden.has(name));
  const layers = layersOf(visible, starts.length);
  return series.map(({ name }, place) => {
    const style = styles[place];
    const colour = style?.colour ?? palette.text;
    const show = !hidden.has(name);
    const layer = layers[visible.findIndex((one) => one.name === name)];
    if (form === "lines" || !style) {
      return { show, stroke: colour, width: 1.5, dash: [...(style?.dash ?? [])], points: { show: false } };
    }
    const fill = fillOf(style, palette, uPlot.pxRatio);
    return { show, fill: () => fill, width: 0, points: { show: false }, ...(layer && { paths: stackedBars(layer) }) };
  });
}

/** What the scale and the cursor go by: the values of lines, and how high each layer of a stack reaches. */
function dataOf({ starts, series, form, hidden }: Picture): uPlot.AlignedData {
  const visible = series.filter(({ name }) => !hidden.has(name));
  const layers = layersOf(visible, starts.length);
  const values = series.map(({ name, values: own }) => {
    const place = visible.findIndex((one) => one.name === name);
    return form === "stacked" ? [...(layers[place]?.upper ?? starts.map(() => null))] : [...own];
  });
  return [starts.map((_, at) => at), ...values];
}

function hooksOf(picture: Picture, { point, brush }: PlotEvents): uPlot.Hooks.Arrays {
  const { series, styles, form, hidden } = picture;
  const last = picture.starts.length - 1;
  const bucketAt = (plot: uPlot, left: number) => Math.min(last, Math.max(0, Math.round(plot.posToVal(left, "x"))));
  return {
    setCursor: [({ cursor }) => point(cursor.idx ?? undefined)],
    setSelect: [
      (plot) => {
        const { left, width } = plot.select;
        if (width <= 0) return;
        plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        brush?.(bucketAt(plot, left), bucketAt(plot, left + width));
      },
    ],
    drawSeries: [
      (plot, index) => {
        const style = styles[index - 1];
        const name = series[index - 1]?.name;
        if (form === "lines" && style && name !== undefined && !hidden.has(name)) drawMarkers(plot, index, style);
      },
    ],
  };
}

/** From 0, unless something is below it, to a round figure; shares from the tenth below the lowest to 1. */
function rangeOf(unit: Unit, low: number | null, high: number | null): [number, number] {
  // Shares that differ little near the top would all be one line.
  if (unit === "share") return [Math.min(0.9, Math.floor((low ?? 0) * 10) / 10), 1];
  const top = Math.max(high ?? 0, 0);
  const bottom = Math.min(low ?? 0, 0);
  if (top === 0 && bottom === 0) return [0, 1];
  const [from, to] = uPlot.rangeNum(bottom, top, 0.05, true);
  return [bottom === 0 ? 0 : (from ?? bottom), top === 0 ? 0 : (to ?? top)];
}

function widthOf({ ctx }: uPlot, values: readonly string[] | null, font: string): number {
  ctx.save();
  ctx.font = font;
  const widest = Math.max(0, ...(values ?? []).map((value) => ctx.measureText(value).width));
  ctx.restore();
  return Math.ceil(widest);
}
