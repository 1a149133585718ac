import type { CallRecord, PricedCall } from "../../spec/call.ts";
import type { Cost } from "../../spec/usage.ts";
import type { PriceAttempt } from "./pricing.ts";

/** Prices each attempt of a call, and the call as their sum. */
export function priceCall(call: CallRecord, price: PriceAttempt): PricedCall {
  const attempts = call.attempts.map((attempt) => ({ ...attempt, cost: price(attempt) }));
  return { ...call, attempts, cost: sumOf(attempts.map((attempt) => attempt.cost)) };
}

/** The least certain source first: it is the one that a sum is worth. */
const SOURCES = ["list", "override", "reported", "free"] as const;

/** The sum of several costs: unknown as soon as one of them is, because a part shown as the whole would mislead. */
export function sumOf(costs: readonly Cost[]): Cost {
  let usd = 0;
  let cacheSavedUsd: number | undefined;
  const sources = new Set<(typeof SOURCES)[number]>();
  for (const cost of costs) {
    if (cost.kind === "unknown") return cost;
    usd += cost.usd;
    if (cost.cacheSavedUsd !== undefined) cacheSavedUsd = (cacheSavedUsd ?? 0) + cost.cacheSavedUsd;
    sources.add(cost.source);
  }
  const source = SOURCES.find((one) => sources.has(one)) ?? "free";
  return { kind: "known", usd, source, ...(cacheSavedUsd !== undefined && { cacheSavedUsd }) };
}
