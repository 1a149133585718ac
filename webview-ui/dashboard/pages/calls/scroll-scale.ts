/**
 * Browsers cut off what is too high: Chromium at 2^25 device pixels, so at half of that on a screen with two to a CSS pixel
 * (https://github.com/TanStack/virtual/issues/460). A canvas that stays below that holds half a million rows; of more, its
 * scroll bar moves through them that much faster.
 */
export const highestCanvas = 12_000_000;

export interface ScrollScale {
  /** The height of what is scrolled, in pixels. */
  readonly canvas: number;
  /** From where the scroll bar stands to where in the rows that is, both in pixels from the top. */
  readonly toRows: (scrollTop: number) => number;
  readonly toScrollTop: (offset: number) => number;
}

/** Fits rows of this height altogether onto a canvas that a browser can scroll, seen through a window of so many pixels. */
export function scrollScale(height: number, viewport: number): ScrollScale {
  const canvas = Math.min(height, highestCanvas);
  // What remains to be scrolled, so that both ends are reached.
  const way = canvas - viewport;
  const factor = way > 0 ? Math.max(1, (height - viewport) / way) : 1;
  return {
    canvas,
    toRows: (scrollTop) => scrollTop * factor,
    toScrollTop: (offset) => offset / factor,
  };
}
