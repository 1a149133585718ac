import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { MIGRATIONS } from "../../../src/ledger/store/schema.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

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
