import type { Budget, BudgetStanding } from "../../spec/budget.ts";
import { nearPhrase, usedUpPhrase } from "./budget-phrases.ts";

/**
 * What the budgets say to a call.
 * - `free`: do as you like
 * - `cheaper`: the cheapest routes first
 * - `free-only`: only routes that are known to cost nothing, for a budget that asked for cheaper ones
 * - `stop`: the same, for a budget that asked for a stop
 *
 * The reason is a phrase for a person.
 */
export type BudgetVerdict =
  | { readonly kind: "free" }
  | { readonly kind: "cheaper" | "free-only" | "stop"; readonly reason: string };

export const free: BudgetVerdict = { kind: "free" };

const severities: Readonly<Record<BudgetVerdict["kind"], number>> = { free: 0, cheaper: 1, "free-only": 2, stop: 3 };

/** From this share of its limit on, a budget is nearly used up. */
const nearShare = 0.8;

/** Sums of decimal fractions are off in their last places: fifty times $0.10 must still be $5. */
const roundingUsd = 1e-9;

/** Whether the amount fits under the limit. */
export function isWithin(limitUsd: number, usd: number): boolean {
  return usd <= limitUsd + roundingUsd;
}

/** How much of its limit is taken. A limit of $0 is used up before anything is spent. */
function levelOf(limitUsd: number, usd: number): BudgetStanding["state"] {
  if (usd >= limitUsd - roundingUsd) return "over";
  return usd >= limitUsd * nearShare - roundingUsd ? "near" : "within";
}

/** How a budget stands with what was spent of it. One of $0 is over only when something was: it is meant to be empty. */
export function stateOf(limitUsd: number, spentUsd: number): BudgetStanding["state"] {
  return spentUsd > 0 ? levelOf(limitUsd, spentUsd) : "within";
}

/** What one budget says, with what was spent and what is held by calls under way. */
export function verdictOf(budget: Budget, spentUsd: number, reservedUsd: number): BudgetVerdict {
  if (budget.onceUsedUp === "warn") return free;
  const takenUsd = spentUsd + reservedUsd;
  const level = levelOf(budget.limitUsd, takenUsd);
  if (level === "over") {
    const reason = usedUpPhrase(budget, spentUsd, reservedUsd);
    return { kind: budget.onceUsedUp === "stop" ? "stop" : "free-only", reason };
  }
  const saves = level === "near" && budget.onceUsedUp === "cheaper";
  return saves ? { kind: "cheaper", reason: nearPhrase(budget, takenUsd) } : free;
}

/** The stricter one; the first of two that are as strict. */
export function stricter(one: BudgetVerdict, other: BudgetVerdict): BudgetVerdict {
  return severities[other.kind] > severities[one.kind] ? other : one;
}
