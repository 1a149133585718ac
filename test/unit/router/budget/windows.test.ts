import assert from "node:assert/strict";
import fc from "fast-check";
import { BudgetBook, type BudgetHold } from "../../../../src/router/budget/budget-book.ts";
import { covers } from "../../../../src/router/budget/call-kind.ts";
import { spanAt } from "../../../../src/spec/budget-period.ts";
import type { Budget } from "../../../../src/spec/budget.ts";
import type { PricedCall } from "../../../../src/spec/call.ts";
import { type Task, tasks } from "../../../../src/spec/task.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { budgetOf, createBudgetBench, pricedCall } from "./budget-bench.ts";

const hour = 3_600_000;
const cents = fc.integer({ min: 0, max: 300 }).map((amount) => amount / 100);
const anyTask = fc.constantFrom(...tasks);

type Step =
  | { readonly kind: "begin" | "other"; readonly task: Task; readonly usd: number }
  | { readonly kind: "end" | "ask" | "tell" | "change" | "lock" }
  | { readonly kind: "wait"; readonly ms: number };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom("begin" as const, "other" as const), task: anyTask, usd: cents }),
  fc.record({ kind: fc.constantFrom("end", "ask", "tell", "change", "lock") satisfies fc.Arbitrary<Step["kind"]> }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.constantFrom(5, 1000, hour) }),
);

/** The user changes from one to the next. */
const lists: readonly (readonly Budget[])[] = [
  [budgetOf({ id: "day", limitUsd: 3 })],
  [budgetOf({ id: "day" }), budgetOf({ id: "chat", task: "chat", period: "month", limitUsd: 2 })],
  [budgetOf({ id: "total", period: "total" }), budgetOf({ id: "explain", task: "explain", limitUsd: 1 })],
];

/** A window's budgets over a ledger that keeps to its contract, whose other windows write and are told of some time later. */
class Window {
  readonly clock = createFakeClock(new Date(2026, 10, 2, 18).getTime());
  readonly all: PricedCall[] = [];
  readonly book: BudgetBook;
  /** Own calls, and others' that were told: what the ledger counts. */
  readonly #counted: PricedCall[] = [];
  readonly #open: { readonly hold: BudgetHold; readonly call: PricedCall }[] = [];
  #untold: readonly PricedCall[] = [];
  #budgets = 0;
  /** Whether the ledger can be read just now. */
  #readable = true;

  constructor() {
    const spentSince = (from: number) =>
      this.#readable
        ? this.#counted
            .filter(({ startedAt }) => startedAt >= from)
            .map((call) => ({ ...call, usd: usdOf(call), unpriced: 0 }))
        : undefined;
    // Whoever is told of a budget asks how all of them stand.
    const told = () => void this.book.standings();
    this.book = new BudgetBook(this.clock, () => lists[this.#budgets] ?? [], spentSince, told);
  }

  async take(step: Step): Promise<void> {
    switch (step.kind) {
      case "begin":
        this.#open.push({ hold: this.book.reserve(step, step.usd), call: this.#made(step) });
        return;
      case "other":
        this.#untold = [...this.#untold, this.#made(step)];
        return;
      case "end":
        return this.#end();
      case "tell":
        return this.#tell();
      case "ask":
        return void this.book.standings();
      case "change":
        this.#budgets = (this.#budgets + 1) % lists.length;
        return;
      case "lock":
        this.#readable = !this.#readable;
        return;
      case "wait":
        return this.clock.advance(step.ms);
    }
  }

  async finish(): Promise<void> {
    while (this.#open.length > 0) this.#end();
    this.#tell();
    this.#readable = true;
    await this.clock.advance(1000);
  }

  #made({ task, usd }: { readonly task: Task; readonly usd: number }): PricedCall {
    const call = pricedCall(usd, { task, startedAt: this.clock.now(), durationMs: 0 });
    this.all.push(call);
    return call;
  }

  #end(): void {
    const ended = this.#open.shift();
    if (!ended) return;
    ended.hold.settle(usdOf(ended.call));
    this.#counted.push(ended.call);
  }

  /** What is told is in the ledger's sums from then on, and so also while it is told. */
  #tell(): void {
    const news = this.#untold;
    this.#untold = [];
    this.#counted.push(...news);
    this.book.learn(news);
  }
}

function usdOf({ cost }: PricedCall): number {
  return cost.kind === "known" ? cost.usd : 0;
}

describe("windows over one ledger", () => {
  it("count every call once, whenever it is written, told and summed, and whenever it cannot be summed", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
        const window = new Window();
        for (const one of steps) await window.take(one);
        await window.finish();
        for (const { budget, spentUsd } of window.book.standings()) {
          const { from } = spanAt(budget.period, window.clock.now());
          const covered = window.all.filter((call) => call.startedAt >= from && covers(budget, call));
          const expected = covered.reduce((sum, call) => sum + usdOf(call), 0);
          assert.ok(Math.abs(spentUsd - expected) < 1e-6, `${budget.id}: ${spentUsd} is not ${expected}`);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("a sum of a window", () => {
  it("is not begun by what it is told, since the ledger counts that from then on", async () => {
    const bench = createBudgetBench([budgetOf()], new Date(2026, 10, 2, 23, 59).getTime());
    bench.book.learn([pricedCall(1, { startedAt: bench.clock.now() })]);
    bench.ledger = [{ task: "chat", client: "editor", usd: 1, unpriced: 0 }];
    assert.deepEqual([bench.asked.length, bench.spent()], [0, [1]]);
    await bench.clock.advance(120_000);
    bench.book.learn([pricedCall(2, { startedAt: bench.clock.now() })]);
    bench.ledger = [{ task: "chat", client: "editor", usd: 2, unpriced: 0 }];
    assert.deepEqual([bench.asked.length, bench.spent()], [1, [2]]);
  });

  it("is not counted twice when somebody asks for it anew at the first of several calls that are told", () => {
    const bench = createBudgetBench([budgetOf({ limitUsd: 1 })]);
    bench.book.standings();
    bench.heard = () => {
      bench.budgets = [budgetOf({ limitUsd: 1 }), budgetOf({ id: "month", period: "month" })];
      bench.book.standings();
    };
    // Whoever is told of calls asks a ledger that counts all of them.
    bench.ledger = [{ task: "chat", client: "editor", usd: 5, unpriced: 0 }];
    bench.book.learn([1, 2, 2].map((usd) => pricedCall(usd, { startedAt: bench.clock.now() })));
    assert.deepEqual(bench.spent(), [5, 5]);
  });
});
