import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { exportCalls } from "../../../src/ledger/archive/export-calls.ts";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { answer } from "../../../src/ledger/reader/answer.ts";
import { openInMemory } from "../../../src/ledger/store/open-file.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";

describe("what makes no sense", () => {
  const harness = LedgerHarness.perTest();
  const priced = (id: string) => priceCall(callOf({ id, startedAt: NOON }), quarterDollar);

  it("in a moment or a figure does not keep what is sound from being written and read", async () => {
    const ledger = await harness.open();
    const used = (id: string) =>
      callOf({ id, startedAt: NOON, attempts: [attemptOf({ usage: usageOf({ input: 9e15, output: 9e15 }) })] });
    ledger.record(callOf({ id: "a moment without an hour", startedAt: 1e300, durationMs: 1e300 }));
    ledger.record(used("one"));
    await ledger.flush();
    ledger.record(used("two"));
    ledger.record(callOf({ id: "sound", startedAt: NOON }));
    await ledger.flush();
    assert.deepEqual(ledger.status, { kind: "disk" });
    assert.equal(ledger.stock()?.calls, 4);
    assert.ok(Number.isSafeInteger(ledger.snapshot("today").totals.input));
  });

  it("in a price makes it unknown", async () => {
    const ledger = await harness.open();
    const dear = priceCall(callOf({ id: "dear", startedAt: NOON }), () => ({
      kind: "known",
      usd: 1e308,
      source: "list",
    }));
    assert.equal(ledger.adopt([dear, priced("usual")]).added, 2);
    const { costUsd, unpriced } = ledger.snapshot("today").totals;
    assert.deepEqual([costUsd, unpriced], [0.25, 1]);
  });

  it("in one roll-up's histogram costs that histogram and nothing else", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "before", startedAt: NOON }));
    await ledger.flush();
    ledger.store.write((database) => database.exec("UPDATE rollups SET duration = x'0207', failures = '{'"));
    ledger.record(callOf({ id: "after", startedAt: NOON }));
    await ledger.flush();
    assert.deepEqual(ledger.status, { kind: "disk" });
    assert.equal(ledger.snapshot("today").totals.calls, 2);
    assert.equal(ledger.snapshot("today").totals.duration?.samples, 1);
  });
});

describe("a batch that is written again", () => {
  it("changes nothing: no call, no move of a breaker, no piece of ghost text counts twice", () => {
    const store = openInMemory(sqlite, 1);
    const call = priceCall(callOf({ startedAt: NOON }), quarterDollar);
    const move = { at: NOON, target: { scope: "provider", key: "x" }, from: "closed", to: "open", cause: "t" } as const;
    const outcome = { callId: call.id, at: NOON, kind: "shown", characters: 5, language: "ts" } as const;
    const batch = { calls: [call], health: [move], outcomes: [outcome], limits: [] };
    assert.deepEqual([store.append(batch), store.append(batch)], [1, 0]);
    const counts = store.read((database) =>
      database
        .prepare(
          `SELECT (SELECT count(*) FROM health) AS moves, (SELECT count(*) FROM outcomes) AS pieces,
            (SELECT sum(shown) FROM rollups WHERE level = 1 AND route = 0) AS shown`,
        )
        .get(),
    );
    assert.deepEqual({ ...counts }, { moves: 1, pieces: 1, shown: 1 });
    store.close();
  });
});

describe("a wipe", () => {
  const harness = LedgerHarness.perTest();

  it("says so where another reader keeps what was removed on the disk", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    const reader = new sqlite.DatabaseSync(harness.file, { readOnly: true });
    reader.exec("BEGIN");
    reader.prepare("SELECT count(*) FROM calls").get();
    assert.match((await ledger.wipe({ accounts: false })).trouble ?? "", /delete again/);
    reader.close();
    assert.equal((await ledger.wipe({ accounts: false })).trouble, undefined);
  });
});

describe("a filter of many words, and one over many models", () => {
  const store = openInMemory(sqlite, 1);
  after(() => store.close());
  const ask = (filter: string) =>
    store.read((database) =>
      answer(database, "calls", { filter, order: "time", descending: true, offset: 0, limit: 9 }, NOON),
    );

  it("is refused in words beyond two hundred", () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" or ");
    assert.equal(ask(words(200)).kind, "rows");
    const refused = ask(words(201));
    assert.equal(refused.kind === "misread" && refused.message, "A filter has at most 200 terms.");
  });

  it("finds its way among more models than SQLite takes parameters", () => {
    store.write((database) => {
      const insert = database.prepare(
        "INSERT INTO routes (route_id, provider, model, credential) VALUES (?, 'p', ?, 'k')",
      );
      for (let index = 0; index < 20_000; index += 1) insert.run(`p/m${index}`, `m${index}`);
    });
    assert.equal(ask("model:m*").kind, "rows");
  });
});

describe("an export", () => {
  const harness = LedgerHarness.perTest();

  it("leaves a file of somebody else's beside it alone, and nothing of its own", async () => {
    const store = openInMemory(sqlite, 1);
    const path = join(harness.directory, "calls.csv");
    writeFileSync(`${path}.part`, "mine");
    const query = { filter: "", format: "csv", path, keys: {} } as const;
    const written = await store.read((database) => exportCalls(database, query, { now: NOON }));
    assert.equal(written.kind, "written");
    assert.ok(existsSync(`${path}.part`));
    assert.deepEqual((await readdir(harness.directory)).toSorted(), ["calls.csv", "calls.csv.part"]);
    store.close();
  });
});
