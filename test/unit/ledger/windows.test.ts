import assert from "node:assert/strict";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

describe("a ledger that several windows share", () => {
  const harness = LedgerHarness.perTest();

  it("counts the calls of each in both", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    one.record(callOf({ id: "from one", startedAt: NOON - 2 }));
    two.record(callOf({ id: "from two", startedAt: NOON - 1 }));
    await Promise.all([one.flush(), two.flush()]);
    for (const ledger of [one, two]) {
      const { totals, recent } = ledger.snapshot("today");
      assert.equal(totals.calls, 2);
      assert.deepEqual(
        recent.map((call) => call.id),
        ["from two", "from one"],
      );
    }
  });

  it("adds another's calls to days that were counted already", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    one.snapshot("month");
    const yesterday = NOON - 86_400_000;
    two.record(callOf({ startedAt: yesterday }));
    await two.flush();
    assert.equal(one.snapshot("week").totals.calls, 1);
    assert.equal(one.snapshot("today").totals.calls, 0);
  });

  it("tells a listener of another's calls within a second", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    let told = 0;
    one.onDidChange(() => told++);
    await harness.clock.advance(5000);
    assert.equal(told, 0);
    two.record(callOf({ startedAt: NOON }));
    await two.flush();
    await harness.clock.advance(1000);
    assert.equal(told, 1);
  });

  it("tells a listener of its own calls", async () => {
    const ledger = await harness.open();
    const counted: number[] = [];
    ledger.onDidChange(() => counted.push(ledger.snapshot("today").totals.calls));
    ledger.record(callOf({ id: "a", startedAt: NOON }));
    ledger.record(callOf({ id: "b", startedAt: NOON }));
    await harness.clock.advance(250);
    assert.deepEqual(counted, [2]);
  });

  it("does not look for others' calls while nobody listens", async () => {
    const ledger = await harness.open();
    const idle = harness.clock.pending();
    const listening = ledger.onDidChange(() => {});
    assert.equal(harness.clock.pending(), idle + 1);
    listening.dispose();
    await harness.clock.advance(1000);
    assert.equal(harness.clock.pending(), idle);
    ledger.onDidChange(() => {});
    assert.equal(harness.clock.pending(), idle + 1);
  });
});
