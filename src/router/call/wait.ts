import type { Clock } from "../../spec/clock.ts";

/** Resolves after `ms`, or sooner when `sooner` resolves or `signal` aborts. Never rejects; leaves no timer behind. */
export function wait(clock: Clock, ms: number, sooner: Promise<void> | undefined, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const over = () => {
      cancelTimer();
      signal.removeEventListener("abort", over);
      resolve();
    };
    const cancelTimer = clock.schedule(ms, over);
    signal.addEventListener("abort", over, { once: true });
    void sooner?.then(over);
  });
}
