import type { Clock } from "../../../src/spec/clock.ts";

/** Resolves after `ms` of the clock's time, or when `signal` aborts. Leaves nothing behind. */
export function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const over = () => {
      cancel();
      signal.removeEventListener("abort", over);
      resolve();
    };
    const cancel = clock.schedule(ms, over);
    signal.addEventListener("abort", over, { once: true });
  });
}
