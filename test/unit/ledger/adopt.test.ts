import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import type { CallRecord, PricedCall } from "../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { Told } from "./told.ts";

const DAY_MS = 86_400_000;

/** As it was priced elsewhere: three dollars an attempt, one of them saved. */
function elsewhere(id: string, startedAt: number, more: Partial<CallRecord> = {}): PricedCall {
  const call = callOf({ id, startedAt, workspace: "shop", ...more });
  return priceCall(call, () => ({ kind: "known", usd: 3, source: "override", cacheSavedUsd: 1 }));
}

describe("calls that are adopted", () => {
  const harness = LedgerHarness.perTest();

  it("are in the ledger with the prices that they had", async () => {
    const ledger = await harness.open();
    const calls = [elsewhere("one", NOON - 2), elsewhere("two", NOON - 1, { attempts: [attemptOf(), attemptOf()] })];
    assert.deepEqual(ledger.adopt(calls), { added: 2, restored: 0 });
    const { recent, totals } = ledger.snapshot("today");
    assert.deepEqual(
      recent.map(({ id }) => id),
      ["two", "one"],
    );
    assert.deepEqual(recent[1]?.cost, { kind: "known", usd: 3, source: "override", cacheSavedUsd: 1 });
    assert.equal(totals.costUsd, 9);
    assert.equal(ledger.spentSince(0)?.[0]?.usd, 9);
  });

  it("are left as they are where they are there already, written or not", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "written", startedAt: NOON }));
    await ledger.flush();
    assert.equal(ledger.adopt([elsewhere("written", NOON), elsewhere("new", NOON), elsewhere("new", NOON)]).added, 1);
    assert.equal(ledger.adopt([elsewhere("new", NOON)]).added, 0);
    assert.equal(ledger.snapshot("today").totals.costUsd, 3.25);
  });

  it("are told to listeners and to followers, however long ago they were made", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const counted: number[] = [];
    ledger.onDidChange(() => counted.push(ledger.snapshot("week").totals.calls));
    const [own, others] = [new Told(ledger, DAY_MS), new Told(other, DAY_MS)];
    await harness.clock.advance(100);
    ledger.adopt([elsewhere("old", NOON - 2 * DAY_MS), elsewhere("new", NOON - 1)]);
    assert.deepEqual(counted, [2]);
    await harness.clock.advance(1100);
    assert.deepEqual(
      [own.calls, others.calls],
      [
        ["old", "new"],
        ["old", "new"],
      ],
    );
  });

  it("are told to this window's own followers at once, and what was spent has them once", async () => {
    const ledger = await harness.open();
    const told = new Told(ledger, DAY_MS);
    await harness.clock.advance(1100);
    ledger.record(callOf({ id: "own", startedAt: NOON }));
    await ledger.flush();
    const spent = () => ledger.spentSince(NOON - DAY_MS)?.[0]?.usd;
    assert.equal(spent(), 0.25);
    ledger.adopt([elsewhere("one", NOON - 1)]);
    assert.equal(spent(), 0.25, "what is still to be told comes on top");
    await harness.clock.advance(20);
    assert.deepEqual(told.calls, ["one"]);
    assert.equal(spent(), 3.25);
    await harness.clock.advance(5000);
    assert.deepEqual(told.calls, ["one"]);
  });

  it("throw while the file cannot be written, and nothing of them is there", async () => {
    const ledger = await harness.open();
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    assert.throws(() => ledger.adopt([elsewhere("one", NOON)]), /locked/);
    locker.close();
    assert.equal(ledger.snapshot("today").totals.calls, 0);
    assert.equal(ledger.adopt([elsewhere("one", NOON)]).added, 1);
  });
});
