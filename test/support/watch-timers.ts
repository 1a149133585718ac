/** Counts the timers that some code has set and that have neither fired nor been cancelled. */
export interface TimerWatch {
  pending(): number;
  /** Puts the real functions back. */
  stop(): void;
}

/** Watches `setTimeout` as it is called from files whose path matches, from now on. */
export function watchTimers(from: RegExp): TimerWatch {
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const pending = new Set<unknown>();
  const watched = (callback: (...args: unknown[]) => void, delayMs?: number, ...args: unknown[]) => {
    const timer = real.setTimeout(() => {
      pending.delete(timer);
      callback(...args);
    }, delayMs);
    if (from.test(new Error().stack ?? "")) pending.add(timer);
    return timer;
  };
  globalThis.setTimeout = Object.assign(watched, real.setTimeout) as typeof setTimeout;
  globalThis.clearTimeout = (timer) => {
    pending.delete(timer);
    real.clearTimeout(timer);
  };
  return {
    pending: () => pending.size,
    stop: () => void Object.assign(globalThis, real),
  };
}
