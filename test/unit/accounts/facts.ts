import type { Balance, Metered, Order, Plan } from "../../../src/spec/account.ts";
import type { Span } from "../../../src/spec/series.ts";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Noon, so that a day more or less is a day in every zone. */
export const NOW = Date.UTC(2026, 10, 4, 12);

export const nothing: Metered = { usd: 0, unpriced: 0, tokens: 0, requests: 0 };

/** Spending that goes on evenly: so many US dollars an hour. */
export function evenly(usdPerHour: number): (span: Span) => Metered {
  return ({ from, until }) => ({ ...nothing, usd: (Math.max(0, until - from) / HOUR) * usdPerHour });
}

export function balance(more: Partial<Balance> = {}): Balance {
  return {
    provider: "deepseek",
    credential: "key-1",
    at: NOW,
    source: "reported",
    of: "account",
    currency: "USD",
    remaining: 10,
    ...more,
  };
}

export function order(more: Partial<Order> = {}): Order {
  return {
    id: "order-1",
    at: NOW - DAY,
    provider: "deepseek",
    kind: "top-up",
    amount: 20,
    currency: "USD",
    source: "entered",
    ...more,
  };
}

export function plan(more: Partial<Plan> = {}): Plan {
  return {
    id: "plan-1",
    provider: "zhipu",
    name: "Coding",
    period: "month",
    startedAt: new Date(2026, 0, 31, 15, 30).getTime(),
    ...more,
  };
}
