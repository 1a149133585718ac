import { LimitBook } from "../../../../src/router/limits/limit-book.ts";
import type { StatedLimits } from "../../../../src/router/types.ts";
import type { Clock } from "../../../../src/spec/clock.ts";
import type { Failure } from "../../../../src/spec/failure.ts";
import type { Route } from "../../../../src/spec/provider.ts";

/** A book of limits with a clock that is moved by hand. */
export interface LimitBench {
  readonly book: LimitBook;
  readonly clock: Clock;
  advance(ms: number): void;
  /** Sends requests of so many tokens without asking for room, and settles each at once. */
  send(route: Route, count: number, tokens?: number): void;
}

/** `stated` holds for every route. Starts in the middle of a second. */
export function createLimitBench(stated?: StatedLimits): LimitBench {
  let now = Date.UTC(2026, 10, 2, 9, 0, 0, 400);
  const clock: Clock = {
    now: () => now,
    schedule() {
      throw new Error("Limits have no timers.");
    },
  };
  const book = new LimitBook(clock, () => stated);
  return {
    book,
    clock,
    advance: (ms) => void (now += ms),
    send(route, count, tokens = 100) {
      for (let sent = 0; sent < count; sent += 1) book.reserve(route, tokens).settle(undefined);
    },
  };
}

/** A route of one provider's model `m`, or of another. */
export function routeOf(credential = "work", model = "m", provider = "a"): Route {
  return { id: `${provider}/${model}#${credential}`, provider, model, credential };
}

export function refusal(more: Partial<Failure> = {}): Failure {
  return {
    class: "rate-limited",
    scope: "credential-model",
    message: "You are sending requests too fast.",
    status: 429,
    ...more,
  };
}
