import type { LimitReport } from "../../../../src/spec/stream.ts";

/** Counts what it is sent and never forgives. Times are milliseconds. */
export interface StrictUpstream {
  /** Whether the request was within the limits; it is counted either way. */
  take(at: number, tokens: number): boolean;
  /** As headers would say it at `at`. */
  report(at: number): readonly LimitReport[];
}

/** Looks back over exactly a minute from each request. */
export function slidingUpstream(requests: number, tokens: number): StrictUpstream {
  const taken: { readonly at: number; readonly tokens: number }[] = [];
  const used = (at: number) => {
    const minute = taken.filter((one) => one.at > at - 60_000 && one.at <= at);
    return { requests: minute.length, tokens: minute.reduce((sum, one) => sum + one.tokens, 0) };
  };
  return {
    take(at, size) {
      taken.push({ at, tokens: size });
      // Requests may come in another order than they are told of here, so later minutes are looked at too.
      const ends = taken.map((one) => one.at).filter((end) => end >= at && end < at + 60_000);
      return ends.every((end) => used(end).requests <= requests && used(end).tokens <= tokens);
    },
    report: () => [],
  };
}

/** Begins to count anew at fixed times, `periodMs` apart, and says so in its headers. */
export function fixedUpstream(requests: number, tokens: number, periodMs: number): StrictUpstream {
  let period = -1;
  let left = { requests, tokens };
  const begin = (at: number) => {
    if (Math.floor(at / periodMs) === period) return;
    period = Math.floor(at / periodMs);
    left = { requests, tokens };
  };
  return {
    take(at, size) {
      begin(at);
      left = { requests: left.requests - 1, tokens: left.tokens - size };
      return left.requests >= 0 && left.tokens >= 0;
    },
    report(at) {
      begin(at);
      const resetMs = (period + 1) * periodMs - at;
      return [
        { kind: "requests", limit: requests, remaining: left.requests, resetMs },
        { kind: "tokens", limit: tokens, remaining: left.tokens, resetMs },
      ];
    },
  };
}
