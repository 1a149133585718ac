import type { Clock } from "../spec/clock.ts";

/** One of a provider's limits as its headers would state it. */
export interface LimitState {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

export interface LimitStates {
  readonly requests: LimitState;
  readonly tokens: LimitState;
}

/** Counts what was used in the current minute. It is reported, not enforced: only the `rate-limit` fault answers 429. */
export interface RateWindow {
  spend(requests: number, tokens: number): void;
  states(): LimitStates;
}

const WINDOW_MS = 60_000;
const REQUESTS = 10_000;
const TOKENS = 4_000_000;

export function createRateWindow(clock: Clock): RateWindow {
  let startedAt = clock.now();
  let requests = 0;
  let tokens = 0;

  const roll = (): void => {
    if (clock.now() - startedAt < WINDOW_MS) return;
    startedAt = clock.now();
    requests = 0;
    tokens = 0;
  };

  return {
    spend(moreRequests, moreTokens) {
      roll();
      requests += moreRequests;
      tokens += moreTokens;
    },
    states() {
      roll();
      const resetMs = startedAt + WINDOW_MS - clock.now();
      return {
        requests: { limit: REQUESTS, remaining: Math.max(0, REQUESTS - requests), resetMs },
        tokens: { limit: TOKENS, remaining: Math.max(0, TOKENS - tokens), resetMs },
      };
    },
  };
}
