import type { BudgetSpan } from "../../spec/budget-period.ts";
import type { Budget, Spend } from "../../spec/budget.ts";
import type { PricedCall } from "../../spec/call.ts";
import { type CallKind, covers } from "./call-kind.ts";

/** What of a budget says what it adds up. Budgets that differ in nothing of it share a tally. */
export type TallyScope = Pick<Budget, "period" | "task" | "client" | "experiment">;

/**
 * What calls of one scope cost in one period: what the ledger counted at the start, and what came or was told since. It
 * is provisional until the ledger's sum is known.
 */
export class Tally {
  readonly #scope: TallyScope;
  readonly #span: BudgetSpan;
  #provisional = true;
  #spentUsd = 0;
  #unpriced = 0;

  constructor(scope: TallyScope, span: BudgetSpan) {
    this.#scope = scope;
    this.#span = span;
  }

  /** Whether the ledger's sum is still to come. */
  get provisional(): boolean {
    return this.#provisional;
  }

  /**
   * Takes the ledger's sum, which has what came and was told until now, but for calls that are not over: so it is never
   * less than that.
   */
  begin(seed: readonly Spend[]): void {
    let usd = 0;
    let unpriced = 0;
    for (const spend of seed) {
      if (!covers(this.#scope, spend)) continue;
      usd += countable(spend.usd);
      unpriced += spend.unpriced;
    }
    this.#spentUsd = Math.max(this.#spentUsd, usd);
    this.#unpriced = Math.max(this.#unpriced, unpriced);
    this.#provisional = false;
  }

  /** US dollars. */
  get spentUsd(): number {
    return this.#spentUsd;
  }

  /** Attempts whose price is unknown: when not 0, the true sum is higher. */
  get unpriced(): number {
    return this.#unpriced;
  }

  /** Whether its period is the one that holds this moment; also false when the clock was set back behind it. */
  holds(at: number): boolean {
    return at >= this.#span.from && at < this.#span.to;
  }

  /** Whether such a call, begun then, counts here. */
  counts(kind: CallKind, startedAt: number): boolean {
    return this.holds(startedAt) && covers(this.#scope, kind);
  }

  /** Adds what one attempt cost; undefined where its price is unknown. */
  add(usd: number | undefined): void {
    if (usd === undefined) this.#unpriced += 1;
    else this.#spentUsd += countable(usd);
  }

  /** Adds another window's call. It was not told before this tally began, so the ledger did not count it then. */
  learn(call: PricedCall): void {
    if (!this.counts(call, call.startedAt)) return;
    for (const { cost, usage } of call.attempts) {
      if (cost.kind === "known") this.add(cost.usd);
      else if (usage) this.add(undefined);
    }
  }
}

/** An amount that cannot spoil a sum. */
export function countable(usd: number): number {
  return Number.isFinite(usd) ? Math.max(0, usd) : 0;
}
