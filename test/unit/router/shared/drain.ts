import type { FakeClock } from "../../../support/fake-clock.ts";

/** Lets time pass, a little at a time, until something has ended; fails when it never does. */
export async function drain<T>(clock: FakeClock, running: Promise<T>): Promise<T> {
  const progress = { over: false };
  const ended = running.finally(() => (progress.over = true));
  for (let step = 0; !progress.over; step += 1) {
    if (step > 1000) throw new Error("It never ends.");
    await clock.advance(step < 100 ? 0 : 100);
  }
  return ended;
}
