import assert from "node:assert/strict";
import { AccountBook } from "../../../src/ledger/accounts/account-book.ts";
import { balance, DAY, HOUR, NOW, order, plan } from "./facts.ts";
import { memoryFile } from "./memory-file.ts";

const always = { from: 0, until: Number.MAX_SAFE_INTEGER };

describe("the book of balances", () => {
  it("enters a balance that differs, and the same one again after an hour", () => {
    const book = new AccountBook(memoryFile());
    assert.equal(book.recordBalances([balance()]), true);
    assert.equal(book.recordBalances([balance({ at: NOW + HOUR - 1 })]), false);
    assert.equal(book.recordBalances([balance({ at: NOW + HOUR - 1, remaining: 9 })]), true);
    assert.equal(book.recordBalances([balance({ at: NOW + 2 * HOUR, remaining: 9 })]), true);
    assert.deepEqual(
      book.balanceHistory("key-1", always).map(({ at, remaining }) => [at - NOW, remaining]),
      [
        [0, 10],
        [HOUR - 1, 9],
        [2 * HOUR, 9],
      ],
    );
  });

  it("takes fields in another order for the same balance", () => {
    const book = new AccountBook(memoryFile());
    const { currency, remaining, ...rest } = balance({ parts: [{ label: "given", amount: 1 }] });
    book.recordBalances([{ ...rest, currency, remaining: remaining ?? 0 }]);
    assert.equal(book.recordBalances([{ remaining: remaining ?? 0, currency, ...rest, at: NOW + 1 }]), false);
  });

  it("gives back all that was told", () => {
    const book = new AccountBook(memoryFile());
    const full = balance({
      used: 5,
      granted: 15,
      parts: [{ label: "paid in", amount: 10 }],
      resetsAt: NOW + DAY,
      expiresAt: NOW + 30 * DAY,
    });
    const { remaining: _, ...unlimited } = balance({ credential: "key-2", of: "key", unlimited: true });
    book.recordBalances([full]);
    book.recordBalances([unlimited]);
    assert.deepEqual(book.latestBalances(), [full, unlimited]);
  });

  it("keeps the several balances of one reading together, and only the newest reading is the latest", () => {
    const book = new AccountBook(memoryFile());
    const both = (at: number) => [balance({ at }), balance({ at, currency: "CNY", remaining: 70 })];
    book.recordBalances(both(NOW));
    assert.equal(book.recordBalances(both(NOW + 1)), false);
    book.recordBalances([balance({ at: NOW + 2, remaining: 8 })]);
    assert.deepEqual(book.latestBalances(), [balance({ at: NOW + 2, remaining: 8 })]);
  });

  it("goes by what came last when the clock was put back", () => {
    const book = new AccountBook(memoryFile());
    book.recordBalances([balance({ at: NOW + 300 * DAY })]);
    assert.equal(book.recordBalances([balance({ at: NOW })]), true);
    assert.equal(book.latestBalances()[0]?.at, NOW);
  });

  it("enters nothing of an empty reading, and reads nothing from an empty book", () => {
    const book = new AccountBook(memoryFile());
    assert.equal(book.recordBalances([]), false);
    assert.deepEqual(
      [book.latestBalances(), book.orders(), book.plans(), book.reportedCosts(always)],
      [[], [], [], []],
    );
  });

  it("passes over a row that a later version wrote", () => {
    const file = memoryFile();
    const book = new AccountBook(file);
    book.recordBalances([balance()]);
    for (const body of ["{", "null", '{"source":"guessed","currency":"USD"}', '{"source":"reported"}']) {
      file.database
        .prepare("INSERT INTO balances (at, provider, credential, body) VALUES (?, 'x', 'x', ?)")
        .run(NOW, body);
    }
    assert.deepEqual(book.latestBalances(), [balance()]);
    assert.deepEqual(book.balanceHistory("x", always), []);
  });

  it("gives the part of a history that was asked for", () => {
    const book = new AccountBook(memoryFile());
    for (let hour = 0; hour < 5; hour += 1) book.recordBalances([balance({ at: NOW + hour * HOUR })]);
    const found = book.balanceHistory("key-1", { from: NOW + HOUR, until: NOW + 3 * HOUR });
    assert.deepEqual(
      found.map(({ at }) => (at - NOW) / HOUR),
      [1, 2],
    );
  });
});

describe("the book of orders", () => {
  it("enters, changes and forgets orders, newest first", () => {
    const book = new AccountBook(memoryFile());
    const full = order({ id: "b", at: NOW, credential: "key-1", reference: "INV-1", note: "work" });
    book.saveOrder(order({ id: "a" }));
    book.saveOrder(full);
    assert.deepEqual(book.orders(), [full, order({ id: "a" })]);
    book.saveOrder(order({ id: "a", amount: 25 }));
    assert.equal(book.orders()[1]?.amount, 25);
    book.deleteOrder("b");
    book.deleteOrder("never there");
    assert.deepEqual(
      book.orders().map(({ id }) => id),
      ["a"],
    );
  });

  it("enters a file once, whoever reads it again", async () => {
    const book = new AccountBook(memoryFile());
    const text = "date,provider,amount,currency\n2026-11-01,openrouter,10,USD\n2026-11-02,openrouter,soon,USD\n";
    assert.deepEqual(await book.importOrders(text), {
      added: 1,
      skipped: 0,
      problems: [{ line: 3, message: '"soon" is no amount.' }],
    });
    assert.equal((await book.importOrders(text)).skipped, 1);
    assert.equal(book.orders().length, 1);
  });

  it("gives out what another book takes in", async () => {
    const [book, other] = [new AccountBook(memoryFile()), new AccountBook(memoryFile())];
    book.saveOrder(order({ id: "a", note: "=HYPERLINK(1)", reference: "-7" }));
    book.saveOrder(order({ id: "b", kind: "refund", amount: 0.1 + 0.2, currency: "EUR" }));
    assert.deepEqual(await other.importOrders(book.exportOrders()), { added: 2, skipped: 0, problems: [] });
    assert.deepEqual(
      other.orders(),
      book.orders().map((one) => ({ ...one, source: "imported" })),
    );
    assert.deepEqual(await book.importOrders(book.exportOrders()), { added: 0, skipped: 2, problems: [] });
  });
});

describe("the book of plans", () => {
  it("enters, changes and forgets plans", () => {
    const book = new AccountBook(memoryFile());
    const full = plan({
      id: "b",
      startedAt: NOW,
      credential: "key-1",
      price: { amount: 20, currency: "USD" },
      quota: { unit: "requests", amount: 500 },
      requestsPerMinute: 10,
      tokensPerMinute: 1000,
      endsAt: NOW + DAY,
      note: "trial",
    });
    book.savePlan(plan());
    book.savePlan(full);
    assert.deepEqual(book.plans(), [full, plan()]);
    book.savePlan(plan({ name: "Coding Max" }));
    assert.equal(book.plans()[1]?.name, "Coding Max");
    book.deletePlan("b");
    assert.equal(book.plans().length, 1);
  });
});

describe("the book of reported costs", () => {
  const cost = (more: object = {}) => ({
    provider: "openai",
    credential: "admin",
    day: NOW - (NOW % DAY),
    usd: 1,
    ...more,
  });

  it("takes a later report of a day for the right one", () => {
    const book = new AccountBook(memoryFile());
    book.recordCosts([cost({ model: "a" }), cost({ usd: 0.5 }), cost({ day: cost().day - DAY, model: "a" })]);
    book.recordCosts([cost({ model: "b", usd: 2 })]);
    assert.deepEqual(book.reportedCosts(always), [
      cost({ day: cost().day - DAY, model: "a" }),
      cost({ model: "b", usd: 2 }),
    ]);
  });

  it("keeps keys apart", () => {
    const book = new AccountBook(memoryFile());
    book.recordCosts([cost()]);
    book.recordCosts([cost({ credential: "other", usd: 3 })]);
    assert.equal(book.reportedCosts(always).length, 2);
    book.recordCosts([]);
    assert.equal(book.reportedCosts({ from: 0, until: cost().day }).length, 0);
  });
});
