import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import type { RefObject } from "preact";
import { useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { scrollScale, type ScrollScale } from "./scroll-scale.ts";

interface RowsOptions {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly count: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** What stands above the rows all the time, in pixels. */
  readonly headHeight: number;
  /** Is always there, so that it can be pointed to although it is scrolled away. */
  readonly active: number;
}

export interface Rows {
  readonly items: readonly VirtualItem[];
  /** How high what holds the rows is, and where in it an item stands, in pixels. */
  readonly canvas: number;
  readonly topOf: (item: VirtualItem) => number;
  readonly first: number;
  readonly last: number;
  /** How many rows are seen at once. */
  readonly page: number;
  /** Scrolls as little as it takes to show a row. */
  readonly reveal: (row: number) => void;
}

/** Of many rows of one height, those that are seen. */
export function useRows({ scroller, count, rowHeight, headHeight, active }: RowsOptions): Rows {
  const [, redraw] = useReducer((times: number) => times + 1, 0);
  const viewport = Math.max(rowHeight, (scroller.current?.clientHeight ?? 0) - headHeight);
  const scale = scrollScale(count * rowHeight, viewport);
  const scaled = useRef(scale);
  scaled.current = scale;
  const options: VirtualizerOptions<HTMLElement, HTMLElement> = {
    count,
    estimateSize: () => rowHeight,
    overscan: 8,
    getScrollElement: () => scroller.current,
    observeElementRect,
    observeElementOffset: (instance, tell) =>
      observeElementOffset(instance, (scrollTop, moving) => {
        tell(scaled.current.toRows(scrollTop), moving);
        // There rows move at another pace than what they lie on.
        if (scaled.current.canvas !== instance.getTotalSize()) redraw(undefined);
      }),
    scrollToFn: (offset, how, instance) => elementScroll(scaled.current.toScrollTop(offset), how, instance),
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range);
      return active < count && !rows.includes(active) ? [...rows, active].toSorted((a, b) => a - b) : rows;
    },
    onChange: () => redraw(undefined),
  };
  const kept = useRef<Virtualizer<HTMLElement, HTMLElement>>(undefined);
  const virtualizer = (kept.current ??= new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const { first, last } = seenRows(scroller.current, scale, viewport, rowHeight, count);
  return {
    items: virtualizer.getVirtualItems(),
    canvas: scale.canvas,
    topOf: ({ start }) => start - scale.toRows(scrollTopOf(scroller.current)) + scrollTopOf(scroller.current),
    first,
    last,
    page: Math.max(1, Math.floor(viewport / rowHeight)),
    reveal: (row) => reveal(scroller.current, scale, viewport, row, rowHeight),
  };
}

function seenRows(
  scroller: HTMLElement | null,
  scale: ScrollScale,
  viewport: number,
  rowHeight: number,
  count: number,
): { readonly first: number; readonly last: number } {
  const offset = scale.toRows(scrollTopOf(scroller));
  const last = Math.max(0, Math.min(count - 1, Math.ceil((offset + viewport) / rowHeight)));
  return { first: Math.min(last, Math.max(0, Math.floor(offset / rowHeight))), last };
}

function reveal(
  scroller: HTMLElement | null,
  scale: ScrollScale,
  viewport: number,
  row: number,
  rowHeight: number,
): void {
  if (!scroller) return;
  const offset = scale.toRows(scroller.scrollTop);
  const top = row * rowHeight;
  if (top < offset) scroller.scrollTop = scale.toScrollTop(top);
  else if (top + rowHeight > offset + viewport) scroller.scrollTop = scale.toScrollTop(top + rowHeight - viewport);
}

function scrollTopOf(scroller: HTMLElement | null): number {
  return scroller?.scrollTop ?? 0;
}
