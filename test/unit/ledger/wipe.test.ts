import assert from "node:assert/strict";
import { readFile, stat } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const ACCOUNTS = ["balances", "orders", "plans", "reported_costs"];

describe("wiping the ledger", () => {
  const harness = LedgerHarness.perTest();

  async function filled(): Promise<Ledger> {
    const ledger = await harness.open();
    for (let index = 0; index < 1000; index++) {
      ledger.record(callOf({ id: `${index}`, startedAt: NOON - index, workspace: "secret-project" }));
    }
    ledger.recordHealth(moveOf("openai", "open", NOON));
    ledger.recordOutcome({ callId: "1", at: NOON, kind: "shown", characters: 1, language: "rust" });
    ledger.recordLimits("one", "gpt-5", [{ kind: "tokens", remaining: 1 }], NOON);
    await ledger.flush();
    ledger.store.write((database) =>
      database.exec(`
        INSERT INTO balances (at, provider, credential, body) VALUES (1, 'openai', 'one', '{}');
        INSERT INTO orders (id, at, provider, kind, amount, currency, source) VALUES ('1', 1, 'x', 'grant', 1, 'USD', 'entered');
        INSERT INTO plans (id, provider, body) VALUES ('1', 'x', '{}');
        INSERT INTO reported_costs VALUES ('openai', 'one', 0, '', 1.5);`),
    );
    return ledger;
  }

  /** The tables that hold anything. */
  function tablesInUse(ledger: Ledger): readonly string[] {
    return ledger.store.read((database) => {
      const tables = database
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        .all();
      const names = tables.map((row) => String(row["name"])).toSorted();
      return names.filter((name) => database.prepare(`SELECT 1 FROM ${name} LIMIT 1`).get() !== undefined);
    });
  }

  it("removes every record, and accounts only where that is wanted", async () => {
    const ledger = await filled();
    const { bytesFreed, ...removed } = await ledger.wipe({ accounts: false });
    assert.deepEqual(removed, { calls: 1000, attempts: 1000, healthEvents: 1, outcomes: 1 });
    assert.ok(bytesFreed > 100_000);
    assert.deepEqual(tablesInUse(ledger), ACCOUNTS);
    assert.equal((await ledger.wipe({ accounts: true })).calls, 0);
    assert.deepEqual(tablesInUse(ledger), []);
  });

  it("leaves nothing of it on the disk", async () => {
    const ledger = await filled();
    assert.ok((await onDisk()).includes("secret-project"));
    await ledger.wipe({ accounts: true });
    assert.ok(!(await onDisk()).includes("secret-project"));
    assert.ok((await stat(harness.file)).size < 200_000);
    const database = new DatabaseSync(harness.file);
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
    assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
    database.close();
  });

  async function onDisk(): Promise<string> {
    const parts = ["", "-wal"].map((suffix) => readFile(harness.file + suffix, "latin1").catch(() => ""));
    return (await Promise.all(parts)).join("");
  }

  it("shows at once, here and in other windows", async () => {
    const ledger = await filled();
    const other = await harness.open();
    const told: number[] = [];
    ledger.onDidChange(() => told.push(ledger.snapshot("month").totals.calls));
    assert.equal(other.snapshot("month").totals.calls, 1000);
    ledger.record(callOf({ id: "waiting", startedAt: NOON }));
    assert.equal((await ledger.wipe({ accounts: false })).calls, 1001);
    assert.equal(told.at(-1), 0);
    for (const window of [ledger, other]) {
      assert.equal(window.snapshot("month").totals.calls, 0);
      assert.deepEqual(window.spentSince(0), []);
      assert.deepEqual(window.health(9), []);
      assert.deepEqual(window.limits(), []);
      assert.equal(window.stock()?.calls, 0);
      assert.equal(window.stock()?.oldestAt, undefined);
    }
  });

  it("is followed by new records, in each window, whatever it had in mind", async () => {
    const ledger = await filled();
    const other = await harness.open();
    other.record(callOf({ id: "before", startedAt: NOON, attempts: [], workspace: "secret-project" }));
    await other.flush();
    const told = new Told(other, 1000);
    await harness.clock.advance(500);
    await ledger.wipe({ accounts: false });
    // The numbers of what was wiped are given anew, to something else.
    ledger.record(callOf({ id: "from this", startedAt: NOON, task: "explain" }));
    await ledger.flush();
    other.record(callOf({ id: "from the other", startedAt: NOON, workspace: "secret-project" }));
    await other.flush();
    await harness.clock.advance(1000);
    assert.equal(told.calls.at(-1), "from this");
    const { totals, recent, byRoute, byTask } = ledger.snapshot("today");
    assert.equal(totals.calls, 2);
    assert.deepEqual(
      byTask.map(({ task, calls }) => [task, calls]),
      [
        ["chat", 1],
        ["explain", 1],
      ],
    );
    assert.deepEqual(recent.map(({ id }) => id).toSorted(), ["from the other", "from this"]);
    assert.deepEqual([byRoute.length, byRoute[0]?.calls], [1, 2]);
  });

  it("says what kept it from doing so", async () => {
    const ledger = await filled();
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    const removed = await ledger.wipe({ accounts: false });
    locker.close();
    assert.match(removed.trouble ?? "", /locked by another program/);
    assert.equal(removed.calls, 0);
    assert.equal(ledger.stock()?.calls, 1000);
  });

  it("empties what is kept in memory", async () => {
    const ledger = await harness.openInMemory();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    assert.equal((await ledger.wipe({ accounts: true })).calls, 1);
    assert.equal(ledger.snapshot("today").totals.calls, 0);
    assert.equal(ledger.stock()?.status.kind, "memory");
  });
});
