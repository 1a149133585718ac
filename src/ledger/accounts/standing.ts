import type { AccountStanding, Balance, Metered, Order, Reconciliation } from "../../spec/account.ts";
import type { Span } from "../../spec/series.ts";
import { estimateBalance } from "./estimate.ts";
import { forecast } from "./forecast.ts";
import { convert, type Rates } from "./money.ts";
import { reconcileReadings } from "./reconcile.ts";

/** All that is known of the account behind one key. */
export interface AccountFacts {
  readonly provider: string;
  /** `Credential.id`. */
  readonly credential: string;
  /** Its reported balances, ascending. */
  readonly readings: readonly Balance[];
  /** Of this account. */
  readonly orders: readonly Order[];
  /** What this account paid for, as far as it was metered. */
  readonly metered: (span: Span) => Metered;
  /** The first moment that was metered; missing when it is not known. */
  readonly since?: number;
  readonly rates: Rates;
  readonly now: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Readings nearer than this say more of rounding than of spending. */
const LEAST_STRETCH_MS = HOUR_MS;

/** As far back a reading is compared with the newest one. */
const STRETCH_MS = 7 * DAY_MS;

/** How an account stands: what is left, for how long, and whether provider and meter agree. */
export function accountStanding(facts: AccountFacts): AccountStanding {
  const { metered, now } = facts;
  const series = mainSeries(facts.readings);
  const reading = series.at(-1);
  const balance = reading ?? estimateBalance(facts);
  const spentSinceUsd = balance === undefined ? 0 : metered({ from: balance.at, until: now }).usd;
  const runOut = runOutOf(facts, balance, spentSinceUsd);
  return {
    ...(balance !== undefined && { balance }),
    spentSinceUsd,
    history: series.flatMap(({ at, remaining }) => (remaining === undefined ? [] : [{ at, remaining }])),
    reconciliation: reconcile(facts, series),
    ...(runOut !== undefined && { runOut }),
  };
}

/**
 * The readings of one currency and kind, where a provider tells of several: of US dollars if there are any, else of what
 * it names first.
 */
function mainSeries(readings: readonly Balance[]): readonly Balance[] {
  const at = readings.at(-1)?.at;
  const newest = readings.filter((reading) => reading.at === at);
  const full = newest.filter(({ remaining = 0, unlimited }) => remaining !== 0 || unlimited === true);
  const choice = full.length > 0 ? full : newest;
  const main = choice.find(({ currency }) => currency === "USD") ?? choice[0];
  return main ? readings.filter(({ currency, of }) => currency === main.currency && of === main.of) : [];
}

function reconcile({ orders, metered, rates }: AccountFacts, series: readonly Balance[]): Reconciliation {
  const later = series.at(-1);
  if (!later) return { kind: "untold", reason: "The provider did not tell its balance yet." };
  const earlier = series.find(({ at }) => at >= later.at - STRETCH_MS && at <= later.at - LEAST_STRETCH_MS);
  if (!earlier) return { kind: "untold", reason: "The balance was read only once so far." };
  const between = metered({ from: earlier.at, until: later.at });
  return reconcileReadings({ earlier, later, orders, metered: between, rates });
}

function runOutOf(facts: AccountFacts, balance: Balance | undefined, spentSince: number): AccountStanding["runOut"] {
  const { metered, rates, now, since } = facts;
  if (balance?.remaining === undefined) return undefined;
  const leftUsd = convert({ amount: balance.remaining, currency: balance.currency }, "USD", rates);
  if (leftUsd === undefined) return undefined;
  const spent = (days: number) => metered({ from: now - days * DAY_MS, until: now }).usd;
  const found = forecast({
    left: leftUsd - spentSince,
    last7: spent(7),
    last30: spent(30),
    now,
    ...(since !== undefined && { since }),
  });
  // A limit that begins anew before lasts.
  return found && balance.resetsAt !== undefined && found.likely >= balance.resetsAt ? undefined : found;
}
