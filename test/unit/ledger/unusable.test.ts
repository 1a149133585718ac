import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { KeptLedger } from "../../../src/ledger/kept-ledger.ts";
import { MIGRATIONS } from "../../../src/ledger/store/schema.ts";
import { StoreKeeper } from "../../../src/ledger/store/store-keeper.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";
import { Told } from "./told.ts";

describe("a ledger without a usable file", () => {
  const harness = LedgerHarness.perTest();

  it("keeps records in memory where no file can be made", async () => {
    const inTheWay = join(harness.directory, "a file");
    await writeFile(inTheWay, "");
    const ledger = await harness.open({ directory: join(inTheWay, "below") });
    assertMemory(ledger, /cannot be used/);

    const target = { scope: "provider", key: "openai" } as const;
    const event = { at: NOON, target, from: "closed", to: "open", cause: "refused" } as const;
    ledger.record(callOf({ id: "a", startedAt: NOON - 1 }));
    ledger.recordHealth(event);
    await ledger.flush();
    ledger.record(callOf({ id: "b", startedAt: NOON, attempts: [attemptOf({ startedAt: NOON, firstTokenMs: 70 })] }));
    const { totals, recent } = ledger.snapshot("month");
    assert.equal(totals.calls, 2);
    assert.deepEqual(
      recent.map((call) => call.id),
      ["b", "a"],
    );
    assert.deepEqual(ledger.health(5), [event]);
    assert.equal(ledger.routeStats("openai/gpt-5-mini")?.lastFirstTokenMs, 70);
  });

  it("does not touch a file of a newer version", async () => {
    const database = new DatabaseSync(harness.file);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}; CREATE TABLE calls (something TEXT)`);
    database.close();
    const before = await readFile(harness.file);
    const ledger = await harness.open();
    assertMemory(ledger, /newer version/);
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.close();
    assert.deepEqual(await readFile(harness.file), before);
  });

  it("waits a while for a file that is locked when it opens", async () => {
    const ledger = await lockedMeanwhile(async (locker) => {
      const opening = harness.open();
      await untilWaiting();
      locker.close();
      await harness.clock.advance(500);
      return opening;
    });
    assert.equal(ledger.status.kind, "disk");
  });

  it("does without it in the end", async function () {
    this.timeout(10_000); // SQLite waits for locks in real time
    const ledger = await lockedMeanwhile(async () => {
      const opening = harness.open();
      await untilWaiting();
      await harness.clock.advance(10_000);
      return opening;
    });
    assertMemory(ledger, /locked/);
  });

  it("keeps the newest calls in memory, and the sums of all", async function () {
    this.timeout(20_000);
    const ledger = await harness.openInMemory();
    for (let index = 0; index < 21_000; index++) {
      ledger.record(callOf({ id: `${index}`, startedAt: NOON - 21_000 + index }));
      if (index % 1000 === 999) await ledger.flush();
    }
    assert.deepEqual([ledger.stock()?.calls, ledger.stock()?.oldestAt], [20_000, NOON - 20_000]);
    const attempts = ledger.store.read((database) => database.prepare("SELECT count(*) AS n FROM attempts").get());
    assert.equal(attempts?.["n"], 20_000);
    assert.equal(ledger.snapshot("today").totals.calls, 21_000);
    assert.equal(ledger.spentSince(0)?.[0]?.usd, 21_000 / 4);
  });

  it("counts in an editor without SQLite what this window did, and says that it is not kept", async () => {
    const status = { kind: "memory", reason: "Records are not kept." } as const;
    const keeper = new StoreKeeper({ store: undefined, status }, () => ({ store: undefined, status }));
    const options = { clock: harness.clock, loadPrice: async () => quarterDollar, keepDays: () => 30 };
    const ledger = new KeptLedger(keeper, options);
    assert.deepEqual(ledger.status, status);
    ledger.record(callOf({ startedAt: NOON }));
    const told = new Told(ledger, 1000);
    await harness.clock.advance(120_000);
    const { totals, recent } = ledger.snapshot("today");
    assert.deepEqual([totals.calls, totals.costUsd, recent.length], [1, 0.25, 1]);
    assert.equal(ledger.status.kind, "memory");
    assert.match(ledger.status.kind === "memory" ? ledger.status.reason : "", /no SQLite/);
    assert.deepEqual(
      [ledger.health(5), ledger.limits(), ledger.spentSince(0), ledger.stock()],
      [[], [], undefined, undefined],
    );
    assert.equal(ledger.file, undefined);
    assert.equal(told.parts.length, 0);
    assert.match((await ledger.wipe({ accounts: true })).trouble ?? "", /no SQLite/);
    assert.equal(ledger.snapshot("today").totals.calls, 0);
    await ledger.close();
  });

  /** The module that opening loads comes when it comes. */
  async function untilWaiting(): Promise<void> {
    while (harness.clock.pending() === 0) await new Promise(setImmediate);
  }

  /** Opens a ledger while someone else writes to its file in one long transaction. */
  async function lockedMeanwhile(opening: (locker: DatabaseSync) => Promise<Ledger>): Promise<Ledger> {
    const locker = new DatabaseSync(harness.file);
    locker.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE other (x)");
    try {
      return await opening(locker);
    } finally {
      if (locker.isOpen) locker.close();
    }
  }
});

function assertMemory({ status }: Ledger, reason: RegExp): void {
  assert.equal(status.kind, "memory");
  assert.match(status.kind === "memory" ? status.reason : "", reason);
}
