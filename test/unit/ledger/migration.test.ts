import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { MIGRATIONS } from "../../../src/ledger/store/schema.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const failure = { class: "overloaded", scope: "model", message: "Overloaded", status: 529 } as const;

/** A call with a failed attempt and one that succeeded, and a breaker's move, as the first version wrote them. */
const ROWS = `
  INSERT INTO routes VALUES (1, 'openai/gpt-5-mini', 'openai', 'gpt-5-mini', 'credential-1');
  INSERT INTO calls VALUES (7, 'old', 'chat', 'editor', ${NOON - 9}, 900, 300, 'succeeded', 'openai/gpt-5-mini', 1);
  INSERT INTO attempts VALUES (7, 0, 1, ${NOON - 9}, 900, NULL, 'failed', 1, NULL,
    'overloaded', 'model', 'Overloaded', 529, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 'free');
  INSERT INTO attempts VALUES (7, 1, 1, ${NOON - 9}, 900, 300, 'succeeded', 0, 'stop',
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1000, 0, 0, 0, 200, 0, 'reported', NULL, 1.5, 'list');
  INSERT INTO health VALUES (3, ${NOON - 8}, 'provider', 'openai', 'closed', 'open', '3 failures in a row');`;

describe("a ledger file of the first version", () => {
  const harness = LedgerHarness.perTest();

  function writeFirstVersion(rows: string): void {
    const database = new DatabaseSync(harness.file);
    database.exec(`PRAGMA journal_mode = WAL; ${MIGRATIONS[0]}; ${rows} PRAGMA user_version = 1`);
    database.close();
  }

  function version(): unknown {
    const database = new DatabaseSync(harness.file);
    const row = database.prepare("PRAGMA user_version").get();
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
    database.close();
    return row?.["user_version"];
  }

  const { firstTokenMs: _none, finish: _never, usage: _nothing, ...failed } = attemptOf({ startedAt: NOON - 9 });
  const call = callOf({
    id: "old",
    startedAt: NOON - 9,
    attempts: [
      { ...failed, outcome: "failed", probe: true, failure },
      attemptOf({ startedAt: NOON - 9, usage: usageOf({ input: 1000, output: 200 }) }),
    ],
  });
  const costs = [
    { kind: "known", usd: 0, source: "free" },
    { kind: "known", usd: 1.5, source: "list" },
  ] as const;
  const priced = {
    ...call,
    attempts: call.attempts.map((attempt, index) => ({ ...attempt, cost: costs[index] })),
    cost: costs[1],
  };
  const moved = moveOf("openai", "open", NOON - 8, { cause: "3 failures in a row" });

  it("is brought up to date with all that it holds", async () => {
    writeFirstVersion(ROWS);
    const ledger = await harness.open();
    assert.deepEqual(ledger.status, { kind: "disk" });
    const { totals, recent, failovers } = ledger.snapshot("today");
    assert.deepEqual(recent, [priced]);
    assert.deepEqual([totals.calls, totals.costUsd, failovers], [1, 1.5, 1]);
    assert.deepEqual(ledger.health(5), [moved]);
    assert.deepEqual(ledger.spentSince(0), [{ task: "chat", client: "editor", usd: 1.5 }]);
    assert.equal(version(), MIGRATIONS.length);
  });

  it("tells a follower what it holds, as others' work", async () => {
    writeFirstVersion(ROWS);
    const told = new Told(await harness.open(), 60_000);
    await harness.clock.advance(100);
    assert.deepEqual(told.parts, [{ calls: [priced], health: [moved] }]);
  });

  it("takes new records after the old ones", async () => {
    writeFirstVersion(ROWS);
    const ledger = await harness.open();
    ledger.record(callOf({ id: "new", startedAt: NOON, experiment: "terse" }));
    ledger.recordHealth(moveOf("openai", "closed", NOON));
    await ledger.close();
    const reopened = await harness.open();
    assert.deepEqual(
      reopened.snapshot("today").recent.map(({ id }) => id),
      ["new", "old"],
    );
    assert.equal(reopened.health(5).length, 2);
    assert.equal(reopened.spentSince(0)?.length, 2);
  });

  it("is brought up to date by the first of several windows that open together", async () => {
    writeFirstVersion(ROWS);
    const windows = await Promise.all([harness.open(), harness.open(), harness.open()]);
    for (const window of windows) assert.equal(window.snapshot("today").totals.calls, 1);
    assert.equal(version(), MIGRATIONS.length);
  });

  it("may be open still in a window of that version, which goes on writing", async () => {
    writeFirstVersion("");
    const old = new DatabaseSync(harness.file);
    const insert = old.prepare(`
      INSERT INTO calls (id, task, client, started_at, duration_ms, first_token_ms, outcome, route_id, failovers)
      VALUES (?, 'chat', 'editor', ?, 1, NULL, 'failed', NULL, 0)`);
    insert.run("before", NOON - 2);
    const ledger = await harness.open();
    insert.run("after", NOON - 1);
    old.close();
    assert.deepEqual(
      ledger.snapshot("today").recent.map(({ id }) => id),
      ["after", "before"],
    );
  });
});
