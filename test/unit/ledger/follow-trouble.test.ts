import assert from "node:assert/strict";
import { copyFile, rename, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const HOUR = 3_600_000;

describe("a follower of a ledger whose file is in trouble", () => {
  const harness = LedgerHarness.perTest();

  /** Records calls that started at these times, named after them, and writes them. */
  async function write(ledger: Ledger, ...times: number[]): Promise<void> {
    for (const at of times) ledger.record(callOf({ id: `${at - NOON}`, startedAt: at }));
    await ledger.flush();
  }

  it("is told nothing where records are kept in memory", async () => {
    const ledger = await harness.openInMemory();
    await write(ledger, NOON - 1);
    const told = new Told(ledger, HOUR);
    await harness.clock.advance(3000);
    assert.equal(ledger.status.kind, "memory");
    assert.deepEqual(told.parts, []);
  });

  it("goes on in the file that took the place of a lost one", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const told = new Told(ledger, HOUR);
    await write(other, NOON - 3, NOON - 2);
    await harness.clock.advance(1000);
    await rename(harness.file, `${harness.file}.elsewhere`);
    await write(other, NOON - 1);
    await write(ledger, NOON);
    await harness.clock.advance(1000);
    await write(other, NOON + 1);
    await harness.clock.advance(1000);
    assert.deepEqual(told.calls, ["-3", "-2", "-1", "1"]);
  });

  it("is not told again what a copy of the file holds", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const told = new Told(ledger, HOUR);
    other.recordHealth(moveOf("openai", "open", NOON - 4));
    await write(other, NOON - 3, NOON - 2);
    await harness.clock.advance(1000);
    await other.close();
    new DatabaseSync(harness.file).exec("PRAGMA wal_checkpoint(TRUNCATE)");
    await copyFile(harness.file, `${harness.file}.copy`);
    for (const suffix of ["", "-wal", "-shm"]) await rm(harness.file + suffix, { force: true });
    await rename(`${harness.file}.copy`, harness.file);
    await write(await harness.open(), NOON - 1);
    await harness.clock.advance(2000);
    assert.deepEqual([told.calls, told.moves], [["-3", "-2", "-1"], ["openai open"]]);
  });

  it("waits while the file cannot be read, and then misses nothing", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    await write(other, NOON - 2);
    const told = new Told(ledger, HOUR);
    const database = new DatabaseSync(harness.file);
    database.exec("ALTER TABLE calls RENAME TO hidden");
    await harness.clock.advance(2500);
    assert.deepEqual(told.parts, []);
    assert.equal(ledger.status.kind, "memory");
    database.exec("ALTER TABLE hidden RENAME TO calls");
    database.close();
    await write(other, NOON - 1);
    await harness.clock.advance(1000);
    assert.deepEqual(told.calls, ["-2", "-1"]);
    assert.equal(ledger.status.kind, "disk");
  });
});
