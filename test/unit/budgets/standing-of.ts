import type { Budget, BudgetStanding } from "../../../src/spec/budget.ts";

/** How a budget of $5 a day stands that stops calls, unless the test says otherwise. */
export function standingOf(
  state: BudgetStanding["state"],
  spentUsd: number,
  more: Partial<Budget> = {},
  unpriced = 0,
): BudgetStanding {
  // oxlint-disable-next-line unicorn/no-thenable -- a word and never a function
  const budget: Budget = { id: "day", period: "day", limitUsd: 5, onceUsedUp: "stop", ...more };
  return { budget, spentUsd, reservedUsd: 0, state, unpriced };
}
