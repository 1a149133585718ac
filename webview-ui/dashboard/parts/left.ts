import type { PageProps } from "../page-props.ts";

/** What was chosen on a page the last time, and a way to choose anew. */
export type Choosing<T extends string> = readonly [chosen: T, choose: (next: T) => void];

/** A text that a page is left with, under a name of its own; empty at first. */
export function leftText({ left }: Pick<PageProps, "left">, name: string): Choosing<string> {
  return [left.value[name] ?? "", (next) => void (left.value = { ...left.peek(), [name]: next })];
}

/** A choice of a few, the first of them at first. One that was kept and is offered no more is as at first. */
export function leftChoice<T extends string>(
  props: Pick<PageProps, "left">,
  name: string,
  options: readonly [T, ...T[]],
): Choosing<T> {
  const [kept, keep] = leftText(props, name);
  return [options.find((option) => option === kept) ?? options[0], keep];
}
