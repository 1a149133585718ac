import assert from "node:assert/strict";
import fc from "fast-check";
import type { Order } from "../../../src/spec/account.ts";
import { totalsOf } from "../../../webview-ui/dashboard/pages/accounts/currency-totals.ts";

const order = (kind: Order["kind"], amount: number, currency = "USD") => ({ kind, amount, currency });

describe("the totals of orders", () => {
  it("tell paid, granted and refunded apart", () => {
    const orders = [order("top-up", 20), order("invoice", 5.5), order("subscription", 10), order("grant", 3)];
    assert.deepEqual(totalsOf([...orders, order("refund", 2.5)]), [
      { currency: "USD", orders: 5, paid: 35.5, granted: 3, refunded: 2.5 },
    ]);
  });

  it("never add different currencies", () => {
    const orders = [order("top-up", 20, "EUR"), order("top-up", 5), order("top-up", 7), order("grant", 900, "credits")];
    assert.deepEqual(
      totalsOf(orders).map(({ currency, paid, granted }) => [currency, paid, granted]),
      [
        ["USD", 12, 0],
        ["credits", 0, 900],
        ["EUR", 20, 0],
      ],
    );
  });

  it("are none without orders", () => {
    assert.deepEqual(totalsOf([]), []);
  });

  it("have every order in exactly one sum", () => {
    const orders = fc.array(
      fc.record({
        kind: fc.constantFrom<Order["kind"]>("top-up", "subscription", "invoice", "grant", "refund"),
        amount: fc.integer({ min: 1, max: 100_000 }),
        currency: fc.constantFrom("USD", "EUR", "credits"),
      }),
    );
    fc.assert(
      fc.property(orders, (all) => {
        const totals = totalsOf(all);
        assert.equal(new Set(totals.map(({ currency }) => currency)).size, totals.length);
        for (const { currency, orders: counted, paid, granted, refunded } of totals) {
          const own = all.filter((one) => one.currency === currency);
          assert.equal(counted, own.length);
          assert.equal(
            paid + granted + refunded,
            own.reduce((sum, { amount }) => sum + amount, 0),
          );
        }
        assert.equal(
          totals.reduce((sum, one) => sum + one.orders, 0),
          all.length,
        );
      }),
    );
  });
});
