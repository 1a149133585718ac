import assert from "node:assert/strict";
import type { BudgetBook } from "../../../../src/router/budget/budget-book.ts";
import { budgetOf, createBudgetBench, fits } from "./budget-bench.ts";

const chat = { task: "chat" } as const;

/** What is said once so much is spent of a budget of $10. */
function after(usd: number, then: "warn" | "cheaper" | "stop") {
  const { book, spend } = createBudgetBench([budgetOf({}, then)]);
  spend(usd);
  return book.verdict(chat);
}

describe("what budgets say to a call", () => {
  it("is nothing where there are none", () => {
    const { book, asked } = createBudgetBench([]);
    assert.deepEqual(book.verdict(chat), { kind: "free" });
    assert.ok(fits(book, chat, 1e6));
    assert.deepEqual(asked, []);
  });

  const rows: readonly (readonly [usd: number, then: "warn" | "cheaper" | "stop", kind: string])[] = [
    [7.99, "warn", "free"],
    [12, "warn", "free"],
    [7.99, "cheaper", "free"],
    [8, "cheaper", "cheaper"],
    [9.99, "cheaper", "cheaper"],
    [10, "cheaper", "free-only"],
    [9.99, "stop", "free"],
    [10, "stop", "stop"],
    [99, "stop", "stop"],
  ];
  for (const [usd, then, kind] of rows) {
    it(`is ${kind} with $${usd} spent of $10, then ${then}`, () => assert.equal(after(usd, then).kind, kind));
  }

  it("comes with its reason", () => {
    const reasonOf = (verdict: ReturnType<BudgetBook["verdict"]>) => (verdict.kind === "free" ? "" : verdict.reason);
    assert.equal(reasonOf(after(8.35, "cheaper")), "83 % of your budget of $10.00 a day is used");
    assert.equal(reasonOf(after(10.5, "stop")), "your budget of $10.00 a day is used up ($10.50 spent)");
  });

  it("names what the budget is for", () => {
    const budget = budgetOf({ period: "total", task: "chat", client: "aider", experiment: "terse", limitUsd: 0.5 });
    const { book, spend } = createBudgetBench([budget]);
    const kind = { task: "chat", client: "aider", experiment: "terse" } as const;
    spend(0.5, kind);
    assert.deepEqual(book.verdict(kind), {
      kind: "stop",
      reason: "your budget of $0.50 in all for chat, calls from aider, the experiment terse is used up ($0.50 spent)",
    });
  });

  it("is the strictest of those that cover the call", () => {
    const budgets = [
      budgetOf({ id: "a", limitUsd: 1 }, "cheaper"),
      budgetOf({ id: "b", limitUsd: 2 }, "stop"),
      budgetOf({ id: "c", limitUsd: 0.5 }, "warn"),
      budgetOf({ id: "d", limitUsd: 0.1, task: "completion" }, "stop"),
    ];
    const { book, spend } = createBudgetBench(budgets);
    spend(0.9);
    assert.equal(book.verdict(chat).kind, "cheaper");
    assert.equal(book.verdict({ task: "completion" }).kind, "cheaper");
    spend(0.2);
    assert.equal(book.verdict(chat).kind, "free-only");
    spend(0.9);
    assert.equal(book.verdict(chat).kind, "stop");
  });

  const kinds: readonly (readonly [string, Parameters<BudgetBook["verdict"]>[0], boolean])[] = [
    ["another task", { task: "explain" }, false],
    ["another client", { task: "chat", client: "aider" }, false],
    ["no experiment", { task: "chat", client: "editor" }, false],
    ["another experiment", { task: "chat", experiment: "long" }, false],
    ["what is named, from a client not named", { task: "chat", experiment: "terse" }, true],
    ["what is named", { task: "chat", client: "editor", experiment: "terse" }, true],
  ];
  for (const [name, kind, covered] of kinds) {
    it(`${covered ? "covers" : "does not cover"} ${name}`, () => {
      const budget = budgetOf({ task: "chat", client: "editor", experiment: "terse", limitUsd: 1 });
      const { book, spend, spent } = createBudgetBench([budget]);
      spend(2, kind);
      assert.deepEqual(spent(), [covered ? 2 : 0]);
      spend(1, { task: "chat", experiment: "terse" });
      assert.equal(book.verdict(kind).kind, covered ? "stop" : "free");
    });
  }

  it("counts what calls under way hold, and says so", () => {
    const { book, spend } = createBudgetBench([budgetOf()]);
    spend(6);
    const hold = book.reserve(chat, 4);
    assert.deepEqual(book.verdict(chat), {
      kind: "stop",
      reason: "your budget of $10.00 a day is used up ($4.00 of it held by calls under way)",
    });
    hold.settle(1);
    assert.equal(book.verdict(chat).kind, "free");
  });

  it("is a stop from the beginning for a budget of nothing, which is not over until something is spent", () => {
    const { book, spend, told } = createBudgetBench([budgetOf({ limitUsd: 0 })]);
    assert.equal(book.verdict(chat).kind, "stop");
    assert.equal(book.standings()[0]?.state, "within");
    assert.ok(!fits(book, chat, 0.001) && fits(book, chat, 0));
    spend(0.001);
    assert.deepEqual(told, ["day over"]);
  });

  it("is not led astray by sums of decimal fractions", () => {
    const { book, spend } = createBudgetBench([budgetOf({ limitUsd: 5 })]);
    for (let at = 0; at < 49; at += 1) spend(0.1);
    assert.ok(fits(book, chat, 0.1));
    spend(0.1);
    assert.equal(book.verdict(chat).kind, "stop");
  });
});

describe("an expected cost", () => {
  it("fits up to the limit, with what others hold counted in", () => {
    const { book, spend } = createBudgetBench([budgetOf()]);
    spend(5);
    assert.ok(fits(book, chat, 5));
    const hold = book.reserve(chat, 3);
    assert.ok(fits(book, chat, 2) && !fits(book, chat, 2.01));
    hold.settle(0);
    assert.ok(fits(book, chat, 5));
  });

  it("fits where the budget only warns or asks for cheaper routes", () => {
    const { book } = createBudgetBench([budgetOf({}, "warn"), budgetOf({ id: "b" }, "cheaper")]);
    assert.ok(fits(book, chat, 100));
  });

  it("fits while it is unknown until the budget is used up, and always while it is nothing", () => {
    const { book, spend } = createBudgetBench([budgetOf()]);
    spend(9.99);
    assert.ok(fits(book, chat, undefined));
    spend(0.02);
    assert.ok(!fits(book, chat, undefined));
    assert.ok(fits(book, chat, 0));
  });
});

describe("a route", () => {
  const refusalOf = ({ book }: ReturnType<typeof createBudgetBench>, usd: number | undefined) =>
    book.refusal(chat, book.verdict(chat), usd);

  it("is refused with the reason that it costs more than is left", () => {
    const bench = createBudgetBench([budgetOf()]);
    bench.spend(9.8);
    assert.equal(refusalOf(bench, 0.1), undefined);
    assert.equal(refusalOf(bench, undefined), undefined);
    assert.equal(
      refusalOf(bench, 0.31),
      "it is expected to cost $0.31, and only $0.20 is left of your budget of $10.00 a day",
    );
  });

  for (const then of ["stop", "cheaper"] as const) {
    it(`may cost nothing once a budget is used up, then ${then}`, () => {
      const bench = createBudgetBench([budgetOf({}, then)]);
      bench.spend(10);
      const reason = "your budget of $10.00 a day is used up ($10.00 spent)";
      assert.equal(refusalOf(bench, 0), undefined);
      assert.equal(refusalOf(bench, 0.0001), reason);
      assert.equal(refusalOf(bench, undefined), reason);
    });
  }
});
