import assert from "node:assert/strict";
import fc from "fast-check";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";
import { callFrom } from "./random-calls.ts";
import { Told } from "./told.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const priced = (call: Parameters<typeof callOf>[0]) => priceCall(callOf(call), quarterDollar);

/** What sums know, which pruning leaves. */
function known(ledger: Ledger) {
  const { totals, byTask, byRoute } = ledger.snapshot("month");
  return { totals, byTask, byRoute, spent: ledger.spentSince(0) };
}

describe("calls that were pruned and are imported again", () => {
  const harness = LedgerHarness.perTest();

  async function prune(ledger: Ledger, before: number): Promise<number> {
    const pruning = ledger.prune({ callsBefore: before, hoursBefore: before });
    await harness.clock.advance(10_000);
    return (await pruning).calls;
  }

  it("come back, and no sum has them twice", async () => {
    const times = fc.integer({ min: NOON - 10 * DAY_MS, max: NOON });
    await fc.assert(
      fc.asyncProperty(fc.array(callFrom(times), { maxLength: 25 }), fc.nat(11), async (calls, days) => {
        await harness.renew();
        const ledger = await harness.open();
        for (const call of calls) ledger.record(call);
        await ledger.flush();
        const before = known(ledger);
        const pruned = await prune(ledger, NOON - days * DAY_MS);
        const archive = calls.map((call) => priceCall(call, quarterDollar));
        assert.deepEqual(ledger.adopt(archive), { added: 0, restored: pruned });
        assert.deepEqual(known(ledger), before);
        assert.equal(ledger.stock()?.calls, calls.length);
        assert.equal(await prune(ledger, NOON - days * DAY_MS), pruned);
        assert.equal(ledger.adopt(archive).added, 0, "nor a third time");
        assert.deepEqual(known(ledger), before);
      }),
      { numRuns: 25 },
    );
  });

  it("are told from as many others of that day, and from those of another origin", async () => {
    const ledger = await harness.open();
    const old = NOON - 5 * DAY_MS;
    for (const id of ["a", "b"]) ledger.record(callOf({ id, startedAt: old }));
    await ledger.flush();
    await prune(ledger, NOON - DAY_MS);
    const adopted = ledger.adopt([
      priced({ id: "a", startedAt: old }),
      priced({ id: "elsewhere", startedAt: old, client: "aider" }),
      priced({ id: "b", startedAt: old }),
      priced({ id: "one more", startedAt: old + HOUR_MS }),
      priced({ id: "another day", startedAt: old + DAY_MS }),
    ]);
    assert.deepEqual(adopted, { added: 3, restored: 2 });
    assert.equal(ledger.snapshot("month").totals.calls, 5);
    assert.equal(ledger.stock()?.calls, 5);
  });

  it("are shown, and told to nobody again", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    const told = [new Told(ledger, 30 * DAY_MS), new Told(other, 30 * DAY_MS)];
    ledger.record(callOf({ id: "old", startedAt: NOON - 5 * DAY_MS }));
    await ledger.flush();
    await harness.clock.advance(1100);
    await prune(ledger, NOON - DAY_MS);
    let changes = 0;
    ledger.onDidChange(() => changes++);
    const before = changes;
    assert.equal(ledger.adopt([priced({ id: "old", startedAt: NOON - 5 * DAY_MS })]).added, 0);
    assert.equal(changes, before + 1);
    assert.deepEqual(
      ledger.snapshot("week").recent.map(({ id }) => id),
      ["old"],
    );
    await harness.clock.advance(5000);
    const late = new Told(await harness.open(), 30 * DAY_MS);
    await harness.clock.advance(1100);
    assert.deepEqual(
      [...told, late].map(({ calls }) => calls),
      [[], ["old"], []],
    );
    assert.equal(ledger.spentSince(0)?.[0]?.usd, 0.25);
  });
});
