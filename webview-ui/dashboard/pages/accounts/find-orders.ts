import { complete } from "../../../../src/filter/complete.ts";
import type { FilterNames } from "../../../../src/filter/field-table.ts";
import { matches } from "../../../../src/filter/matches.ts";
import { orderAccessors, orderFields } from "../../../../src/filter/order-fields.ts";
import { parseFilter } from "../../../../src/filter/parse.ts";
import type { AccountsView } from "../../../../src/protocol/dashboard/accounts.ts";

export type OrderRow = AccountsView["orders"][number];

/** The orders that a filter finds; all of them, with what is wrong, where it cannot be read. */
export function findOrders(
  orders: readonly OrderRow[],
  filter: string,
  now: number,
): { readonly found: readonly OrderRow[]; readonly misread?: string } {
  const parsed = parseFilter(filter, orderFields, now);
  if (!parsed.ok) return { found: orders, misread: parsed.message };
  return { found: orders.filter((order) => matches(parsed.filter, order, orderAccessors)) };
}

/** What the filter may become, as whole texts: the caret stands at its end while one types. */
export function offersFor(filter: string, names: FilterNames): readonly string[] {
  return complete(filter, filter.length, orderFields, names)
    .map(({ insert, from, to }) => `${filter.slice(0, from)}${insert}${filter.slice(to)}`)
    .slice(0, 12);
}

/** Names that the orders have. */
export function namesOf(orders: readonly OrderRow[]): FilterNames {
  return {
    providers: [...new Set(orders.map(({ provider }) => provider))],
    currencies: [...new Set(orders.map(({ currency }) => currency))],
  };
}
