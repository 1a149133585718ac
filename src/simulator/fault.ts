import type { FaultKind } from "../spec/simulation.ts";

/** What goes wrong on purpose. */
export interface Fault {
  readonly kind: FaultKind;
  /** How many answers it spoils; without it, all until it is cleared. A closed port cannot count, so `refuse` ignores it. */
  readonly times?: number;
  /** For `rate-limit` and `quota`: how long the provider asks to be left alone; 20 seconds without it. */
  readonly retryAfterMs?: number;
  /** Tokens that come before it: for `cut` (8 without it), `in-band-error` (3) and `hang` (no headers even, without it). */
  readonly afterTokens?: number;
}

/** Faults that speak of the server or the key, and so also spoil model listings and token counts. */
const spoilsEverything: ReadonlySet<FaultKind> = new Set([
  "refuse",
  "server-error",
  "overloaded",
  "hang",
  "garbage",
  "bad-key",
]);

/** One provider's fault, and how many answers it still has to spoil. */
export interface FaultSwitch {
  set(fault: Fault | undefined): void;
  current(): Fault | undefined;
  /** The fault for a request that has just come. Only answers use up `times`; listings meet only faults without it. */
  take(purpose: "answer" | "other"): Fault | undefined;
}

export function createFaultSwitch(): FaultSwitch {
  let fault: Fault | undefined;
  let left = Infinity;

  return {
    set(next) {
      fault = next;
      left = next?.times ?? Infinity;
      if (left <= 0) fault = undefined;
    },
    current: () => fault,
    take(purpose) {
      const taken = fault;
      if (taken === undefined || taken.kind === "refuse") return taken;
      if (purpose === "other") {
        return taken.times === undefined && spoilsEverything.has(taken.kind) ? taken : undefined;
      }
      left -= 1;
      if (left <= 0) fault = undefined;
      return taken;
    },
  };
}
