import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import type { CallRecord } from "../../../src/spec/call.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { Told } from "./told.ts";

const EDITOR_CHAT = { task: "chat", client: "editor", unpriced: 0 } as const;

describe("what was spent", () => {
  const harness = LedgerHarness.perTest();
  let made = 0;

  function record(ledger: Ledger, more: Partial<CallRecord> = {}): void {
    ledger.record(callOf({ id: `call ${made++}`, startedAt: NOON, ...more }));
  }

  for (const kind of ["a file", "memory"] as const) {
    it(`is summed by task, client and experiment, written to ${kind} or not`, async () => {
      const ledger = await (kind === "memory" ? harness.openInMemory() : harness.open());
      const kinds = [
        {},
        { task: "completion" },
        { client: "aider" },
        { experiment: "terse" },
        { workspace: "shop" },
        { workspace: "blog", experiment: "" },
      ] as const;
      for (const more of kinds) record(ledger, more);
      record(ledger, { experiment: "terse", attempts: [attemptOf(), attemptOf({ outcome: "failed" })] });
      await ledger.flush();
      record(ledger, { client: "aider" });
      record(ledger, { task: "explain" });
      const sums = (ledger.spentSince(NOON) ?? []).map(({ usd, unpriced: _none, ...of }) => [JSON.stringify(of), usd]);
      assert.deepEqual(Object.fromEntries(sums), {
        '{"task":"chat","client":"editor"}': 0.75,
        '{"task":"chat","client":"editor","experiment":"terse"}': 0.75,
        '{"task":"chat","client":"aider"}': 0.5,
        '{"task":"completion","client":"editor"}': 0.25,
        '{"task":"explain","client":"editor"}': 0.25,
      });
      assert.equal(sums.length, 5);
    });

    it(`begins with the moment that is asked for, in ${kind}`, async () => {
      const ledger = await (kind === "memory" ? harness.openInMemory() : harness.open());
      for (const startedAt of [NOON - 1, NOON, NOON + 1]) record(ledger, { startedAt });
      await ledger.flush();
      for (const startedAt of [NOON - 1, NOON]) record(ledger, { startedAt });
      const spent = [NOON - 1, NOON, NOON + 1, NOON + 2].map((from) => ledger.spentSince(from)?.[0]?.usd);
      assert.deepEqual(spent, [1.25, 0.75, 0.25, undefined]);
    });
  }

  it("is nothing at all in a new file", async () => {
    assert.deepEqual((await harness.open()).spentSince(0), []);
  });

  it("is what is known of it, where an attempt has no price", async () => {
    const ledger = await harness.open({
      loadPrice: async () => (attempt) =>
        attempt.model === "priced" ? { kind: "known", usd: 2, source: "list" } : { kind: "unknown" },
    });
    record(ledger, { attempts: [attemptOf({ model: "priced" }), attemptOf({ model: "unpriced" })] });
    record(ledger, { attempts: [attemptOf({ model: "unpriced" })] });
    record(ledger, { client: "aider", attempts: [attemptOf({ model: "unpriced" })] });
    record(ledger, { attempts: [] });
    record(ledger, { attempts: [attemptOf({ model: "priced", outcome: "cancelled" })], outcome: "cancelled" });
    const drill = attemptOf({ model: "unpriced", role: "drill", outcome: "failed" });
    record(ledger, { attempts: [drill], outcome: "failed" });
    await ledger.flush();
    const known = [
      { task: "chat", client: "aider", usd: 0, unpriced: 1 },
      { ...EDITOR_CHAT, usd: 4, unpriced: 2 },
    ];
    const byClient = () => ledger.spentSince(0)?.toSorted((a, b) => a.client.localeCompare(b.client));
    assert.deepEqual(byClient(), known);
    record(ledger, { attempts: [attemptOf({ model: "unpriced" })] });
    assert.deepEqual(byClient()?.[1], { ...EDITOR_CHAT, usd: 4, unpriced: 3 });
  });

  it("is the same after a restart, and over all windows", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    record(one, { attempts: [attemptOf({ usage: usageOf({ input: 1 }) })] });
    record(two);
    await Promise.all([one.flush(), two.flush()]);
    assert.deepEqual(one.spentSince(0), [{ ...EDITOR_CHAT, usd: 0.5 }]);
    await one.close();
    assert.deepEqual((await harness.open()).spentSince(0), [{ ...EDITOR_CHAT, usd: 0.5 }]);
  });

  it("leaves out what a follower is still to be told", async () => {
    const [ledger, other] = [await harness.open(), await harness.open()];
    record(other, { startedAt: NOON - 7_200_000 });
    record(other);
    await other.flush();
    const spent = () => ledger.spentSince(0)?.[0]?.usd;
    assert.equal(spent(), 0.5);
    const told = new Told(ledger, 3_600_000);
    assert.equal(spent(), 0.25, "the one that is too long past to be told");
    await harness.clock.advance(100);
    assert.equal(spent(), 0.5);
    record(other);
    await other.flush();
    record(ledger);
    await ledger.flush();
    assert.equal(spent(), 0.75, "this window's own, but not the other's");
    await harness.clock.advance(1000);
    assert.equal(spent(), 1);
    record(other);
    await other.flush();
    told.dispose();
    assert.equal(spent(), 1.25);
  });

  it("is not told while the file cannot be read", async () => {
    const ledger = await harness.open();
    record(ledger);
    await ledger.flush();
    record(ledger, { client: "aider" });
    const database = new DatabaseSync(harness.file);
    database.exec("ALTER TABLE calls RENAME TO hidden");
    assert.equal(ledger.spentSince(0), undefined);
    assert.equal(ledger.status.kind, "memory");
    database.exec("ALTER TABLE hidden RENAME TO calls");
    database.close();
    assert.equal(ledger.spentSince(0)?.length, 2);
    assert.equal(ledger.status.kind, "disk");
  });
});
