import type { AttemptRecord } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import { drillCode, type Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import type { LimitReport } from "../../spec/stream.ts";
import type { StatedLimits } from "../types.ts";
import type { KeyLimits } from "./key-limits.ts";
import { type KeyedModel, KeyTable } from "./key-table.ts";
import type { Reservation } from "./limit-kind.ts";
import { type Room, unlimited } from "./room.ts";

/** What was used in the last minute: requests with the tokens they took or, while they are open, are expected to take. */
export interface MinuteUse {
  readonly requests: number;
  readonly tokens: number;
  /** Requests that are not settled yet, however old they are. */
  readonly inFlight: number;
  /** Milliseconds since the epoch; 0 when not known to be used. */
  readonly lastUsedAt: number;
}

/**
 * The limits of every credential and model, and what is used of them. The strictest holds of what the user states, what
 * the provider's headers report, and what its refusals teach.
 */
export class LimitBook {
  readonly #clock: Clock;
  readonly #stated: (route: Route) => StatedLimits | undefined;
  readonly #keys = new KeyTable();

  constructor(clock: Clock, stated: (route: Route) => StatedLimits | undefined) {
    this.#clock = clock;
    this.#stated = stated;
  }

  /** Whether a request of so many tokens fits now. Asking changes nothing. */
  room(route: Route, tokens: number): Room {
    const limits = this.#keys.find(route);
    // Nothing is used, and what is larger than a whole limit may go when nothing else does: no limit need be looked up.
    if (!limits) return unlimited;
    return limits.room(countable(tokens), this.#stated(route), this.#clock.now());
  }

  /** Counts a request that is about to be sent, with the tokens of its prompt and of the answer that is expected. */
  reserve(route: Route, tokens: number): LimitHold {
    const now = this.#clock.now();
    const limits = this.#keys.of(route, now);
    return new LimitHold(this.#clock, limits, limits.reserve(countable(tokens), now));
  }

  /**
   * An answer began with these headers; `failure` when it had failed by then. For those who have no hold of the request,
   * as it was another window's: `LimitHold.heard` knows more.
   */
  heard(route: KeyedModel, reports: readonly LimitReport[], failure?: Failure): void {
    const now = this.#clock.now();
    const limits = reports.length > 0 ? this.#keys.of(route, now) : this.#keys.find(route);
    limits?.heard(reports, undefined, failure === undefined, now);
  }

  /** A request was refused. Anything but too many requests or tokens is ignored, and being told twice is harmless. */
  refused(route: Route, failure: Failure): void {
    if (!teaches(failure)) return;
    const now = this.#clock.now();
    this.#keys.of(route, now).refused(failure, now, now);
  }

  /** Takes in what another window did, or this one before a reload. What is too old to matter is ignored. */
  learn(attempt: AttemptRecord): void {
    const { startedAt, durationMs, usage, failure } = attempt;
    const now = this.#clock.now();
    const endedAt = Math.min(now, startedAt + durationMs);
    const matters = now - endedAt < Math.max(forgottenMs, failure?.retryAfterMs ?? 0);
    // A drill sends nothing, and neither does an attempt that never reached its provider.
    if (!matters || attempt.role === "drill" || (failure?.class === "network" && !usage)) return;
    const limits = this.#keys.of(attempt, now);
    limits.spent(usage ? countable(usage.input + usage.output) : 0, Math.min(now, startedAt), now);
    if (failure && teaches(failure)) limits.refused(failure, endedAt, now);
  }

  use(route: KeyedModel): MinuteUse {
    const now = this.#clock.now();
    const limits = this.#keys.find(route);
    if (!limits) return unused;
    const { inFlight, lastUsedAt } = limits;
    return { requests: limits.used("requests", now), tokens: limits.used("tokens", now), inFlight, lastUsedAt };
  }

  /** Forgets what is known of the route's limits and use. */
  forget(route: Route): void {
    this.#keys.forget(route);
  }

  /** Another key has limits of its own, and nothing is used of them. */
  credentialChanged(credentialId: string): void {
    this.#keys.forgetCredential(credentialId);
  }
}

/** A request that is counted, until it is settled or released: once, and whatever comes after that is harmless. */
export class LimitHold {
  readonly #clock: Clock;
  readonly #reservation: Reservation;
  #limits: KeyLimits | undefined;

  constructor(clock: Clock, limits: KeyLimits, reservation: Reservation) {
    this.#clock = clock;
    this.#limits = limits;
    this.#reservation = reservation;
  }

  /** Its answer began with these headers; `failure` when it had failed by then. To be told soon: resets count from now. */
  heard(reports: readonly LimitReport[], failure?: Failure): void {
    this.#limits?.heard(reports, this.#reservation, failure === undefined, this.#clock.now());
  }

  /** It is over and took so many tokens; undefined keeps the estimate. */
  settle(tokens: number | undefined): void {
    const took = tokens === undefined ? this.#reservation.tokens : countable(tokens);
    this.#take()?.settle(this.#reservation, took, this.#clock.now());
  }

  /** It was never sent, so it counts no more. */
  release(): void {
    this.#take()?.release(this.#reservation, this.#clock.now());
  }

  #take(): KeyLimits | undefined {
    const limits = this.#limits;
    this.#limits = undefined;
    return limits;
  }
}

const unused: MinuteUse = { requests: 0, tokens: 0, inFlight: 0, lastUsedAt: 0 };

/** After so many milliseconds an attempt is in nobody's minute any more. */
const forgottenMs = 62_000;

/** A fire drill's refusal is no provider's. */
function teaches(failure: Failure): boolean {
  return failure.class === "rate-limited" && failure.code !== drillCode;
}

/** Whole and not negative, so that no estimate can spoil the sums. */
function countable(tokens: number): number {
  return Math.max(0, Math.ceil(tokens)) || 0;
}
