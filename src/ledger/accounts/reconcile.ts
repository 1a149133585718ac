import type { Balance, Metered, Order, Reconciliation } from "../../spec/account.ts";
import { startOfDay } from "../rollup/bucket.ts";
import { addedIn, toUsd, type Rates } from "./money.ts";

/** Two readings of one account, and all that happened between them. */
export interface ReconcileFacts {
  /** Both reported; the earlier one first. */
  readonly earlier: Balance;
  readonly later: Balance;
  /** Of this account, all of them. */
  readonly orders: readonly Order[];
  /** From the earlier reading to the later one. */
  readonly metered: Metered;
  readonly rates: Rates;
}

/** What rounding alone may make, in the account's currency. */
const ROUNDING = 0.005;

/** A difference below this, or below this share, needs no explanation. */
const SLIGHT_USD = 0.01;
const SLIGHT_SHARE = 0.05;

/** What the provider says was spent between two readings, against what was metered. */
export function reconcileReadings(facts: ReconcileFacts): Reconciliation {
  const { earlier, later, metered, rates } = facts;
  if (later.at <= earlier.at) return untold("The balance was read only once so far.");
  if (earlier.currency.toUpperCase() !== later.currency.toUpperCase() || ofKey(earlier) !== ofKey(later)) {
    return untold("The last two readings are of different accounts or currencies.");
  }
  const spent = spentBetween(facts);
  if (typeof spent === "string") return untold(spent);
  const reportedUsd = toUsd({ amount: spent, currency: later.currency }, rates);
  if (reportedUsd === undefined) {
    return untold(`The balance is in ${later.currency}, and there is no rate to US dollars.`);
  }
  const differenceUsd = reportedUsd - metered.usd;
  const note = explain(differenceUsd, reportedUsd, metered);
  return {
    kind: "told",
    from: earlier.at,
    until: later.at,
    reportedUsd,
    meteredUsd: metered.usd,
    differenceUsd,
    ...(reportedUsd > 0 && { differencePercent: (differenceUsd / reportedUsd) * 100 }),
    ...(note !== undefined && { note }),
  };
}

/** In the account's currency, or the reason why it cannot be told. */
function spentBetween(facts: ReconcileFacts): number | string {
  const { earlier, later } = facts;
  const anew = earlier.resetsAt !== later.resetsAt;
  if (!anew && earlier.used !== undefined && later.used !== undefined && later.used >= earlier.used) {
    return later.used - earlier.used;
  }
  if (earlier.remaining === undefined || later.remaining === undefined) {
    return "The provider does not tell how much is left.";
  }
  if (anew) return "The key's limit began anew between the last two readings.";
  const drop = earlier.remaining - later.remaining;
  const added = addedBetween(facts, drop);
  if (added === undefined) return "An order is in a currency for which there is no rate.";
  const spent = drop + added;
  if (spent < -ROUNDING) return "The balance grew by more than the orders say; enter what was paid in as an order.";
  return Math.max(0, spent);
}

/**
 * What was paid in between. An order that was entered with a day and no time stands at its midnight; on the day of the
 * earlier reading it may have come before or after it, so what fits the metered spend better is taken.
 */
function addedBetween({ earlier, later, orders, metered, rates }: ReconcileFacts, drop: number): number | undefined {
  const between = orders.filter(({ at }) => at > earlier.at && at <= later.at);
  const certain = addedIn(later.currency, between, rates);
  const midnight = startOfDay(earlier.at);
  const sameDay = orders.filter(({ at }) => at === midnight && at <= earlier.at);
  const perhaps = addedIn(later.currency, sameDay, rates);
  if (certain === undefined || perhaps === undefined || perhaps === 0) return certain;
  const spent = (added: number): number => toUsd({ amount: drop + added, currency: later.currency }, rates) ?? 0;
  const off = (added: number): number => Math.abs(spent(added) - metered.usd);
  const fits = drop + certain < -ROUNDING || off(certain + perhaps) < off(certain);
  return fits && drop + certain + perhaps >= -ROUNDING ? certain + perhaps : certain;
}

function explain(differenceUsd: number, reportedUsd: number, { unpriced }: Metered): string | undefined {
  if (Math.abs(differenceUsd) <= Math.max(SLIGHT_USD, SLIGHT_SHARE * reportedUsd)) return undefined;
  if (differenceUsd < 0) return "The provider may book later than it is metered here, or its prices may be lower.";
  if (unpriced > 0) return `${unpriced} attempts have no known price; add prices for their models.`;
  return "The account may also be used elsewhere.";
}

function ofKey({ of }: Balance): boolean {
  return of === "key";
}

function untold(reason: string): Reconciliation {
  return { kind: "untold", reason };
}
