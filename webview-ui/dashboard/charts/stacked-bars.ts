import type uPlot from "uplot";
import type { Layer } from "./fold.ts";

/** Draws one layer of stacked bars: rectangles on whole pixels, with a gap beside and above where there is room for one. */
export function stackedBars({ lower, upper }: Layer): uPlot.Series.PathBuilder {
  return (plot, _seriesIndex, first, last) => {
    const fill = new Path2D();
    const pixel = Math.max(1, Math.round(devicePixelRatio));
    const x = (value: number) => Math.round(plot.valToPos(value, "x", true));
    const y = (value: number) => Math.round(plot.valToPos(value, "y", true));
    const slot = x(1) - x(0);
    const gap = slot >= 10 * pixel ? 2 * pixel : slot >= 4 * pixel ? pixel : 0;
    for (let at = first; at <= last; at++) {
      const [bottom, top] = [lower[at] ?? 0, upper[at] ?? 0];
      if (top <= bottom) continue;
      const left = x(at - 0.5);
      const width = Math.max(1, x(at + 0.5) - left - gap);
      const [from, to] = [y(bottom), y(top)];
      // However small an amount is, it shows.
      const height = Math.max(pixel, from - to);
      const seam = bottom > 0 && height > 3 * pixel ? pixel : 0;
      fill.rect(left + Math.floor(gap / 2), from - height, width, height - seam);
    }
    return { fill, stroke: null };
  };
}
