import { useRef, useState } from "preact/hooks";
import type { Span } from "../../../../src/spec/series.ts";

/** A stretch that is being chosen, as parts of the axis from 0 to 1. */
export interface Brushed {
  readonly from: number;
  readonly to: number;
}

type Down = PointerEvent & { readonly currentTarget: HTMLElement };

/** Less than that is a click with a trembling hand. In pixels. */
const least = 6;

/** Lets a pointer choose a stretch of an axis that is as wide as the element `axis` finds. */
export function useBrush(
  span: Span,
  axis: () => DOMRect | undefined,
  choose: (span: Span) => void,
): {
  readonly brushed: Brushed | undefined;
  readonly down: (event: Down) => void;
  readonly move: (event: Down) => void;
  readonly up: () => void;
  /** Whether the click that follows was the end of a stretch. */
  readonly swallows: () => boolean;
} {
  const [brushed, setBrushed] = useState<Brushed>();
  const start = useRef<number>(undefined);
  const dragged = useRef(false);
  return {
    brushed,
    down({ button, clientX }) {
      dragged.current = false;
      start.current = button === 0 ? clientX : undefined;
    },
    move(event) {
      const box = axis();
      if (start.current === undefined || !box || box.width === 0) return;
      if (!dragged.current && Math.abs(event.clientX - start.current) < least) return;
      if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId);
      dragged.current = true;
      const places = [start.current, event.clientX].map((x) => Math.min(1, Math.max(0, (x - box.left) / box.width)));
      setBrushed({ from: Math.min(...places), to: Math.max(...places) });
    },
    up() {
      start.current = undefined;
      setBrushed(undefined);
      const length = span.until - span.from;
      if (brushed && brushed.to > brushed.from) {
        choose({
          from: Math.round(span.from + brushed.from * length),
          until: Math.round(span.from + brushed.to * length),
        });
      }
    },
    swallows: () => dragged.current,
  };
}
