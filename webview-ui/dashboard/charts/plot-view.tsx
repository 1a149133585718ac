import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useWidth } from "../parts/use-width.ts";
import type { ChartCursor } from "./cursor.ts";
import { createPlot, type Picture } from "./plot.ts";

interface PlotProps {
  readonly picture: Picture;
  /** Where the keys are. */
  readonly cursor: ChartCursor | undefined;
  /** The bucket that is looked at, by keys or pointer. */
  readonly at: number | undefined;
  readonly point: (at: number | undefined) => void;
  readonly brush?: ((from: number, to: number) => void) | undefined;
  readonly back?: (() => void) | undefined;
}

/** The canvas. It is made anew with each picture, which takes a few milliseconds, and is gone with the page. */
export function Plot({ picture, cursor, at, point, brush, back }: PlotProps) {
  const target = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const band = useRef<HTMLDivElement>(null);
  const width = useWidth(target);
  const height = width < 420 ? 170 : 210;

  useLayoutEffect(() => {
    const element = target.current;
    if (!element || width === 0) return undefined;
    const made = createPlot(picture, { width, height }, { point, brush, back }, element);
    plot.current = made;
    const column = document.createElement("div");
    column.className = "chart-band";
    column.hidden = true;
    made.over.append(column);
    band.current = column;
    const goBack = () => back?.();
    made.over.addEventListener("dblclick", goBack);
    return () => {
      made.over.removeEventListener("dblclick", goBack);
      made.destroy();
      plot.current = null;
      point(undefined);
    };
  }, [picture, width, height, brush, back, point]);

  useEffect(() => {
    const made = plot.current;
    const column = band.current;
    if (!made || !column) return;
    column.hidden = at === undefined;
    if (at === undefined) return;
    const left = made.valToPos(at - 0.5, "x");
    column.style.left = `${left}px`;
    column.style.width = `${made.valToPos(at + 0.5, "x") - left}px`;
  }, [at, picture, width, height]);

  useEffect(() => {
    const made = plot.current;
    if (!made) return;
    const other = cursor?.anchor;
    if (cursor && other !== undefined) {
      const left = made.valToPos(Math.min(cursor.at, other) - 0.5, "x");
      const right = made.valToPos(Math.max(cursor.at, other) + 0.5, "x");
      made.setSelect({ left, top: 0, width: right - left, height: made.over.clientHeight }, false);
    } else made.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  }, [cursor, picture, width, height]);

  return <div class="chart-canvas" ref={target} />;
}
