import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import { MIGRATIONS } from "../../../src/ledger/store/schema.ts";
import type { CallRecord } from "../../../src/spec/call.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { assertRollups, countedRollups } from "./kept-rollups.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { callFrom, sixteenths } from "./random-calls.ts";
import { SecondVersion } from "./second-version.ts";
import { moveOf, Told } from "./told.ts";

const [FIRST_STEP, SECOND_STEP] = MIGRATIONS.map(String);
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
    database.exec(`PRAGMA journal_mode = WAL; ${FIRST_STEP}; ${rows} PRAGMA user_version = 1`);
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
    assert.deepEqual(ledger.spentSince(0), [{ task: "chat", client: "editor", usd: 1.5, unpriced: 0 }]);
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

  it("leaves a window of that version that is still open nothing to write to", async () => {
    writeFirstVersion("");
    const old = new DatabaseSync(harness.file);
    const insert = old.prepare(`
      INSERT INTO calls (id, task, client, started_at, duration_ms, first_token_ms, outcome, route_id, failovers)
      VALUES (?, 'chat', 'editor', ?, 1, NULL, 'failed', NULL, 0)`);
    insert.run("before", NOON - 2);
    const ledger = await harness.open();
    assert.throws(() => insert.run("after", NOON - 1), /no column named task/);
    old.close();
    assert.deepEqual(
      ledger.snapshot("today").recent.map(({ id }) => id),
      ["before"],
    );
    assert.equal(ledger.status.kind, "disk");
  });
});

/** As the second version wrote it, which knew neither workspaces nor savings. */
const secondVersionCalls = fc
  .array(callFrom(fc.nat(172_800_000).map((before) => NOON - before)), { maxLength: 25 })
  .map((calls) =>
    calls.map(({ workspace: _none, ...call }, index) => (index % 5 === 0 ? { ...call, id: `id ${index}` } : call)),
  );

const price: PriceAttempt = (attempt) => {
  const cost = sixteenths(attempt);
  return cost.kind === "known" ? { kind: "known", usd: cost.usd, source: cost.source } : cost;
};

describe("a ledger file of the second version", () => {
  const harness = LedgerHarness.perTest();

  function writeSecondVersion(calls: readonly CallRecord[]): void {
    const database = new DatabaseSync(harness.file);
    database.exec(`PRAGMA journal_mode = WAL; ${FIRST_STEP}; ${SECOND_STEP}; PRAGMA user_version = 2; BEGIN`);
    const window = new SecondVersion(database);
    for (const call of calls) window.insert(priceCall(call, price));
    database.exec("COMMIT");
    database.close();
  }

  it("is brought up to date with all that it holds, and what follows from it", async () => {
    await fc.assert(
      fc.asyncProperty(secondVersionCalls, async (calls) => {
        await harness.renew();
        writeSecondVersion(calls);
        const ledger = await harness.open();
        assert.equal(ledger.status.kind, "disk");
        const inOrder = calls
          .toReversed()
          .toSorted((a, b) => b.startedAt - a.startedAt)
          .map((call) => priceCall(call, price));
        assert.deepEqual(ledger.snapshot("month").recent, inOrder);
        const database = new DatabaseSync(harness.file);
        assertRollups(database, countedRollups(calls, [], price));
        assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
        assert.equal(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
        assert.equal(database.prepare("PRAGMA auto_vacuum").get()?.["auto_vacuum"], 2);
        database.close();
      }),
      { numRuns: 40 },
    );
  });

  it("has rows as if they had been written now", async () => {
    await fc.assert(
      fc.asyncProperty(secondVersionCalls, async (calls) => {
        await harness.renew();
        writeSecondVersion(calls);
        await harness.open();
        const migrated = rowsOf(harness.file);
        await harness.renew();
        const ledger = await harness.open({ loadPrice: async () => price });
        for (const call of calls) ledger.record(call);
        await ledger.flush();
        assert.deepEqual(migrated, rowsOf(harness.file));
      }),
      { numRuns: 40 },
    );
  });

  it("keeps its breakers' moves", async () => {
    writeSecondVersion([]);
    const database = new DatabaseSync(harness.file);
    database.exec(`
      INSERT INTO health (at, scope, key, from_state, to_state, cause, writer, until, failure_class, failure_scope, failure_message)
        VALUES (${NOON}, 'credential', 'one', 'closed', 'open', 'refused', 'window', 8.64e15, 'credential-invalid', 'credential', 'No.')`);
    database.close();
    const ledger = await harness.open();
    const refusal = { class: "credential-invalid", scope: "credential", message: "No." } as const;
    const target = { scope: "credential", key: "one" } as const;
    assert.deepEqual(ledger.health(5), [
      moveOf("one", "open", NOON, { target, cause: "refused", until: 8.64e15, failure: refusal }),
    ]);
  });
});

/** Everything in the file's tables of calls and attempts, by names. */
function rowsOf(file: string): readonly unknown[] {
  const database = new DatabaseSync(file);
  const calls = database
    .prepare(
      `SELECT calls.*, NULL AS writer, NULL AS origin, NULL AS route, task, client, workspace, experiment,
        route_id, provider, model, credential
      FROM calls JOIN origins ON origins.number = origin LEFT JOIN routes ON routes.number = route ORDER BY calls.number`,
    )
    .all();
  const attempts = database
    .prepare(
      `SELECT attempts.*, NULL AS route, route_id, provider, model, credential, NULL AS number
      FROM attempts JOIN routes ON routes.number = route ORDER BY call, position`,
    )
    .all();
  database.close();
  return [...calls, ...attempts];
}
