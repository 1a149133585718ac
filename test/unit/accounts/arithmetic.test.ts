import assert from "node:assert/strict";
import fc from "fast-check";
import { estimateBalance } from "../../../src/ledger/accounts/estimate.ts";
import { forecast } from "../../../src/ledger/accounts/forecast.ts";
import { convert, ordersOf, toUsd } from "../../../src/ledger/accounts/money.ts";
import { reconcileDays, totalDays } from "../../../src/ledger/accounts/reconcile-days.ts";
import { reconcileReadings } from "../../../src/ledger/accounts/reconcile.ts";
import type { Balance, Order, Reconciliation } from "../../../src/spec/account.ts";
import { startOfDay } from "../../../src/ledger/rollup/bucket.ts";
import { balance, DAY, evenly, HOUR, nothing, NOW, order } from "./facts.ts";

const rates = { CNY: 0.14, EUR: 1.1 };
const money = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100);
const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) < 1e-6, `${actual} is not ${expected}`);

describe("money in another currency", () => {
  it("is converted by the rate, and never without one", () => {
    assert.equal(toUsd({ amount: 100, currency: "cny" }, rates), 14.000000000000002);
    assert.equal(toUsd({ amount: 100, currency: "USD" }, { USD: 7 }), 100);
    assert.equal(toUsd({ amount: 100, currency: "credits" }, rates), undefined);
    assert.equal(toUsd({ amount: 100, currency: "constructor" }, rates), undefined);
    assert.equal(toUsd({ amount: 100, currency: "XXX" }, { XXX: 0 }), undefined);
    assert.equal(toUsd({ amount: 0, currency: "XXX" }, {}), 0);
    assert.equal(convert({ amount: 5, currency: "credits" }, "credits", {}), 5);
  });

  it("is the same after going there and back", () => {
    fc.assert(
      fc.property(money, fc.constantFrom("USD", "EUR", "CNY"), fc.constantFrom("USD", "EUR", "CNY"), (amount, a, b) => {
        const there = convert({ amount, currency: a }, b, rates);
        near(convert({ amount: there ?? Number.NaN, currency: b }, a, rates), amount);
      }),
    );
  });
});

describe("the orders of an account", () => {
  it("are those of its key, and those of its provider that belong to no key", () => {
    const orders = [
      order({ id: "a" }),
      order({ id: "b", credential: "key-1" }),
      order({ id: "c", credential: "key-2" }),
      order({ id: "d", provider: "openai" }),
    ];
    assert.deepEqual(
      ordersOf(orders, "deepseek", "key-1").map(({ id }) => id),
      ["a", "b"],
    );
  });
});

describe("the balance where a provider tells none", () => {
  const facts = { provider: "deepseek", credential: "key-1", orders: [], metered: evenly(0.5), rates, now: NOW };

  it("is not known before anything was paid in", () => {
    assert.equal(estimateBalance(facts), undefined);
    assert.equal(estimateBalance({ ...facts, orders: [order({ kind: "invoice" })] }), undefined);
    assert.equal(estimateBalance({ ...facts, orders: [order({ at: NOW + 1 })] }), undefined);
  });

  it("is what was paid in minus what was metered since", () => {
    const orders = [order({ amount: 20 }), order({ id: "2", at: NOW - HOUR, amount: 5, kind: "refund" })];
    assert.deepEqual(estimateBalance({ ...facts, orders }), {
      provider: "deepseek",
      credential: "key-1",
      at: NOW,
      source: "estimated",
      currency: "USD",
      remaining: 3,
      used: 12,
    });
  });

  it("goes on from the last one that was told", () => {
    const reading = balance({ at: NOW - 4 * HOUR, remaining: 10 });
    const orders = [order({ at: NOW - DAY, amount: 1000 }), order({ id: "2", at: NOW - HOUR, amount: 7 })];
    assert.equal(estimateBalance({ ...facts, reading, orders })?.remaining, 15);
  });

  it("is in the account's currency, by its rate", () => {
    const orders = [order({ currency: "CNY", amount: 100 })];
    near(estimateBalance({ ...facts, orders })?.remaining, 100 - 12 / 0.14);
    assert.equal(estimateBalance({ ...facts, orders, rates: {} }), undefined);
    assert.equal(estimateBalance({ ...facts, orders, rates: {}, metered: () => nothing })?.remaining, 100);
  });

  it("of orders in several currencies is in dollars, if there are rates", () => {
    const orders = [order({ currency: "EUR", amount: 10 }), order({ id: "2", amount: 10 })];
    const found = estimateBalance({ ...facts, orders, metered: () => nothing });
    assert.equal(found?.currency, "USD");
    near(found?.remaining, 21);
    assert.equal(estimateBalance({ ...facts, orders, rates: {}, metered: () => nothing }), undefined);
  });

  it("grows with each top-up by as much", () => {
    fc.assert(
      fc.property(fc.array(money, { minLength: 1, maxLength: 6 }), money, (amounts, more) => {
        const at = NOW - DAY;
        const orders = amounts.map((amount, index) => order({ id: String(index), at, amount: amount + 0.01 }));
        const before = estimateBalance({ ...facts, orders })?.remaining ?? Number.NaN;
        const after = estimateBalance({ ...facts, orders: [...orders, order({ id: "more", at, amount: more })] });
        near(after?.remaining, before + more);
      }),
    );
  });
});

describe("what a provider says against what was metered", () => {
  const earlier = balance({ at: NOW - DAY, remaining: 20 });
  const later = balance({ at: NOW, remaining: 15 });
  const facts = { earlier, later, orders: [] as readonly Order[], metered: { ...nothing, usd: 4 }, rates };
  const told = (found: Reconciliation) => {
    assert.ok(found.kind === "told", JSON.stringify(found));
    return found;
  };
  const reason = (found: Reconciliation) => (found.kind === "untold" ? found.reason : JSON.stringify(found));

  it("is the drop between two readings", () => {
    assert.deepEqual(reconcileReadings(facts), {
      kind: "told",
      from: NOW - DAY,
      until: NOW,
      reportedUsd: 5,
      meteredUsd: 4,
      differenceUsd: 1,
      differencePercent: 20,
      note: "The account may also be used elsewhere.",
    });
  });

  it("is the drop and what was paid in between", () => {
    const orders = [order({ at: NOW - HOUR, amount: 10 }), order({ id: "2", at: NOW - 2 * DAY, amount: 99 })];
    const found = told(reconcileReadings({ ...facts, later: balance({ remaining: 26 }), orders }));
    assert.equal(found.differenceUsd, 0);
    assert.equal(found.note, undefined);
  });

  it("counts an order of the first day where it fits", () => {
    const [from, until] = [startOfDay(NOW) + 10 * HOUR, startOfDay(NOW) + 14 * HOUR];
    const readings = (before: number, after: number) => ({
      ...facts,
      earlier: balance({ at: from, remaining: before }),
      later: balance({ at: until, remaining: after }),
      orders: [order({ at: startOfDay(NOW), amount: 10 })],
    });
    assert.equal(told(reconcileReadings(readings(20, 26))).reportedUsd, 4);
    assert.equal(told(reconcileReadings(readings(20, 16))).reportedUsd, 4);
    // 6 is further from the 4 that were metered than -4 would be from 0, and still the only sum that can be.
    const grown = { ...readings(20, 24), metered: nothing };
    assert.equal(told(reconcileReadings(grown)).reportedUsd, 6);
  });

  it("goes by what the provider says was used, where it says so", () => {
    const used = {
      earlier: balance({ at: NOW - DAY, used: 100, remaining: 20 }),
      later: balance({ used: 104, remaining: 50 }),
    };
    assert.equal(told(reconcileReadings({ ...facts, ...used })).reportedUsd, 4);
    const unlimited = (at: number, sum: number): Balance => {
      const { remaining: _, ...rest } = balance({ at, used: sum, unlimited: true });
      return rest;
    };
    const found = reconcileReadings({ ...facts, earlier: unlimited(NOW - DAY, 1), later: unlimited(NOW, 6) });
    assert.equal(told(found).reportedUsd, 5);
  });

  it("explains a difference", () => {
    const note = (more: object) => told(reconcileReadings({ ...facts, ...more })).note;
    assert.match(note({ metered: { ...nothing, usd: 1, unpriced: 3 } }) ?? "", /3 attempts have no known price/);
    assert.match(note({ metered: { ...nothing, usd: 9 } }) ?? "", /book later/);
    assert.equal(note({ metered: { ...nothing, usd: 4.9 } }), undefined);
  });

  it("cannot be told from one reading, from two accounts, or across a limit that began anew", () => {
    assert.match(reason(reconcileReadings({ ...facts, earlier: later })), /only once/);
    assert.match(reason(reconcileReadings({ ...facts, earlier: { ...earlier, currency: "CNY" } })), /different/);
    assert.match(reason(reconcileReadings({ ...facts, earlier: { ...earlier, of: "key" } })), /different/);
    const anew = reconcileReadings({
      ...facts,
      earlier: { ...earlier, resetsAt: NOW - 1 },
      later: { ...later, resetsAt: NOW + 1 },
    });
    assert.match(reason(anew), /began anew/);
  });

  it("cannot be told in another currency without a rate", () => {
    const yuan = { earlier: { ...earlier, currency: "CNY" }, later: { ...later, currency: "CNY" } };
    assert.equal(told(reconcileReadings({ ...facts, ...yuan })).reportedUsd, 0.7000000000000001);
    assert.match(reason(reconcileReadings({ ...facts, ...yuan, rates: {} })), /in CNY, and there is no rate/);
    const orders = [order({ at: NOW - HOUR, currency: "EUR" })];
    assert.match(reason(reconcileReadings({ ...facts, ...yuan, orders, rates: { CNY: 0.14 } })), /no rate/);
  });

  it("cannot be told when money came in that nobody entered", () => {
    assert.match(reason(reconcileReadings({ ...facts, later: balance({ remaining: 30 }) })), /enter what was paid in/);
    assert.equal(told(reconcileReadings({ ...facts, later: balance({ remaining: 20.004 }) })).reportedUsd, 0);
  });

  it("agrees whenever all that was spent was metered", () => {
    fc.assert(
      fc.property(money, money, fc.array(money, { maxLength: 4 }), (start, spent, paid) => {
        const orders = paid.map((amount, index) => order({ id: String(index), at: NOW - HOUR * (index + 1), amount }));
        const remaining = start - spent + paid.reduce((sum, amount) => sum + amount, 0);
        const found = told(
          reconcileReadings({
            ...facts,
            earlier: { ...earlier, remaining: start },
            later: { ...later, remaining },
            orders,
            metered: { ...nothing, usd: spent },
          }),
        );
        near(found.differenceUsd, 0);
        assert.equal(found.note, undefined);
      }),
    );
  });
});

describe("a cost report against what was metered", () => {
  const day = Date.UTC(2026, 10, 3);
  const cost = (usd: number, model?: string, at = day) => ({
    provider: "openai",
    credential: "admin",
    day: at,
    usd,
    ...(model !== undefined && { model }),
  });

  it("is laid out by UTC day and model, versions of one model together", () => {
    const rows = reconcileDays(
      [cost(2, "gpt-6-luna-2026-08-06"), cost(0.5), cost(1, "gpt-6-sol")],
      [
        { day, model: "gpt-6-luna", usd: 1.5 },
        { day, model: "GPT-6-sol-latest", usd: 1 },
        { day, model: "gpt-6-astra", usd: 0.25 },
        { day: day - DAY, model: "gpt-6-sol", usd: 9 },
      ],
      NOW,
    );
    assert.deepEqual(
      rows.map(({ model, reportedUsd, meteredUsd, differencePercent, complete }) => [
        model,
        reportedUsd,
        meteredUsd,
        differencePercent,
        complete,
      ]),
      [
        ["gpt-6-luna-2026-08-06", 2, 1.5, 25, true],
        ["gpt-6-sol", 1, 1, 0, true],
        [undefined, 0.5, 0, 100, true],
        ["gpt-6-astra", 0, 0.25, undefined, true],
      ],
    );
    assert.deepEqual(totalDays(rows, NOW), [
      {
        day,
        reportedUsd: 3.5,
        meteredUsd: 2.75,
        differenceUsd: 0.75,
        differencePercent: (0.75 / 3.5) * 100,
        complete: true,
      },
    ]);
  });

  it("of a day that is not over is not complete", () => {
    const today = Date.UTC(2026, 10, 4);
    assert.equal(reconcileDays([cost(1, "m", today)], [], NOW)[0]?.complete, false);
    assert.equal(reconcileDays([cost(1, "m", today)], [], today + DAY)[0]?.complete, true);
  });

  it("keeps every cent of either side", () => {
    const models = fc.constantFrom("a", "a-20260806", "b", "b-latest", "c");
    const days = fc.constantFrom(day, day - DAY);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(money, fc.option(models, { nil: undefined }), days)),
        fc.array(fc.record({ usd: money, model: models, day: days })),
        (reported, metered) => {
          const costs = reported.map(([usd, model, at]) => cost(usd, model, at));
          const rows = totalDays(reconcileDays(costs, metered, NOW), NOW);
          for (const row of rows) {
            const sum = (list: readonly { day: number; usd: number }[]) =>
              list.filter((each) => each.day === row.day).reduce((all, { usd }) => all + usd, 0);
            near(row.reportedUsd, sum(costs));
            near(row.meteredUsd, sum(metered));
          }
        },
      ),
    );
  });
});

describe("the day on which something runs out", () => {
  it("is at the faster pace at the earliest, at the mean of both likely", () => {
    assert.deepEqual(forecast({ left: 10, last7: 14, last30: 30, now: NOW }), {
      earliest: NOW + 5 * DAY,
      likely: NOW + Math.round((10 / 1.5) * DAY),
    });
  });

  it("is not known when nothing is spent, or when it would take years", () => {
    assert.equal(forecast({ left: 10, last7: 0, last30: 0, now: NOW }), undefined);
    assert.equal(forecast({ left: 1e9, last7: 0.01, last30: 0.01, now: NOW }), undefined);
    assert.equal(forecast({ left: 10, last7: Number.NaN, last30: Number.NaN, now: NOW }), undefined);
  });

  it("is today for what is used up already", () => {
    assert.deepEqual(forecast({ left: -3, last7: 1, last30: 1, now: NOW }), { earliest: NOW, likely: NOW });
  });

  it("does not stretch a pace over days before counting began", () => {
    const found = forecast({ left: 10, last7: 4, last30: 4, since: NOW - 2 * DAY, now: NOW });
    assert.deepEqual(found, { earliest: NOW + 5 * DAY, likely: NOW + 5 * DAY });
    const hasty = forecast({ left: 10, last7: 1, last30: 1, since: NOW - HOUR, now: NOW });
    assert.equal(hasty?.earliest, NOW + 10 * DAY);
  });

  it("is never in the past, never likely before the earliest, and later the more is left", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        money,
        money,
        money,
        fc.option(fc.integer({ min: 0, max: 60 * DAY }), { nil: undefined }),
        (left, more, last7, rest, ago) => {
          const facts = { last7, last30: last7 + rest, now: NOW, ...(ago !== undefined && { since: NOW - ago }) };
          const found = forecast({ ...facts, left });
          if (!found) return;
          assert.ok(found.earliest >= NOW && found.likely >= found.earliest);
          const longer = forecast({ ...facts, left: left + more });
          assert.ok(!longer || longer.likely >= found.likely);
        },
      ),
    );
  });
});
