import type { Clock } from "../../src/spec/clock.ts";

/** A clock that stands still until it is told to move. */
export interface FakeClock extends Clock {
  /** Moves time on, running what is due in its order, and lets promises settle before, between and after. */
  advance(ms: number): Promise<void>;
  /** Timers that wait; 0 says that nothing was left behind. */
  pending(): number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly callback: () => void;
}

/** Starts at a fixed moment, so that a test says the same every day. */
export function createFakeClock(startAt = Date.UTC(2026, 10, 2, 9)): FakeClock {
  let now = startAt;
  let order = 0;
  const timers = new Set<Timer>();
  const next = (until: number) =>
    [...timers].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
  return {
    now: () => now,
    schedule(delayMs, callback) {
      const timer = { at: now + Math.max(0, delayMs), order: order++, callback };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(ms) {
      const until = now + ms;
      await settled();
      for (let timer = next(until); timer; timer = next(until)) {
        now = timer.at;
        timers.delete(timer);
        timer.callback();
        await settled();
      }
      now = until;
    },
    pending: () => timers.size,
  };
}

/** Long chains of promises need many turns; a macrotask lets all that are ready go first. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
