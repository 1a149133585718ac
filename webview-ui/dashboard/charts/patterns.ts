import type { Palette } from "./palette.ts";
import type { SeriesStyle } from "./series-style.ts";

/** The side of a tile in CSS pixels. */
const side = 8;

type Hatch = (context: CanvasRenderingContext2D) => void;

/** Draws lines between points of the tile, which goes on at all its sides. */
const strokes =
  (...lines: readonly (readonly [number, number, number, number])[]): Hatch =>
  (context) => {
    context.beginPath();
    for (const [x, y, toX, toY] of lines) {
      context.moveTo(x, y);
      context.lineTo(toX, toY);
    }
    context.stroke();
  };

const dots: Hatch = (context) => {
  for (const [x, y] of [
    [2, 2],
    [6, 6],
  ] as const) {
    context.beginPath();
    context.arc(x, y, 1.2, 0, 2 * Math.PI);
    context.fill();
  }
};

const checks: Hatch = (context) => {
  context.fillRect(0, 0, side / 2, side / 2);
  context.fillRect(side / 2, side / 2, side / 2, side / 2);
};

/** What lies over a bar's colour. The first is plain. */
const hatches: readonly Hatch[] = [
  () => undefined,
  strokes([-2, 10, 10, -2], [-2, 2, 2, -2], [6, 10, 10, 6]),
  dots,
  strokes([-2, -2, 10, 10], [6, -2, 10, 2], [-2, 6, 2, 10]),
  strokes([0, 2, 8, 2], [0, 6, 8, 6]),
  strokes([2, 0, 2, 8], [6, 0, 6, 8]),
  strokes([-2, 10, 10, -2], [-2, -2, 10, 10]),
  checks,
];

/** A bar's fill: its colour with a pattern in the background's. Of the size of a screen's pixels, as the canvas is. */
export function fillOf(style: SeriesStyle, palette: Palette, pixelRatio: number): CanvasPattern | string {
  const tile = tileOf(style, palette, pixelRatio);
  return tile.getContext("2d")?.createPattern(tile, "repeat") ?? style.colour;
}

/** The same for a background of CSS, in tiles of 8 pixels. */
export function tileUrl(style: SeriesStyle, palette: Palette): string {
  return tileOf(style, palette, devicePixelRatio).toDataURL();
}

function tileOf(style: SeriesStyle, palette: Palette, pixelRatio: number): HTMLCanvasElement {
  const tile = document.createElement("canvas");
  tile.width = tile.height = Math.round(side * pixelRatio);
  const context = tile.getContext("2d");
  if (!context) return tile;
  context.scale(tile.width / side, tile.height / side);
  context.fillStyle = style.colour;
  context.fillRect(0, 0, side, side);
  context.globalAlpha = palette.highContrast ? 0.85 : 0.5;
  context.strokeStyle = context.fillStyle = palette.background;
  context.lineWidth = 1.2;
  hatches[style.pattern % hatches.length]?.(context);
  return tile;
}
