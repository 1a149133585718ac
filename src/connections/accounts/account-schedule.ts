import type { Failure } from "../../spec/failure.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Until the first look after the start, so that it costs the start nothing. */
export const START_MS = MINUTE_MS;

/** Until a key is looked at that was just added or changed. */
export const SOON_MS = 5_000;

/** How often it is asked whether a pause is over. */
export const PAUSE_MS = 5 * MINUTE_MS;

/** While money is spent. */
export const BUSY_MS = 30 * MINUTE_MS;

/** While none is. */
export const IDLE_MS = 6 * HOUR_MS;

const FIRST_RETRY_MS = 5 * MINUTE_MS;

/** Whether an account is to be read now. `lastRead` is missing before the first time. */
export function isDue(lastRead: number | undefined, now: number, spentSince: (at: number) => boolean): boolean {
  // A reading of the future is that of a clock that was put back.
  if (lastRead === undefined || lastRead > now) return true;
  const age = now - lastRead;
  return age >= IDLE_MS || (age >= BUSY_MS && spentSince(lastRead));
}

/** Until it is looked at again whether it is due. */
export function nextLook(lastRead: number | undefined, now: number): number {
  const age = lastRead === undefined || lastRead > now ? 0 : now - lastRead;
  return age >= BUSY_MS ? BUSY_MS : BUSY_MS - age;
}

/**
 * Until the next try after so many failures in a row: twice as long each time, a day at most, and not before the provider
 * wants it. Undefined when trying again is no use before the key or its provider changes.
 */
export function nextTry(failures: number, failure: Failure): number | undefined {
  if (failure.class === "credential-invalid" || failure.class === "capability") return undefined;
  const own = Math.min(DAY_MS, FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 20));
  return Math.min(DAY_MS, Math.max(own, failure.retryAfterMs ?? 0));
}

/** A tenth more or less, so that windows and keys do not ask all at once. */
export function jittered(delayMs: number, random: () => number): number {
  return Math.round(delayMs * (0.9 + random() * 0.2));
}
