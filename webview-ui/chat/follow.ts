import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** So near to the end counts as being there, in pixels. */
const nearEnd = 40;
const upwards = new Set(["ArrowUp", "PageUp", "Home"]);

/** How a list stays at its end while that grows. */
export interface Following {
  /** The end is out of sight, and the list does not go there by itself. */
  readonly behind: boolean;
  toEnd(): void;
  /** For the list: they tell a scroll of the user from one that growing content brings about. */
  readonly handlers: {
    readonly onScroll: () => void;
    readonly onWheel: (event: WheelEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
  };
}

/**
 * Keeps `list` at its end until the user scrolls up, and again once they are back at the end. `hasEnd` says whether the end of
 * the conversation is among what `content` holds.
 */
export function useFollowing(
  list: RefObject<HTMLElement | null>,
  content: RefObject<HTMLElement | null>,
  hasEnd: () => boolean,
): Following {
  const following = useRef(true);
  const last = useRef({ top: 0, height: 0 });
  const [behind, setBehind] = useState(false);

  const isAtEnd = () => {
    if (!list.current) return true;
    const { scrollHeight, scrollTop, clientHeight } = list.current;
    return hasEnd() && scrollHeight - scrollTop - clientHeight < nearEnd;
  };
  const toEnd = () => {
    following.current = true;
    setBehind(false);
    list.current?.scrollTo({ top: list.current.scrollHeight });
  };
  const leave = () => void (following.current = false);
  const settle = () => {
    if (following.current) toEnd();
    else setBehind(!isAtEnd());
  };
  const latestSettle = useRef(settle);
  latestSettle.current = settle;

  useEffect(() => {
    if (!content.current) return undefined;
    const observer = new ResizeObserver(() => latestSettle.current());
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const { scrollTop = 0, scrollHeight = 0 } = list.current ?? {};
    const went = Math.sign(scrollTop - last.current.top);
    // Where the height changed, it was the content that moved.
    if (went < 0 && scrollHeight === last.current.height && !isAtEnd()) leave();
    if (went > 0 && isAtEnd()) following.current = true;
    last.current = { top: scrollTop, height: scrollHeight };
    if (!following.current) setBehind(!isAtEnd());
  };
  return {
    behind,
    toEnd,
    handlers: {
      onScroll,
      onWheel: ({ deltaY }) => deltaY < 0 && leave(),
      onKeyDown: ({ key }) => upwards.has(key) && leave(),
      // On the list itself, and not on what it holds: that is its scroll bar.
      onPointerDown: ({ target }) => target === list.current && leave(),
    },
  };
}
