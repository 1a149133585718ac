import type { ChartSeries } from "./chart-props.ts";
import type { Palette } from "./palette.ts";

/** How a series is told from the others: by colour, and by what is not colour. */
export interface SeriesStyle {
  readonly colour: string;
  /** A place in `patterns`, for bars. */
  readonly pattern: number;
  /** Of a line, in pixels; empty for an unbroken one. */
  readonly dash: readonly number[];
  readonly marker: Marker;
}

const markers = ["circle", "square", "triangle", "diamond", "cross", "plus", "down", "bar"] as const;

export type Marker = (typeof markers)[number];

const dashes: readonly (readonly number[])[] = [
  [],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 3],
  [12, 4],
  [2, 6],
  [6, 2, 2, 2, 2, 2],
];

/** The styles of a chart's series, which they keep while others are hidden. */
export function stylesOf(series: readonly ChartSeries[], palette: Palette): readonly SeriesStyle[] {
  let taken = 0;
  return series.map(({ tone }, place) => {
    const look = {
      pattern: place,
      dash: dashes[place % dashes.length] ?? [],
      marker: markers[place % markers.length] ?? "circle",
    };
    return {
      ...look,
      colour: tone ? palette[tone] : (palette.series[taken++ % palette.series.length] ?? palette.text),
    };
  });
}
