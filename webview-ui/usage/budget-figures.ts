import type { BudgetRow } from "../../src/protocol/usage.ts";
import { dollars, plural } from "../shared/figures.ts";

/** `$1.20 of $5.00 today, 24 %`, what calls under way hold of it, and how many attempts have no known price. */
export function budgetFigures(row: BudgetRow): string {
  const held = row.reservedUsd > 0 ? `, ${dollars(row.reservedUsd)} more held by calls under way` : "";
  const unknown = row.unpriced > 0 ? `, and ${plural(row.unpriced, "attempt")} of unknown price` : "";
  return `${dollars(row.spentUsd)} of ${dollars(row.limitUsd)} ${row.period}, ${wholePercent(shareOf(row))}${held}${unknown}`;
}

/** `Chat: the budget for today is nearly used up, 85 %.` */
export function budgetNotice(row: BudgetRow): string {
  const budget = row.period === "in all" ? "the total budget" : `the budget for ${row.period}`;
  const state = row.state === "over" ? "used up" : `nearly used up, ${wholePercent(shareOf(row))}`;
  return `${row.covers}: ${budget} is ${state}.`;
}

/** How much of its limit is spent, as a part of 1. A limit of $0 is used up by anything. */
export function shareOf({ limitUsd, spentUsd }: BudgetRow): number {
  if (limitUsd > 0) return spentUsd / limitUsd;
  return spentUsd > 0 ? 1 : 0;
}

/** Rounded down, so that only a budget that is used up reads 100 %. */
function wholePercent(share: number): string {
  return `${Math.floor(share * 100 + 1e-6)} %`;
}
