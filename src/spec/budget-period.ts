import type { Budget } from "./budget.ts";

/** A stretch of time in milliseconds since the epoch, `to` not included. */
export interface BudgetSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The local day or calendar month that holds `now`, or all time. Its ends are found by the calendar, because a day has 23
 * or 25 hours when the clocks change.
 */
export function spanAt(period: Budget["period"], now: number): BudgetSpan {
  if (period === "total") return { from: 0, to: Number.POSITIVE_INFINITY };
  const date = new Date(now);
  const [year, month] = [date.getFullYear(), date.getMonth()];
  if (period === "month") return span(new Date(year, month, 1), new Date(year, month + 1, 1));
  const day = date.getDate();
  return span(new Date(year, month, day), new Date(year, month, day + 1));
}

function span(from: Date, to: Date): BudgetSpan {
  return { from: from.getTime(), to: to.getTime() };
}
