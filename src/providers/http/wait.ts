import type { FailureClass } from "../../spec/failure.ts";
import { MOST_WAIT_MS, readRetryAfter, readSaidDelay } from "./delays.ts";
import { readLimitReset } from "./limits.ts";
import type { HeaderSource } from "./header-source.ts";

/** Classes for which a provider's delay means something. */
const MAY_WAIT: ReadonlySet<FailureClass> = new Set<FailureClass>([
  "rate-limited",
  "quota-exhausted",
  "overloaded",
  "server-error",
]);

/** A quota may last until its month is over; anything else that asks for more than a day is asked again after one. */
const MOST_MS = 86_400_000;

/** The places where an error may say how long to wait. */
export interface WaitSources {
  /** A reset that is known for certain and overrules the headers, in milliseconds. */
  readonly resetMs?: number | undefined;
  readonly headers?: HeaderSource | undefined;
  /** What a field of the body asks for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  readonly message: string;
}

/**
 * How long an error of this class asks to be left alone, in milliseconds from `now`. Headers come before the body's
 * fields, those before its words. An empty balance is no rate limit, so the resets of rate limits do not date it.
 */
export function waitOf(kind: FailureClass, sources: WaitSources, now: number): number | undefined {
  if (!MAY_WAIT.has(kind)) return undefined;
  const { headers } = sources;
  const wait =
    sources.resetMs ??
    (headers && readRetryAfter(headers, now)) ??
    (headers && kind === "rate-limited" ? readLimitReset(headers, now) : undefined) ??
    sources.retryAfterMs ??
    readSaidDelay(sources.message);
  return wait === undefined ? undefined : Math.min(wait, kind === "quota-exhausted" ? MOST_WAIT_MS : MOST_MS);
}
