import { useRef } from "preact/hooks";
import type { Asked } from "./asking.ts";

/** What the host said, with what it was about. */
export type Answered<T, Q> =
  | Exclude<Asked<T>, { readonly kind: "here" }>
  | { readonly kind: "here"; readonly value: T; readonly of: Q };

/** Keeps an answer together with what was asked for then, while something else is asked for already. */
export function useAnswered<T, Q>(asked: Asked<T>, question: Q): Answered<T, Q> {
  const kept = useRef<{ readonly value: T; readonly of: Q }>(null);
  if (asked.kind !== "here") return asked;
  if (kept.current?.value !== asked.value) kept.current = { value: asked.value, of: question };
  return { kind: "here", ...kept.current };
}
