import type { Failure } from "./failure.ts";

/**
 * A circuit breaker's state, as others see it.
 * - `closed`: calls pass
 * - `open`: calls are kept away until `until`; 8.64e15, the last instant a `Date` can hold, means until it is reset
 * - `half-open`: one probe may pass, and may be under way
 */
export type BreakerState =
  | { readonly kind: "closed" }
  | { readonly kind: "open"; readonly until: number; readonly cause: Failure }
  | { readonly kind: "half-open"; readonly probing: boolean; readonly cause: Failure };

/** What a breaker guards. `key` is the provider id, the credential id, `provider/model`, or `credential id/model`. */
export interface HealthScope {
  readonly scope: "provider" | "credential" | "model" | "credential-model";
  readonly key: string;
}

/** A breaker changed its state. Each is kept in the ledger with its cause. */
export interface HealthEvent {
  readonly at: number;
  readonly target: HealthScope;
  readonly from: BreakerState["kind"];
  readonly to: BreakerState["kind"];
  /** One phrase for a person, such as `3 failures in a row: overloaded`. */
  readonly cause: string;
  /**
   * For one that opened: until when, and the failure that did it, so that other windows can follow. What a fire
   * drill does, and undoes, has the drill's failure, whatever it becomes: nobody is to follow.
   */
  readonly until?: number;
  readonly failure?: Failure;
}

/** A route's health over all the breakers that guard it: the worst one's state. */
export interface RouteHealth {
  readonly routeId: string;
  readonly state: BreakerState;
  /** Which breaker holds it back, when not closed. */
  readonly guard?: HealthScope;
}
