import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../spec/clock.ts";

/** Long work that may be interrupted wherever it yields. */
export type Pausing<T> = Generator<void, T>;

/** Noticed by nobody who types. */
const AT_A_TIME_MS = 10;

export function atOnce<T>(work: Pausing<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Lets others have their turn in between. */
export async function inPauses<T>(work: Pausing<T>, { now }: Pick<Clock, "now">): Promise<T> {
  let begun = now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (now() - begun < AT_A_TIME_MS) continue;
    await turn();
    begun = now();
  }
}
