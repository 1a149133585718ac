import type { Money, Order } from "../../spec/account.ts";

/** US dollars in one unit of a currency, by its code in capitals. */
export type Rates = Readonly<Record<string, number>>;

/**
 * An amount in another currency; undefined when there is no rate for one of the two, so that no money is ever taken for
 * another. Nothing is nothing in every currency.
 */
export function convert({ amount, currency }: Money, to: string, rates: Rates): number | undefined {
  if (amount === 0 || currency.toUpperCase() === to.toUpperCase()) return amount;
  const [from, into] = [rateOf(currency, rates), rateOf(to, rates)];
  return from === undefined || into === undefined ? undefined : (amount * from) / into;
}

/** US dollars; undefined when there is no rate. */
export function toUsd(money: Money, rates: Rates): number | undefined {
  return convert(money, "USD", rates);
}

function rateOf(currency: string, rates: Rates): number | undefined {
  const code = currency.toUpperCase();
  if (code === "USD") return 1;
  const rate = Object.hasOwn(rates, code) ? rates[code] : undefined;
  return rate !== undefined && Number.isFinite(rate) && rate > 0 ? rate : undefined;
}

/** What an order adds to a prepaid balance, in its own currency. A subscription and an invoice pay for something else. */
export function addedBy({ kind, amount }: Order): number {
  if (kind === "top-up" || kind === "grant") return amount;
  return kind === "refund" ? -amount : 0;
}

/** What orders add together in `currency`; undefined when there is no rate for one of them. */
export function addedIn(currency: string, orders: readonly Order[], rates: Rates): number | undefined {
  let sum = 0;
  for (const order of orders) {
    const added = convert({ amount: addedBy(order), currency: order.currency }, currency, rates);
    if (added === undefined) return undefined;
    sum += added;
  }
  return sum;
}

/** Orders of an account: those of the key, and those of its provider that belong to no key. */
export function ordersOf(orders: readonly Order[], provider: string, credential: string): readonly Order[] {
  return orders.filter(
    (order) => order.provider === provider && (order.credential === undefined || order.credential === credential),
  );
}
