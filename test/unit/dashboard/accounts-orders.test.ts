import assert from "node:assert/strict";
import fc from "fast-check";
import { readOrders } from "../../../src/ledger/accounts/csv/import-orders.ts";
import {
  findOrders,
  namesOf,
  offersFor,
  type OrderRow,
} from "../../../webview-ui/dashboard/pages/accounts/find-orders.ts";
import { ordersCsv } from "../../../webview-ui/dashboard/pages/accounts/orders-csv.ts";

const now = Date.UTC(2026, 10, 12, 9);
const order = (id: string, more: Partial<OrderRow> = {}): OrderRow => ({
  id,
  at: now - 86_400_000,
  provider: "openai",
  providerName: "OpenAI",
  kind: "top-up",
  amount: 20,
  currency: "USD",
  source: "entered",
  ...more,
});

const orders = [
  order("a"),
  order("b", { provider: "deepseek", currency: "CNY", note: "for the team" }),
  order("c", { kind: "refund", amount: 5 }),
];

describe("the filter of orders", () => {
  const found = (filter: string) => findOrders(orders, filter, now).found.map(({ id }) => id);

  it("finds by field, amount and words", () => {
    assert.deepEqual(found(""), ["a", "b", "c"]);
    assert.deepEqual(found("provider:openai"), ["a", "c"]);
    assert.deepEqual(found("kind:refund or currency:CNY"), ["b", "c"]);
    assert.deepEqual(found("amount>5"), ["a", "b"]);
    assert.deepEqual(found("team"), ["b"]);
  });

  it("shows all, and says what is wrong, while it cannot be read", () => {
    const { found: all, misread } = findOrders(orders, "kind:topup", now);
    assert.equal(all.length, 3);
    assert.match(misread ?? "", /topup/);
  });

  it("offers how to go on, with what is there", () => {
    const names = namesOf(orders);
    assert.deepEqual(names.currencies, ["USD", "CNY"]);
    assert.ok(offersFor("amount>5 currency:C", names).includes("amount>5 currency:CNY"));
    assert.ok(offersFor("", names).includes("provider:"));
  });
});

describe("orders as a file", () => {
  it("are read again as they were, but for the key", () => {
    const text = fc.string({ minLength: 1, maxLength: 40 }).map((one) => one.replace(/[^\w =+,"-]/g, "").trim());
    const drawn = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        at: fc.integer({ min: Date.UTC(2020, 0, 1), max: now }),
        amount: fc.integer({ min: 1, max: 1_000_000 }).map((cents) => cents / 100),
        currency: fc.constantFrom("USD", "EUR", "credits"),
        kind: fc.constantFrom<OrderRow["kind"]>("top-up", "subscription", "invoice", "grant", "refund"),
        note: text,
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(drawn, (all) => {
        const rows = all.map(({ note, ...rest }) => order(rest.id, { ...rest, ...(note !== "" && { note }) }));
        const read = readOrders(ordersCsv(rows), []);
        assert.deepEqual(read.problems, []);
        const plain = rows.map(({ providerName: _, ...row }) => ({ ...row, source: "imported" }));
        const byId = (one: { readonly id: string }, other: { readonly id: string }) => one.id.localeCompare(other.id);
        assert.deepEqual(read.orders.toSorted(byId), plain.toSorted(byId));
      }),
    );
  });
});
