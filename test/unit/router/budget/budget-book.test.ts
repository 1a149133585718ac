import assert from "node:assert/strict";
import { inZone } from "../../../support/time-zone.ts";
import { budgetOf, createBudgetBench, pricedCall } from "./budget-bench.ts";

const chat = { task: "chat" } as const;
const hour = 3_600_000;

describe("a hold of a budget", () => {
  it("is reconciled with what the attempt cost", () => {
    const { book, spent, reserved } = createBudgetBench([budgetOf()]);
    const hold = book.reserve(chat, 2);
    assert.deepEqual([spent(), reserved()], [[0], [2]]);
    hold.settle(0.5);
    assert.deepEqual([spent(), reserved()], [[0.5], [0]]);
  });

  it("is settled once; twice is harmless", () => {
    const { book, spent } = createBudgetBench([budgetOf()]);
    const hold = book.reserve(chat, 2);
    hold.settle(1);
    hold.settle(1);
    hold.settle(undefined);
    assert.deepEqual(spent(), [1]);
    assert.equal(book.standings()[0]?.unpriced, 0);
  });

  it("of unknown cost holds nothing, and is counted as unknown when it stays so", () => {
    const { book, spend, spent, reserved } = createBudgetBench([budgetOf()]);
    const hold = book.reserve(chat, undefined);
    assert.deepEqual(reserved(), [0]);
    hold.settle(undefined);
    book.reserve(chat, undefined).settle(0.25);
    spend(0);
    assert.deepEqual(spent(), [0.25]);
    assert.equal(book.standings()[0]?.unpriced, 1);
  });

  it("is not spoilt by amounts that are none", () => {
    const { book, spend, spent, reserved } = createBudgetBench([budgetOf()]);
    for (const usd of [Number.NaN, -5, Number.POSITIVE_INFINITY]) spend(usd);
    book.reserve(chat, Number.NaN);
    assert.deepEqual([spent(), reserved()], [[0], [0]]);
  });
});

describe("a budget's sum", () => {
  it("begins with what the ledger knows of what it covers, asked once for all budgets of a period", () => {
    const bench = createBudgetBench([
      budgetOf({ id: "all" }),
      budgetOf({ id: "chat", task: "chat" }),
      budgetOf({ id: "aider", client: "aider" }),
      budgetOf({ id: "terse", experiment: "terse" }),
      budgetOf({ id: "month", period: "month" }),
    ]);
    bench.ledger = [
      { task: "chat", client: "editor", usd: 1, unpriced: 0 },
      { task: "chat", client: "aider", experiment: "terse", usd: 2, unpriced: 0 },
      { task: "completion", client: "editor", usd: 4, unpriced: 0 },
    ];
    assert.deepEqual(bench.spent(), [7, 3, 2, 2, 7]);
    assert.deepEqual(bench.asked, [new Date(2026, 10, 2).getTime(), new Date(2026, 10, 1).getTime()]);
  });

  it("tells of attempts of unknown price that the ledger knew of, and of those since", () => {
    const bench = createBudgetBench([budgetOf({ task: "chat" })]);
    bench.ledger = [
      { task: "chat", client: "editor", usd: 1, unpriced: 2 },
      { task: "completion", client: "editor", usd: 1, unpriced: 40 },
    ];
    assert.equal(bench.book.standings()[0]?.unpriced, 2);
    bench.spend(undefined);
    assert.equal(bench.book.standings()[0]?.unpriced, 3);
  });

  it("takes in what it is told of other windows' calls of its period, however long ago they ended", () => {
    const bench = createBudgetBench([budgetOf()]);
    const now = bench.clock.now();
    assert.deepEqual(bench.spent(), [0]);
    bench.book.learn([pricedCall(1, { startedAt: now - 5000, durationMs: 4999 })]);
    bench.book.learn([
      pricedCall(2, { startedAt: now - 5000, durationMs: 6000 }),
      pricedCall(4, { startedAt: now - 24 * hour, durationMs: 24 * hour }),
      pricedCall(undefined, { startedAt: now }),
    ]);
    assert.deepEqual(bench.spent(), [3]);
    assert.equal(bench.book.standings()[0]?.unpriced, 1);
  });

  it("is begun again at midnight, with what began before it left out", async () => {
    const bench = createBudgetBench([budgetOf()], new Date(2026, 10, 2, 23, 59).getTime());
    bench.spend(9);
    const over = bench.book.reserve(chat, 0.5);
    await bench.clock.advance(120_000);
    bench.ledger = [{ task: "chat", client: "aider", usd: 0.25, unpriced: 0 }];
    assert.deepEqual([bench.spent(), bench.reserved()], [[0.25], [0]]);
    over.settle(0.5);
    bench.book.learn([pricedCall(3, { startedAt: bench.clock.now() - 130_000, durationMs: 130_001 })]);
    assert.deepEqual(bench.spent(), [0.25]);
    assert.equal(bench.asked.length, 2);
  });

  it("takes in a call that began before midnight where it began, with attempts that began after it", async () => {
    const budgets = [budgetOf(), budgetOf({ id: "month", period: "month" })];
    const bench = createBudgetBench(budgets, new Date(2026, 10, 2, 23, 59).getTime());
    const startedAt = bench.clock.now();
    bench.book.reserve(chat, 1, startedAt).settle(1);
    await bench.clock.advance(120_000);
    const late = bench.book.reserve(chat, 2, startedAt);
    const own = bench.book.reserve(chat, 4);
    assert.deepEqual(
      [bench.spent(), bench.reserved()],
      [
        [0, 1],
        [4, 6],
      ],
    );
    late.settle(2);
    own.settle(4);
    assert.deepEqual(bench.spent(), [4, 7]);
  });

  it("is begun again with the month, while a budget in all goes on", async () => {
    const budgets = [budgetOf({ id: "month", period: "month" }), budgetOf({ id: "total", period: "total" })];
    const bench = createBudgetBench(budgets, new Date(2026, 10, 30, 12).getTime());
    bench.spend(3);
    await bench.clock.advance(11 * hour);
    assert.deepEqual(bench.spent(), [3, 3]);
    await bench.clock.advance(hour);
    assert.deepEqual(bench.spent(), [0, 3]);
  });

  it("lasts as long as a day whose clocks are set back", async () => {
    const bench = inZone("Europe/Berlin", () => {
      const made = createBudgetBench([budgetOf()], new Date(2026, 9, 25, 0, 30).getTime());
      made.spend(3);
      return made;
    });
    await bench.clock.advance(24 * hour);
    assert.deepEqual(
      inZone("Europe/Berlin", () => bench.spent()),
      [3],
    );
    await bench.clock.advance(hour / 2);
    assert.deepEqual(
      inZone("Europe/Berlin", () => bench.spent()),
      [0],
    );
  });

  it("asks the ledger no more than it must", async () => {
    const bench = createBudgetBench([budgetOf()]);
    for (let at = 0; at < 50; at += 1) {
      bench.spend(0.01);
      bench.book.verdict(chat);
      await bench.clock.advance(1000);
    }
    bench.budgets = [budgetOf({ limitUsd: 20 }), budgetOf({ id: "softly" }, "warn")];
    assert.deepEqual(bench.spent(), [0.5, 0.5]);
    assert.equal(bench.asked.length, 1);
  });
});

describe("a sum that the ledger cannot tell", () => {
  const already = [{ task: "chat", client: "editor", usd: 8, unpriced: 0 }] as const;

  it("is asked for again once a second, whenever something is asked or told, until it is there", async () => {
    const bench = createBudgetBench([budgetOf(), budgetOf({ id: "month", period: "month" })]);
    bench.ledger = undefined;
    for (let at = 0; at < 21; at += 1) {
      bench.spend(0.05);
      await bench.clock.advance(100);
    }
    assert.deepEqual([bench.asked.length, bench.spent(), bench.told], [3, [1.05, 1.05], []]);
    bench.ledger = already;
    assert.deepEqual(bench.spent(), [1.05, 1.05]);
    await bench.clock.advance(1000);
    assert.equal(bench.book.verdict(chat).kind, "free");
    assert.deepEqual(
      [bench.spent(), bench.told],
      [
        [8, 8],
        ["day near", "month near"],
      ],
    );
    bench.spend(0.5);
    await bench.clock.advance(5000);
    assert.deepEqual([bench.asked.length, bench.spent()], [5, [8.5, 8.5]]);
  });

  it("does not set a budget back to nothing when a day begins or the user changes budgets", async () => {
    const bench = createBudgetBench([budgetOf({ id: "month", period: "month" })]);
    bench.spend(3);
    bench.ledger = undefined;
    bench.budgets = [...bench.budgets, budgetOf({ task: "chat" })];
    assert.deepEqual(bench.spent(), [3, 0]);
    bench.ledger = already;
    await bench.clock.advance(1000);
    assert.deepEqual(bench.spent(), [3, 8]);
    bench.ledger = undefined;
    await bench.clock.advance(24 * hour);
    assert.deepEqual(bench.spent(), [3, 0]);
    bench.ledger = already;
    await bench.clock.advance(1000);
    assert.deepEqual(bench.spent(), [3, 8]);
  });

  it("has what was told meanwhile, and is no less than what a call under way has cost so far", async () => {
    const bench = createBudgetBench([budgetOf()]);
    bench.ledger = undefined;
    bench.spend(2);
    bench.spend(undefined);
    bench.book.learn([pricedCall(3, { startedAt: bench.clock.now() })]);
    assert.deepEqual(bench.spent(), [5]);
    bench.ledger = [{ task: "chat", client: "editor", usd: 3, unpriced: 0 }];
    await bench.clock.advance(1000);
    assert.deepEqual(bench.spent(), [5]);
    assert.equal(bench.book.standings()[0]?.unpriced, 1);
  });

  it("is asked for at once when the clock was set back", async () => {
    const bench = createBudgetBench([budgetOf({ period: "total" })]);
    bench.ledger = undefined;
    assert.deepEqual(bench.spent(), [0]);
    bench.ledger = already;
    await bench.clock.advance(-hour);
    assert.deepEqual(bench.spent(), [8]);
  });
});

describe("budgets that the user changes", () => {
  it("take calls under way along", () => {
    const bench = createBudgetBench([budgetOf()]);
    const hold = bench.book.reserve(chat, 2);
    bench.budgets = [budgetOf({ id: "chat", task: "chat" }), budgetOf({ id: "explain", task: "explain" })];
    bench.ledger = [{ task: "chat", client: "editor", usd: 1, unpriced: 0 }];
    assert.deepEqual(
      [bench.spent(), bench.reserved()],
      [
        [1, 0],
        [2, 0],
      ],
    );
    hold.settle(1.5);
    assert.deepEqual(
      [bench.spent(), bench.reserved()],
      [
        [2.5, 0],
        [0, 0],
      ],
    );
  });

  it("begin anew when they cover something else under the same id", () => {
    const bench = createBudgetBench([budgetOf({ id: "mine" })]);
    bench.spend(3);
    bench.budgets = [budgetOf({ id: "mine", task: "explain" })];
    assert.deepEqual(bench.spent(), [0]);
  });
});

describe("what is told of budgets", () => {
  it("is each crossing, once", () => {
    const { spend, told } = createBudgetBench([budgetOf()]);
    for (let at = 0; at < 24; at += 1) spend(0.5);
    assert.deepEqual(told, ["day near", "day over"]);
  });

  it("is only the last state, when one step goes over both", () => {
    const { spend, told } = createBudgetBench([budgetOf()]);
    spend(11);
    assert.deepEqual(told, ["day over"]);
  });

  it("is nothing of what is only held", () => {
    const { book, told } = createBudgetBench([budgetOf()]);
    book.reserve(chat, 50);
    book.verdict(chat);
    assert.deepEqual(told, []);
  });

  it("is what another window spent, and what was spent before this one opened", () => {
    const bench = createBudgetBench([budgetOf()]);
    bench.ledger = [{ task: "chat", client: "editor", usd: 8.5, unpriced: 0 }];
    bench.book.verdict(chat);
    bench.book.learn([pricedCall(2, { startedAt: bench.clock.now() })]);
    assert.deepEqual(bench.told, ["day near", "day over"]);
  });

  it("is that it is well again, when it is raised and when a period begins", async () => {
    const bench = createBudgetBench([budgetOf()]);
    bench.spend(10);
    bench.budgets = [budgetOf({ limitUsd: 100 })];
    bench.book.verdict(chat);
    bench.book.verdict(chat);
    bench.spend(80);
    await bench.clock.advance(24 * hour);
    bench.book.verdict(chat);
    assert.deepEqual(bench.told, ["day over", "day within", "day near", "day within"]);
  });

  it("can be asked about while it is told, without being told again", () => {
    const bench = createBudgetBench([budgetOf(), budgetOf({ id: "month", period: "month" })]);
    const seen: string[] = [];
    bench.heard = () => {
      // As one would who draws all budgets anew at each change, and reads the settings anew each time.
      bench.budgets = [...bench.budgets];
      seen.push(
        bench.book
          .standings()
          .map(({ state }) => state)
          .join(" "),
      );
    };
    bench.spend(10);
    assert.deepEqual(bench.told, ["day over", "month over"]);
    assert.deepEqual(seen, ["over over", "over over"]);
  });

  it("is told again of one that was taken away and came back", () => {
    const bench = createBudgetBench([budgetOf({ period: "total" })]);
    bench.spend(10);
    const kept = bench.budgets;
    bench.budgets = [];
    assert.deepEqual(bench.spent(), []);
    bench.ledger = [{ task: "chat", client: "editor", usd: 10, unpriced: 0 }];
    bench.budgets = kept;
    bench.book.verdict(chat);
    assert.deepEqual(bench.told, ["day over", "day over"]);
  });
});
