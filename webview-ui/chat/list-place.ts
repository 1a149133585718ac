import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** So far before an end of the list its neighbours are fetched, in pixels. */
const ahead = 600;

/**
 * Notes which message stands at the top of the list. The returned function scrolls so that it stands there again, after others
 * came in above it or went. The browser's own anchoring does this too, but not at the very top.
 */
export function holdPlace(list: HTMLElement | null): () => void {
  if (!list) return () => {};
  const edge = list.getBoundingClientRect().top;
  const seen = [...list.querySelectorAll(".message")].find((message) => message.getBoundingClientRect().bottom > edge);
  const before = seen?.getBoundingClientRect().top ?? 0;
  return () => {
    if (seen?.isConnected) list.scrollTop += seen.getBoundingClientRect().top - before;
  };
}

/** Calls `reach.top` or `reach.bottom` when that end of the list comes near, and again after each change of `span`. */
export function useEnds(
  list: RefObject<HTMLElement | null>,
  span: readonly [from: number, to: number],
  reach: { readonly top: () => void; readonly bottom: () => void },
): void {
  // Before the next frame, so that an end is never reported for messages that are not drawn any more.
  useLayoutEffect(() => {
    const root = list.current;
    if (!root) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          if (isIntersecting && target instanceof HTMLElement)
            reach[target.dataset["end"] === "top" ? "top" : "bottom"]();
        }
      },
      { root, rootMargin: `${ahead}px 0px` },
    );
    for (const end of root.querySelectorAll("[data-end]")) observer.observe(end);
    return () => observer.disconnect();
  }, span);
}
