import { useEffect, useRef } from "preact/hooks";
import { markerPath } from "./markers.ts";
import type { Palette } from "./palette.ts";
import { fillOf } from "./patterns.ts";
import type { SeriesStyle } from "./series-style.ts";

interface SwatchProps {
  readonly style: SeriesStyle;
  readonly form: "stacked" | "lines";
  readonly palette: Palette;
}

/** A piece of a series as it is drawn, beside its name. */
export function Swatch({ style, form, palette }: SwatchProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const width = form === "lines" ? 26 : 12;
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const ratio = devicePixelRatio;
    element.width = Math.round(width * ratio);
    element.height = Math.round(12 * ratio);
    if (form === "stacked") {
      context.fillStyle = fillOf(style, palette, ratio);
      context.fillRect(0, 0, element.width, element.height);
      return;
    }
    context.scale(ratio, ratio);
    context.strokeStyle = context.fillStyle = style.colour;
    context.lineWidth = 1.5;
    context.setLineDash([...style.dash]);
    context.beginPath();
    context.moveTo(0, 6);
    context.lineTo(width, 6);
    context.stroke();
    context.fill(markerPath(style.marker, width / 2, 6, 3.5));
  }, [style, form, palette, width]);
  return <canvas class={`chart-swatch ${form}`} ref={canvas} aria-hidden="true" />;
}
