import type { Policy } from "../types.ts";

/**
 * One hedge for three calls in the long run, and ten in a row after a quiet time: in a brown-out every call wants one
 * until its model is found out. Otherwise it is money that keeps them few.
 */
const callsPerHedge = 3;
const mostHedges = 10;

/** Hedges may cost this share of what calls cost, and so much in US dollars before the first call has ended. */
const costShare = 0.05;
const startUsd = 0.02;

/** With each call, what hedges may still cost is worth this much of what it was: yesterday's calls pay for no burst. */
const memory = 0.99;

/** A cheap hedge costs no more than this, in US dollars. */
const cheapUsd = 0.02;

/**
 * What all hedges may take together: a number of requests, and money. As long as no hedge costs more than was expected,
 * all of them never cost more than `startUsd` and a twentieth of all calls.
 */
export class HedgeBudget {
  /** Calls that were not used for a hedge yet. */
  #calls = callsPerHedge * mostHedges;
  #usd = startUsd;

  /** Whether a hedge may be started that is expected to cost so many US dollars; undefined where that is not known. */
  allows(policy: NonNullable<Policy["hedge"]>, expectedCostUsd: number | undefined): boolean {
    if (policy === "never" || this.#calls < callsPerHedge) return false;
    if (expectedCostUsd === undefined) return policy === "always";
    if (expectedCostUsd <= 0) return true;
    if (policy === "cheap" && expectedCostUsd > cheapUsd) return false;
    return expectedCostUsd <= this.#usd;
  }

  /** A call ended, whose attempts cost so many US dollars together; undefined where that is not known. */
  earned(callCostUsd: number | undefined): void {
    this.#calls = Math.min(callsPerHedge * mostHedges, this.#calls + 1);
    // What was overspent does not fade.
    if (this.#usd > 0) this.#usd *= memory;
    this.#usd += costShare * amountOf(callCostUsd);
  }

  /** A hedge is started. It counts at what it is expected to cost in US dollars until it is settled, if it ever is. */
  take(expectedCostUsd: number | undefined): HedgeHold {
    this.#calls = Math.max(0, this.#calls - callsPerHedge);
    this.#spend(amountOf(expectedCostUsd));
    return new HedgeHold(amountOf(expectedCostUsd), (moreUsd) => this.#spend(moreUsd));
  }

  #spend(usd: number): void {
    this.#usd -= usd;
  }
}

/** A hedge under way, until it is settled; settling it twice is harmless. */
export class HedgeHold {
  readonly #expectedUsd: number;
  #spend: ((moreUsd: number) => void) | undefined;

  constructor(expectedUsd: number, spend: (moreUsd: number) => void) {
    this.#expectedUsd = expectedUsd;
    this.#spend = spend;
  }

  /** What it cost in US dollars; undefined keeps the estimate. */
  settle(costUsd: number | undefined): void {
    if (costUsd !== undefined) this.#spend?.(amountOf(costUsd) - this.#expectedUsd);
    this.#spend = undefined;
  }
}

/** What is not known, or makes no sense, counts as nothing. */
function amountOf(usd: number | undefined): number {
  return usd !== undefined && usd > 0 && Number.isFinite(usd) ? usd : 0;
}
