import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { Outbox } from "../../../src/ledger/outbox.ts";
import type { Batch } from "../../../src/ledger/store/store.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";
import { createFakeClock } from "../../support/fake-clock.ts";

describe("records that wait to be written", () => {
  /** An outbox whose disk is full until told otherwise. */
  function setUp() {
    const clock = createFakeClock(0);
    const written: Batch[] = [];
    const disk = { full: true, tries: 0, loads: 0 };
    const outbox = new Outbox({
      clock,
      loadPrice: async () => {
        disk.loads += 1;
        return quarterDollar;
      },
      write: (batch) => {
        disk.tries += 1;
        if (disk.full) throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
        written.push(batch);
      },
      onTried: () => {},
    });
    return { clock, written, disk, outbox };
  }

  it("are kept and tried again, in longer and longer pauses", async () => {
    const { clock, written, disk, outbox } = setUp();
    outbox.addCall(callOf());
    await clock.advance(100);
    assert.equal(disk.tries, 1);
    assert.match(outbox.trouble ?? "", /disk is full/);
    await clock.advance(200);
    assert.equal(disk.tries, 2);
    await clock.advance(3600_000);
    assert.ok(disk.tries > 100 && disk.tries < 150, "tries every half minute");
    disk.full = false;
    await clock.advance(30_000);
    assert.equal(written[0]?.calls[0]?.id, "call-1");
    assert.equal(outbox.trouble, undefined);
    assert.deepEqual(outbox.calls, []);
    assert.equal(clock.pending(), 0);
  });

  it("are given up, the oldest first, when there are too many", async () => {
    const { clock, written, disk, outbox } = setUp();
    for (let index = 0; index < 10_010; index++) outbox.addCall(callOf({ id: `${index}` }));
    await clock.advance(100);
    assert.equal(outbox.calls.length, 10_000);
    assert.equal(outbox.calls[0]?.id, "10");
    assert.match(outbox.trouble ?? "", /10 older calls were given up/);
    disk.full = false;
    await clock.advance(1000);
    assert.equal(written.flatMap((batch) => batch.calls).length, 10_000);
    assert.ok(written.every((batch) => batch.calls.length <= 200));
  });

  it("are priced when the price list is read, once", async () => {
    const { clock, disk, outbox } = setUp();
    outbox.addCall(callOf({ id: "a" }));
    assert.equal(disk.loads, 0);
    assert.deepEqual(outbox.calls[0]?.cost, { kind: "unknown" });
    await clock.advance(100);
    outbox.addCall(callOf({ id: "b" }));
    assert.deepEqual(
      outbox.calls.map((call) => call.cost.kind),
      ["known", "known"],
    );
    await clock.advance(100);
    assert.equal(disk.loads, 1);
  });

  it("are written without prices when the price list cannot be read", async () => {
    const clock = createFakeClock(0);
    const written: Batch[] = [];
    const loadPrice = () => Promise.reject(new Error("the file is gone"));
    const outbox = new Outbox({ clock, loadPrice, write: (batch) => written.push(batch), onTried: () => {} });
    outbox.addCall(callOf());
    await clock.advance(100);
    assert.deepEqual(written[0]?.calls[0]?.cost, { kind: "unknown" });
  });
});

describe("a ledger file that another program has locked", () => {
  const harness = LedgerHarness.perTest();

  it("shows as memory with the reason, loses nothing, and comes back", async () => {
    const ledger = await harness.open();
    const seen: string[] = [];
    ledger.onDidChange(() => seen.push(ledger.status.kind));
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    ledger.record(callOf({ startedAt: NOON }));
    await harness.clock.advance(250);
    const { status, totals } = ledger.snapshot("today");
    assert.match(status.kind === "memory" ? status.reason : "", /locked by another program/);
    assert.equal(totals.calls, 1);
    locker.exec("ROLLBACK");
    locker.close();
    await harness.clock.advance(2000);
    assert.deepEqual(ledger.snapshot("today").status, { kind: "disk" });
    assert.equal(seen.at(-1), "disk");
    assert.equal((await harness.open()).snapshot("today").totals.calls, 1);
  });
});
