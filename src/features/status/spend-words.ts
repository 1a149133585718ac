import { moneyPhrase } from "../../router/choose/money-phrase.ts";
import type { BudgetStanding } from "../../spec/budget.ts";

/** What was spent since midnight, in US dollars. */
export interface SpendToday {
  readonly usd: number;
  readonly calls: number;
  /** Attempts of unknown price. */
  readonly unpriced: number;
}

/** Below this, in US dollars, a sum is not worth a place in the status bar. */
const worthShowing = 0.005;

/** A few characters for the status bar: `$1.24`, or `$1.24 of $5` where a budget of the day covers all calls. */
export function spendText({ usd }: SpendToday, budgets: readonly BudgetStanding[]): string | undefined {
  if (usd < worthShowing) return undefined;
  const limit = budgets.find(({ budget }) => isOfTheDay(budget))?.budget.limitUsd;
  const spent = `$${usd.toFixed(2)}`;
  return limit === undefined ? spent : `${spent} of $${Number(limit.toFixed(2))}`;
}

/** One line for the tooltip: `Today: $1.24 in 31 calls, and 2 attempts of unknown price.` */
export function spendLine({ usd, calls, unpriced }: SpendToday): string | undefined {
  if (calls === 0) return undefined;
  const unknown = unpriced > 0 ? `, and ${unpriced === 1 ? "1 attempt" : `${unpriced} attempts`} of unknown price` : "";
  return `Today: ${moneyPhrase(usd)} in ${calls === 1 ? "1 call" : `${calls} calls`}${unknown}.`;
}

function isOfTheDay({ period, task, client, experiment }: BudgetStanding["budget"]): boolean {
  return period === "day" && task === undefined && client === undefined && experiment === undefined;
}
