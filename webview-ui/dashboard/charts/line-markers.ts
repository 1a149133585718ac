import uPlot from "uplot";
import { markerPath } from "./markers.ts";
import type { SeriesStyle } from "./series-style.ts";

/** Pixels between two markers of a line. */
const spacing = 48;

/** Marks a line's points: some of them, those of different lines beside each other, and each that stands alone. */
export function drawMarkers(plot: uPlot, index: number, style: SeriesStyle): void {
  const values = plot.data[index] ?? [];
  const { ctx } = plot;
  const ratio = uPlot.pxRatio;
  const slot = plot.bbox.width / Math.max(1, values.length);
  const step = Math.max(1, Math.ceil((spacing * ratio) / slot));
  ctx.save();
  ctx.fillStyle = style.colour;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? null;
    if (value === null) continue;
    const alone = (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;
    if (!alone && (at + index) % step !== 0) continue;
    const [x, y] = [plot.valToPos(at, "x", true), plot.valToPos(value, "y", true)];
    ctx.fill(markerPath(style.marker, x, y, 3.5 * ratio));
  }
  ctx.restore();
}
