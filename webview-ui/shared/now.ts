import { signal, type ReadonlySignal } from "@preact/signals";

/** The time in Unix milliseconds, moving once a second, for counters and "5 s ago". */
export function createNow(): ReadonlySignal<number> {
  const now = signal(Date.now());
  setInterval(() => (now.value = Date.now()), 1000);
  return now;
}
