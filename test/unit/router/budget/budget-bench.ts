import { BudgetBook } from "../../../../src/router/budget/budget-book.ts";
import type { Budget, BudgetStanding, Spend } from "../../../../src/spec/budget.ts";
import type { PricedCall } from "../../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../../support/call-records.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";

/** $10 a day for everything, then `onceUsedUp`, or what a test says. */
export function budgetOf(
  more: Partial<Omit<Budget, "onceUsedUp">> = {},
  onceUsedUp: Budget["onceUsedUp"] = "stop",
): Budget {
  return { id: "day", period: "day", limitUsd: 10, onceUsedUp, ...more };
}

/** A call that cost so much; undefined for one of unknown price. */
export function pricedCall(usd: number | undefined, more: Partial<PricedCall> = {}): PricedCall {
  const cost = usd === undefined ? ({ kind: "unknown" } as const) : ({ kind: "known", usd, source: "list" } as const);
  return { ...callOf(), attempts: [{ ...attemptOf(), cost }], cost, ...more };
}

/** Whether such a call may use a route with this expected cost. */
export function fits(book: BudgetBook, kind: Parameters<BudgetBook["reserve"]>[0], usd: number | undefined): boolean {
  return book.refusal(kind, book.verdict(kind), usd) === undefined;
}

/** A book with a ledger that a test writes, undefined while it cannot be read. It begins at noon, so that the day is the same day in most time zones. */
export function createBudgetBench(first: readonly Budget[], startAt = new Date(2026, 10, 2, 12).getTime()) {
  const clock = createFakeClock(startAt);
  const told: string[] = [];
  const asked: number[] = [];
  const bench = {
    budgets: first,
    ledger: [] as readonly Spend[] | undefined,
    heard: (_standing: BudgetStanding) => {},
  };
  const book = new BudgetBook(
    clock,
    () => bench.budgets,
    (from) => {
      asked.push(from);
      return bench.ledger;
    },
    (standing) => {
      told.push(`${standing.budget.id} ${standing.state}`);
      bench.heard(standing);
    },
  );
  /** One attempt from its beginning to its end. */
  const spend = (usd: number | undefined, kind: Parameters<BudgetBook["reserve"]>[0] = { task: "chat" }) =>
    book.reserve(kind, usd).settle(usd);
  const spent = () => book.standings().map(({ spentUsd }) => Number(spentUsd.toFixed(6)));
  const reserved = () => book.standings().map(({ reservedUsd }) => Number(reservedUsd.toFixed(6)));
  return Object.assign(bench, { clock, book, told, asked, spend, spent, reserved });
}
