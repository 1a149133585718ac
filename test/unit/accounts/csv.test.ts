import assert from "node:assert/strict";
import fc from "fast-check";
import { readMoney } from "../../../src/ledger/accounts/csv/amount.ts";
import { readDate } from "../../../src/ledger/accounts/csv/date.ts";
import { writeOrders } from "../../../src/ledger/accounts/csv/export-orders.ts";
import { readOrders } from "../../../src/ledger/accounts/csv/import-orders.ts";
import { plainCell, safeCell } from "../../../src/ledger/accounts/csv/safe-cell.ts";
import type { Order } from "../../../src/spec/account.ts";
import { inZone } from "../../support/time-zone.ts";
import { order } from "./facts.ts";

const local = (year: number, month: number, day: number, hour = 0, minute = 0) =>
  new Date(year, month - 1, day, hour, minute).getTime();

describe("an amount in a file", () => {
  const cases: readonly (readonly [string, boolean, number | undefined, string?])[] = [
    ["10", false, 10],
    ["$1,234.56", false, 1234.56, "USD"],
    ["1.234,56 €", true, 1234.56, "EUR"],
    ["1.234,56 €", false, 1234.56, "EUR"],
    ["EUR 12,50", false, 12.5, "EUR"],
    ["12.5 usd", false, 12.5, "USD"],
    ["(5.00)", false, -5],
    ["($5.00)", false, -5, "USD"],
    ["-$5", false, -5, "USD"],
    ["−5", false, -5],
    ["US$7", false, 7, "USD"],
    ["CA$7", false, 7, "CAD"],
    ["70元", false, 70, "CNY"],
    ["¥70", false, 70],
    ["1,234", false, 1234],
    ["1,234", true, 1.234],
    ["1.234", true, 1234],
    ["1.234", false, 1.234],
    ["0,123", false, 0.123],
    ["1,234,567.8", false, 1_234_567.8],
    ["1'234.50", false, 1234.5],
    ["1\u00A0234,50", true, 1234.5],
    ["0.30000000000000004", false, 0.30000000000000004],
    ["", false, undefined],
    ["free", false, undefined],
    ["12,34,56", false, undefined],
    ["1.2.3", false, undefined],
    ["(5.00", false, undefined],
    ["=1+1", false, undefined],
    ["1e5", false, undefined],
  ];
  for (const [text, commas, amount, currency] of cases) {
    it(`written ${JSON.stringify(text)}${commas ? " among semicolons" : ""} is ${amount ?? "none"}`, () => {
      const read = readMoney(text, commas);
      assert.equal(read?.amount, amount);
      assert.equal(read?.currency, currency);
    });
  }

  it("is what English and German write", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (cents) => {
        const amount = cents / 100;
        for (const [language, commas] of [
          ["en-US", false],
          ["de-DE", true],
        ] as const) {
          const text = amount.toLocaleString(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
          assert.equal(readMoney(text, commas)?.amount, amount);
        }
      }),
    );
  });
});

describe("a date in a file", () => {
  const cases: readonly (readonly [string, number])[] = [
    ["2026-11-30", local(2026, 11, 30)],
    ["2026/1/5", local(2026, 1, 5)],
    ["20261130", local(2026, 11, 30)],
    ["2026-11-30 14:05", local(2026, 11, 30, 14, 5)],
    ["2026-11-30T14:05:06.789Z", Date.UTC(2026, 10, 30, 14, 5, 6, 789)],
    ["2026-11-30 14:05:06 UTC", Date.UTC(2026, 10, 30, 14, 5, 6)],
    ["2026-11-30T14:05:00+02:00", Date.UTC(2026, 10, 30, 12, 5)],
    ["30.11.2026", local(2026, 11, 30)],
    ["3.4.2026", local(2026, 4, 3)],
    ["30/11/2026", local(2026, 11, 30)],
    ["11/30/2026", local(2026, 11, 30)],
    ["5/5/2026", local(2026, 5, 5)],
    ["30 Nov 2026", local(2026, 11, 30)],
    ["Nov 30, 2026", local(2026, 11, 30)],
    ["Monday, 30 November 2026", local(2026, 11, 30)],
    ["1796000000", 1_796_000_000_000],
    ["1796000000123", 1_796_000_000_123],
  ];
  for (const [text, at] of cases) {
    it(`written ${text} is read`, () => assert.equal(readDate(text), at));
  }

  for (const text of [
    "03/04/2026",
    "2026-02-30",
    "30.02.2026",
    "13/13/2026",
    "soon",
    "",
    "1926-11-30",
    "-5",
    "2026-11-30T25:00Z",
    "30 Foo 2026",
    "2026-1130",
  ]) {
    it(`written ${JSON.stringify(text)} is refused with what to write instead`, () => {
      assert.match(String(readDate(text)), /^".*" (?:is no date|may be two|is not of this century)/);
    });
  }

  it("is a day's midnight wherever one is", () => {
    for (const zone of ["Pacific/Auckland", "America/Sao_Paulo", "America/New_York", "UTC"]) {
      inZone(zone, () => {
        assert.equal(readDate("2018-11-04"), local(2018, 11, 4));
        assert.equal(new Date(Number(readDate("2018-11-04"))).getDate(), 4);
      });
    }
  });
});

describe("a file of orders", () => {
  const only = (text: string, defaults = {}): Order => {
    const { orders, problems } = readOrders(text, [], defaults);
    assert.deepEqual(problems, []);
    assert.equal(orders.length, 1);
    return orders[0] as Order;
  };

  it("may have a byte order mark, semicolons, quotes, German figures and names of its own", () => {
    const text =
      '\uFEFFInvoice Date;Vendor;"Total (EUR)";Invoice Number;Description\r\n' +
      '30.11.2026;Mistral AI;"1.234,50 €";R-2026/1;"credits; for\r\nwork"\r\n';
    const { id, ...read } = only(text);
    assert.match(id, /^imported-[0-9a-f]{24}$/);
    assert.deepEqual(read, {
      at: local(2026, 11, 30),
      provider: "mistral-ai",
      kind: "top-up",
      amount: 1234.5,
      currency: "EUR",
      reference: "R-2026/1",
      note: "credits; for\r\nwork",
      source: "imported",
    });
  });

  it("may have a byte order mark before a quotation mark", () => {
    assert.equal(only('\uFEFF"date","provider","amount","currency"\n"2026-11-30","x","5","USD"\n').amount, 5);
  });

  it("may say its separator as Excel does, use tabs, or have empty lines", () => {
    assert.equal(only("sep=;\r\ndate;provider;amount;currency\r\n2026-11-30;x;5;USD\r\n").amount, 5);
    assert.equal(only("date\tprovider\tamount\tcurrency\n\n2026-11-30\tx\t5\tUSD\n\t\t\t\n").amount, 5);
  });

  it("may leave the provider to whoever reads it, and its names to be looked up", () => {
    assert.equal(only("date,amount\n2026-11-30,$5\n", { provider: "openai" }).provider, "openai");
    const providerOf = (name: string) => (name === "OpenAI, LLC" ? "openai" : undefined);
    assert.equal(only('date,amount,vendor\n2026-11-30,$5,"OpenAI, LLC"\n', { providerOf }).provider, "openai");
    assert.match(
      readOrders("date,amount,vendor\n2026-11-30,$5,Shop\n", [], { providerOf }).problems[0]?.message ?? "",
      /"Shop" is no provider that is known/,
    );
  });

  it("takes a minus for a refund, and kinds by their words", () => {
    const head = "date,provider,amount,currency,type\n";
    assert.equal(only(`${head}2026-11-30,x,-5,USD,payment\n`).kind, "refund");
    assert.equal(only(`${head}2026-11-30,x,-5,USD,payment\n`).amount, 5);
    for (const [word, kind] of [
      ["Top-up", "top-up"],
      ["Credit purchase", "top-up"],
      ["SUBSCRIPTION", "subscription"],
      ["Monthly invoice", "invoice"],
      ["promotional credits", "grant"],
      ["Refund", "refund"],
      ["", "top-up"],
    ]) {
      assert.equal(only(`${head}2026-11-30,x,5,USD,${word}\n`).kind, kind, word);
    }
  });

  it("tells line by line what it cannot read, and takes the rest", () => {
    const text = [
      "date,provider,amount,currency,type",
      "2026-11-30,x,5,USD,",
      "03/04/2026,x,5,USD,",
      "2026-11-30,x,free,USD,",
      "2026-11-30,x,6,,",
      "2026-11-30,,7,USD,",
      "2026-11-30,x,0,USD,",
      "2026-11-30,x,8,USD,sorcery",
      "2026-11-30",
      "2026-11-30,x,9,USD,",
    ].join("\n");
    const { orders, problems } = readOrders(text, []);
    assert.deepEqual(
      orders.map(({ amount }) => amount),
      [5, 9],
    );
    assert.deepEqual(
      problems.map(({ line }) => line),
      [3, 4, 5, 6, 7, 8, 9],
    );
    assert.match(problems[2]?.message ?? "", /No currency/);
  });

  it("never takes money without a currency for dollars", () => {
    assert.equal(readOrders("date,provider,amount\n2026-11-30,x,5\n", []).orders.length, 0);
    assert.equal(readOrders("date,provider,amount\n2026-11-30,x,¥5\n", []).orders.length, 0);
    assert.equal(only("date,provider,amount,currency\n2026-11-30,x,¥5,jpy\n").currency, "JPY");
    assert.equal(only("date,provider,amount,currency\n2026-11-30,x,5,credits\n").currency, "credits");
    assert.equal(only("date,provider,amount,currency\n2026-11-30,x,5,€\n").currency, "EUR");
  });

  it("without the columns that it needs, or that is none, says so", () => {
    assert.match(
      readOrders("a,b\n1,2\n", []).problems[0]?.message ?? "",
      /"date" and "amount" and "provider" are missing/,
    );
    assert.match(readOrders("", []).problems[0]?.message ?? "", /missing/);
    assert.equal(readOrders('date,provider,amount\n2026-11-30,x,"5\n', []).orders.length, 0);
    assert.match(readOrders("x".repeat(5_000_001), []).problems[0]?.message ?? "", /too long/);
  });

  const head = "id,date,provider,amount,currency,reference\n";

  it("is not entered twice, by ids or by what the orders are", () => {
    const text = `${head},2026-11-30,x,5,USD,R1\n,2026-11-30,x,5,USD,R1\n,2026-11-30,x,5,USD,R2\n,2026-11-30,x,5,EUR,R1\n`;
    const { orders, skipped } = readOrders(text, []);
    assert.equal(orders.length, 3);
    assert.equal(skipped, 1);
    assert.deepEqual(readOrders(text, orders), { orders: [], skipped: 4, problems: [] });
    const withIds = `${head}a,2026-11-30,x,5,USD,\nb,2026-11-30,x,5,USD,\na,2026-12-01,x,9,USD,\n`;
    assert.equal(readOrders(withIds, []).orders.length, 2);
  });

  it("with ids does not enter again what was entered by hand", () => {
    const known = order({ id: "mine", at: local(2026, 11, 30, 17), provider: "x", amount: 5, reference: "R1" });
    const text = `${head}theirs,2026-11-30,x,5,USD,R1\n`;
    assert.equal(readOrders(text, [known]).skipped, 1);
    assert.equal(readOrders(text, [{ ...known, source: "imported" }]).skipped, 0);
  });

  it("whatever it holds is read without an exception, and every line is accounted for", () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom("2026-11-30", "x", "5", "$5", "USD", "-1", '"', ",", ";", "\n", "=1", "'=1"),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 8 }), (lines) => {
        const { orders, problems } = readOrders(
          `date,provider,amount,currency,note\n${lines.map((line) => line.join(",")).join("\n")}`,
          [],
        );
        for (const { amount, currency } of orders) assert.ok(amount > 0 && Number.isFinite(amount) && currency !== "");
        for (const { line, message } of problems) assert.ok(line >= 1 && message.length > 0);
      }),
    );
  });
});

describe("orders as a file", () => {
  const text = fc.string({ maxLength: 30 }).map((each) => each.replace(/\r(?!\n)/g, "").trim());
  const anyOrder: fc.Arbitrary<Order> = fc
    .record({
      id: fc.uuid(),
      at: fc.integer({ min: Date.UTC(2001, 0, 1), max: Date.UTC(2099, 0, 1) }),
      provider: fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/),
      kind: fc.constantFrom<Order["kind"]>("top-up", "subscription", "invoice", "grant", "refund"),
      amount: fc.double({ min: 0.01, max: 1e9, noNaN: true }),
      currency: fc.constantFrom("USD", "EUR", "CNY", "credits"),
      reference: text,
      note: text,
    })
    .map(({ reference, note, ...rest }) => ({
      ...rest,
      ...(reference !== "" && { reference }),
      ...(note !== "" && { note }),
      source: "imported",
    }));

  it("are read again as they were", () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyOrder, { selector: ({ id }) => id, maxLength: 5 }), (orders) => {
        const read = readOrders(writeOrders(orders), []);
        assert.deepEqual(read.problems, []);
        assert.deepEqual(
          read.orders,
          orders.toSorted((a, b) => a.at - b.at),
        );
      }),
    );
  });

  it("have no cell that a spreadsheet takes for a formula", () => {
    for (const note of ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1", "'=1"]) {
      const written = writeOrders([order({ note, reference: note, id: note })]);
      for (const cell of written.trim().split("\r\n").slice(1).join().split(",")) {
        assert.doesNotMatch(cell.replace(/^"/, ""), /^[=+\-@\t\r\n＝]/);
      }
    }
  });

  it("have apostrophes that can be told from those that were there", () => {
    fc.assert(fc.property(fc.string(), (each) => assert.equal(plainCell(safeCell(each)), each)));
    assert.equal(safeCell("'tis"), "'tis");
    assert.equal(safeCell("1-2"), "1-2");
  });

  it("do not tell which key they belong to", () => {
    assert.doesNotMatch(writeOrders([order({ credential: "secret-credential-id" })]), /secret/);
  });
});
