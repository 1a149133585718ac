import { useRef } from "preact/hooks";

/** The value of before while it is the same in content, so that a page that is drawn again does not draw its charts again. */
export function useSame<T>(value: T): T {
  const kept = useRef(value);
  if (kept.current !== value && JSON.stringify(kept.current) !== JSON.stringify(value)) kept.current = value;
  return kept.current;
}
