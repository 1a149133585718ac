import type { Balance, Metered, Order } from "../../spec/account.ts";
import type { Span } from "../../spec/series.ts";
import { addedBy, addedIn, convert, type Rates } from "./money.ts";

/** What an estimate is made of. */
export interface EstimateFacts {
  readonly provider: string;
  readonly credential: string;
  /** The last balance that the provider told, if it ever did. */
  readonly reading?: Balance;
  /** Of this account. */
  readonly orders: readonly Order[];
  readonly metered: (span: Span) => Metered;
  readonly rates: Rates;
  readonly now: number;
}

/**
 * A balance where the provider reports none: the last known figure, or nothing before the first top-up, plus what was
 * paid in since, minus what was metered since. Undefined when neither is known, or when money in another currency would
 * have to be counted without a rate.
 */
export function estimateBalance(facts: EstimateFacts): Balance | undefined {
  const { provider, credential, rates, now } = facts;
  const start = startOf(facts);
  if (start === undefined) return undefined;
  const { currency } = start;
  const { usd } = facts.metered({ from: start.at, until: now });
  const used = convert({ amount: usd, currency: "USD" }, currency, rates);
  const added = addedIn(currency, start.later, rates);
  if (used === undefined || added === undefined) return undefined;
  const remaining = start.remaining + added - used;
  return { provider, credential, at: now, source: "estimated", currency, remaining, used };
}

interface Start {
  readonly at: number;
  readonly remaining: number;
  readonly currency: string;
  /** Orders that are not in `remaining` yet. */
  readonly later: readonly Order[];
}

function startOf({ reading, orders, now }: EstimateFacts): Start | undefined {
  const paid = orders.filter((order) => addedBy(order) !== 0 && order.at <= now);
  if (reading?.remaining !== undefined) {
    const { at, remaining, currency } = reading;
    return { at, remaining, currency, later: paid.filter((order) => order.at > at) };
  }
  if (paid.length === 0) return undefined;
  return { at: Math.min(...paid.map(({ at }) => at)), remaining: 0, currency: currencyOf(paid), later: paid };
}

/** The currency of all orders, or US dollars when they have several. */
function currencyOf(orders: readonly Order[]): string {
  const codes = new Set(orders.map(({ currency }) => currency.toUpperCase()));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : "USD";
}
