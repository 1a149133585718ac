import assert from "node:assert/strict";
import fc from "fast-check";
import type { BudgetHold } from "../../../../src/router/budget/budget-book.ts";
import { tasks } from "../../../../src/spec/task.ts";
import { budgetOf, createBudgetBench, fits } from "./budget-bench.ts";

const cents = fc.integer({ min: 0, max: 300 }).map((amount) => amount / 100);
const task = fc.constantFrom(...tasks);

type Step =
  | { readonly kind: "begin"; readonly task: (typeof tasks)[number]; readonly usd: number }
  | { readonly kind: "end"; readonly which: number; readonly share: number; readonly times: number }
  | { readonly kind: "limit"; readonly usd: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("begin" as const), task, usd: cents }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("end" as const),
      which: fc.nat(9),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      times: fc.integer({ min: 1, max: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("limit" as const), usd: cents }) },
);

const near = (actual: number | undefined, expected: number) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) < 1e-6, `${actual} is not ${expected}`);

describe("any calls, begun and ended in any order", () => {
  it("are held until they are settled: what was reserved is what was reconciled and what is open", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = createBudgetBench([budgetOf({ id: "all" }), budgetOf({ id: "chat", task: "chat" })]);
        const open: { readonly hold: BudgetHold; readonly chat: boolean; readonly usd: number }[] = [];
        const total = { reserved: 0, reconciled: 0, spent: 0, spentOnChat: 0 };
        for (const one of steps) {
          if (one.kind === "limit") {
            bench.budgets = bench.budgets.map((budget) => ({ ...budget, limitUsd: one.usd }));
          } else if (one.kind === "begin") {
            open.push({ hold: bench.book.reserve(one, one.usd), chat: one.task === "chat", usd: one.usd });
            total.reserved += one.usd;
          } else {
            const [ended] = open.splice(one.which % Math.max(1, open.length), 1);
            if (!ended) continue;
            for (let at = 0; at < one.times; at += 1) ended.hold.settle(ended.usd * one.share);
            total.reconciled += ended.usd;
            total.spent += ended.usd * one.share;
            if (ended.chat) total.spentOnChat += ended.usd * one.share;
          }
          const [all, chat] = bench.book.standings();
          near(all?.reservedUsd, total.reserved - total.reconciled);
          near(
            chat?.reservedUsd,
            open.reduce((sum, { chat: isChat, usd }) => sum + (isChat ? usd : 0), 0),
          );
          near(all?.spentUsd, total.spent);
          near(chat?.spentUsd, total.spentOnChat);
        }
      }),
    );
  });

  it("never spend more than a budget that stops, when they cost no more than expected and look before they go", () => {
    const limits = fc.record({ all: cents, chat: cents });
    fc.assert(
      fc.property(limits, fc.array(step, { maxLength: 80 }), ({ all, chat }, steps) => {
        const budgets = [
          budgetOf({ id: "all", limitUsd: all }),
          budgetOf({ id: "chat", task: "chat", limitUsd: chat }),
        ];
        const { book, spent } = createBudgetBench(budgets);
        const open: BudgetHold[] = [];
        for (const one of steps) {
          if (one.kind === "begin" && fits(book, one, one.usd)) open.push(book.reserve(one, one.usd));
          if (one.kind !== "end") continue;
          const [ended] = open.splice(one.which % Math.max(1, open.length), 1);
          ended?.settle(ended.reservedUsd * one.share);
        }
        for (const hold of open) hold.settle(hold.reservedUsd);
        const [onAll = 0, onChat = 0] = spent();
        assert.ok(onAll <= all + 1e-6 && onChat <= chat + 1e-6);
      }),
    );
  });

  it("are told of only when the state is another one, and the last that was told holds", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const bench = createBudgetBench([budgetOf({ limitUsd: 3 })]);
        for (const one of steps) {
          if (one.kind === "limit") bench.budgets = [budgetOf({ limitUsd: one.usd })];
          else if (one.kind === "begin") bench.spend(one.usd, one);
          else bench.book.verdict({ task: "chat" });
        }
        const [now] = bench.book.standings();
        for (const [at, word] of bench.told.entries()) assert.notEqual(word, bench.told[at - 1] ?? "day within");
        assert.equal(bench.told.at(-1) ?? "day within", `day ${now?.state}`);
      }),
    );
  });
});
