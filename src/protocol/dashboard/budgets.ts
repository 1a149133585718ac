import type { BudgetRow } from "../usage.ts";

/** A budget with its way through the period. */
export interface BudgetBurn extends BudgetRow {
  /** The period's first and last moment; for a budget of all time, the last 30 days and no end. */
  readonly from: number;
  readonly until?: number;
  /** Ends of the buckets that are over, ascending, and what had been spent by then since `from`, US dollars. */
  readonly burned: readonly { readonly at: number; readonly usd: number }[];
  /** What it will be at the period's end at the pace of the last days; missing when nothing was spent. */
  readonly expectedUsd?: number;
  /** When it will be used up at that pace, if within the period (or, without an end, within a year). */
  readonly usedUpAt?: number;
}

export interface BudgetsView {
  readonly budgets: readonly BudgetBurn[];
}
