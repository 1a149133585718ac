import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import type { Removed } from "../../../src/ledger/retention/removed.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const DAY_MS = 86_400_000;
const UNTIL_RESET = 8.64e15;

describe("pruning", () => {
  const harness = LedgerHarness.perTest();

  /** A call of two attempts on each of so many days, the last of them today. */
  async function fill(ledger: Ledger, days: number, callsADay = 1): Promise<void> {
    for (let back = 0; back < days; back++) {
      for (let index = 0; index < callsADay; index++) {
        const startedAt = NOON - back * DAY_MS;
        const id = `${back} days ago, ${index}`;
        ledger.record(callOf({ id, startedAt, attempts: [attemptOf({ outcome: "failed" }), attemptOf()] }));
        ledger.recordOutcome({ callId: id, at: startedAt, kind: "shown", characters: 5, language: "rust" });
      }
    }
    await ledger.flush();
  }

  /** Waits for what is done in pauses. */
  async function over(pruning: Promise<Removed>): Promise<Removed> {
    const ended: Removed[] = [];
    void pruning.then((removed) => ended.push(removed));
    for (let waits = 0; waits < 1000; waits++) {
      await harness.clock.advance(100);
      const [removed] = ended;
      if (removed !== undefined) return removed;
    }
    return assert.fail("it does not come to an end");
  }

  function before(days: number) {
    const at = NOON - days * DAY_MS;
    return { callsBefore: at, hoursBefore: at };
  }

  function count(ledger: Ledger, table: string): unknown {
    return ledger.store.read((database) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"]);
  }

  it("removes what is from before a time, and says how much that was", async () => {
    const ledger = await harness.open();
    await fill(ledger, 10, 30);
    ledger.recordHealth(moveOf("openai", "open", NOON - 8 * DAY_MS));
    ledger.recordHealth(moveOf("openai", "closed", NOON - 1));
    await ledger.flush();
    const size = ledger.stock()?.bytes ?? 0;
    const removed = await over(ledger.prune(before(5)));
    const { bytesFreed, ...counts } = removed;
    assert.deepEqual(counts, { calls: 120, attempts: 240, healthEvents: 1, outcomes: 120 });
    assert.ok(bytesFreed > 4096);
    assert.equal(ledger.stock()?.bytes, size - bytesFreed);
    assert.deepEqual(
      ["calls", "attempts", "outcomes", "health"].map((table) => count(ledger, table)),
      [180, 360, 180, 1],
    );
    assert.equal(ledger.stock()?.oldestAt, NOON - 5 * DAY_MS);
    const hours = ledger.store.read((database) =>
      database.prepare("SELECT min(from_at) AS first FROM rollups WHERE level = 0").get(),
    );
    assert.equal(hours?.["first"], NOON - 5 * DAY_MS);
  });

  it("leaves sums as they were", async () => {
    const ledger = await harness.open();
    await fill(ledger, 40);
    const sums = (of: Ledger) => [of.snapshot("month").totals, of.snapshot("month").byRoute, of.spentSince(0)];
    const all = sums(ledger);
    assert.equal(ledger.spentSince(0)?.[0]?.usd, 40 * 0.5);
    await over(ledger.prune(before(3)));
    assert.equal(count(ledger, "calls"), 4);
    assert.deepEqual(sums(ledger), all);
    assert.deepEqual(sums(await harness.open()), all);
  });

  it("is told to listeners, and shows in what is shown one by one", async () => {
    const ledger = await harness.open();
    await fill(ledger, 5);
    const shown: number[] = [];
    ledger.onDidChange(() => shown.push(ledger.snapshot("week").recent.length));
    assert.equal(ledger.snapshot("week").recent.length, 5);
    await over(ledger.prune(before(2)));
    assert.equal(shown.at(-1), 3);
  });

  it("works in small chunks, between which others get on", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await fill(ledger, 5, 200);
    const pruning = ledger.prune(before(1));
    await harness.clock.advance(0);
    const left = Number(count(ledger, "calls"));
    assert.ok(left >= 800 && left < 1000);
    other.record(callOf({ id: "meanwhile", startedAt: NOON }));
    await other.flush();
    await over(pruning);
    assert.equal(count(ledger, "calls"), 401);
  });

  it("takes the space of what was never used again from the file", async () => {
    const ledger = await harness.open();
    await fill(ledger, 2, 1000);
    await over(ledger.prune({ callsBefore: NOON + 1, hoursBefore: NOON + 1 }));
    assert.equal(ledger.stock()?.calls, 0);
    assert.ok((ledger.stock()?.bytes ?? Infinity) < 300_000);
    assert.equal(
      ledger.store.read((database) => database.prepare("PRAGMA freelist_count").get()?.["freelist_count"]),
      0,
    );
    assert.equal(
      ledger.store.read((database) => database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]),
      "ok",
    );
  });

  it("keeps what holds a breaker open still, and nothing that would open one again", async () => {
    const ledger = await harness.open();
    const refused = moveOf("held", "open", NOON - 9 * DAY_MS, { until: UNTIL_RESET });
    ledger.recordHealth(refused);
    ledger.recordHealth(moveOf("reset", "open", NOON - 9 * DAY_MS, { until: UNTIL_RESET }));
    ledger.recordHealth(moveOf("reset", "closed", NOON - 8 * DAY_MS));
    ledger.recordHealth(moveOf("over", "open", NOON - 7 * DAY_MS, { until: NOON - DAY_MS }));
    await ledger.flush();
    assert.equal((await over(ledger.prune(before(2)))).healthEvents, 3);
    assert.deepEqual(ledger.health(9), [refused]);
    const told = new Told(await harness.open(), DAY_MS);
    await harness.clock.advance(100);
    assert.deepEqual(told.health, [refused]);
  });

  it("waits for a file that is locked, and goes on", async () => {
    const ledger = await harness.open();
    await fill(ledger, 4);
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    const pruning = ledger.prune(before(1));
    await harness.clock.advance(50);
    locker.close();
    const { calls, trouble } = await over(pruning);
    assert.deepEqual([calls, trouble], [2, undefined]);
  });

  it("says what kept it from the rest", async function () {
    this.timeout(10_000); // SQLite waits for locks in real time
    const ledger = await harness.open();
    await fill(ledger, 4);
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    const { calls, trouble } = await over(ledger.prune(before(1)));
    locker.close();
    assert.equal(calls, 0);
    assert.match(trouble ?? "", /locked by another program/);
  });

  it("ends where it is when the ledger is closed", async () => {
    const ledger = await harness.open();
    await fill(ledger, 5, 200);
    const pruning = ledger.prune(before(0));
    await harness.clock.advance(0);
    await ledger.close();
    const { calls } = await over(pruning);
    assert.ok(calls > 0 && calls < 800);
    assert.equal(count(await harness.open(), "calls"), 1000 - calls);
    assert.equal((await harness.open()).status.kind, "disk");
  });
});

describe("pruning by itself", () => {
  const harness = LedgerHarness.perTest();
  const MINUTE_MS = 60_000;

  async function callsLeft(days: () => number, after: number): Promise<number | undefined> {
    const ledger = await harness.open({ keepDays: days });
    for (const back of [0, 20, 40, 200]) ledger.record(callOf({ id: `${back}`, startedAt: NOON - back * DAY_MS }));
    await ledger.flush();
    await harness.clock.advance(after);
    return ledger.stock()?.calls;
  }

  it("begins a minute after the start", async () => {
    assert.equal(await callsLeft(() => 30, MINUTE_MS - 1000), 4);
    await harness.clock.advance(3000);
    assert.equal((await harness.open()).stock()?.calls, 2);
  });

  it("leaves all where calls are kept for ever", async () => {
    assert.equal(await callsLeft(() => 0, 3 * DAY_MS), 4);
    assert.equal(await callsLeft(() => Number.NaN, 3 * DAY_MS), 4);
  });

  it("asks each day anew how long calls are kept", async () => {
    let days = 0;
    const left = callsLeft(() => days, 2 * MINUTE_MS);
    assert.equal(await left, 4);
    days = 100;
    await harness.clock.advance(DAY_MS);
    assert.equal((await harness.open()).stock()?.calls, 3);
  });

  it("keeps sums by hour of the last 100 days, however few days calls are kept", async () => {
    const ledger = await harness.open({ keepDays: () => 7 });
    for (const back of [0, 90, 110]) ledger.record(callOf({ id: `${back}`, startedAt: NOON - back * DAY_MS }));
    await ledger.flush();
    await harness.clock.advance(2 * MINUTE_MS);
    const levels = ledger.store.read((database) =>
      database.prepare("SELECT level, sum(count) AS calls FROM rollups WHERE route = 0 GROUP BY level").all(),
    );
    assert.deepEqual(
      levels.map((row) => row["calls"]),
      [2, 3],
    );
  });

  it("is done by one window a day", async () => {
    const windows = await Promise.all([1, 2, 3].map(() => harness.open({ keepDays: () => 30 })));
    const claims = () =>
      windows[0]?.store.read((database) =>
        database
          .prepare("SELECT at FROM chores")
          .all()
          .map((row) => row["at"]),
      );
    await harness.clock.advance(2 * MINUTE_MS);
    assert.deepEqual(claims(), [NOON + MINUTE_MS]);
    windows[1]?.record(callOf({ startedAt: NOON - 50 * DAY_MS }));
    await windows[1]?.flush();
    await harness.clock.advance(60 * MINUTE_MS);
    const late = await harness.open({ keepDays: () => 30 });
    await harness.clock.advance(2 * MINUTE_MS);
    assert.equal(late.stock()?.calls, 1, "not its turn");
    await harness.clock.advance(DAY_MS);
    assert.equal(late.stock()?.calls, 0);
    assert.deepEqual(claims(), [NOON + DAY_MS + MINUTE_MS]);
  });

  it("does not wait for a day that a clock set back has moved far off", async () => {
    const ledger = await harness.open({ keepDays: () => 30 });
    ledger.store.write((database) => database.exec(`INSERT INTO chores VALUES ('prune', ${NOON + 900 * DAY_MS})`));
    ledger.record(callOf({ startedAt: NOON - 50 * DAY_MS }));
    await ledger.flush();
    await harness.clock.advance(2 * MINUTE_MS);
    assert.equal(ledger.stock()?.calls, 0);
  });
});
