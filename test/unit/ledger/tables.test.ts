import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

const INSERT = `INSERT INTO plans (id, provider, body) VALUES (?, 'openai', '{}')`;

function plans(ledger: Ledger): readonly unknown[] {
  return ledger.store.read((database) =>
    database
      .prepare("SELECT id FROM plans")
      .all()
      .map((row) => row["id"]),
  );
}

for (const kind of ["a file", "memory"] as const) {
  describe(`the ledger's other tables in ${kind}`, () => {
    const harness = LedgerHarness.perTest();
    const open = () => (kind === "memory" ? harness.openInMemory() : harness.open());

    it("are changed in full or not at all", async () => {
      const ledger = await open();
      const changed = ledger.store.write((database) => database.prepare(INSERT).run("one").changes);
      assert.equal(Number(changed), 1);
      assert.throws(
        () =>
          ledger.store.write((database) => {
            database.prepare(INSERT).run("two");
            throw new Error("on second thoughts");
          }),
        /second thoughts/,
      );
      assert.deepEqual(plans(ledger), ["one"]);
      ledger.record(callOf({ startedAt: NOON }));
      await ledger.flush();
      assert.equal(ledger.snapshot("today").totals.calls, 1);
    });

    it("say where they are", async () => {
      const ledger = await open();
      assert.equal(ledger.file, kind === "memory" ? undefined : harness.file);
    });
  });
}

describe("the ledger's other tables", () => {
  const harness = LedgerHarness.perTest();

  it("are shared by all windows, which are told of changes", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    let told = 0;
    two.onDidChange(() => told++);
    one.store.write((database) => database.prepare(INSERT).run("one"));
    assert.deepEqual(plans(two), ["one"]);
    await harness.clock.advance(1000);
    assert.equal(told, 1);
  });

  it("throw what may pass, and can be changed afterwards", async () => {
    const ledger = await harness.open();
    const locker = new DatabaseSync(harness.file);
    locker.exec("BEGIN IMMEDIATE");
    assert.throws(() => ledger.store.write((database) => database.prepare(INSERT).run("one")), /locked/);
    locker.close();
    ledger.store.write((database) => database.prepare(INSERT).run("two"));
    assert.deepEqual(plans(ledger), ["two"]);
  });

  it("begin anew in a new file when theirs is damaged", async () => {
    const ledger = await harness.open();
    ledger.store.write((database) => database.prepare(INSERT).run("one"));
    let tries = 0;
    const found = ledger.store.read((database) => {
      if (tries++ === 0) throw Object.assign(new Error("malformed"), { errcode: 11 });
      return database.prepare("SELECT count(*) AS plans FROM plans").get()?.["plans"];
    });
    assert.equal(found, 0);
    assert.equal(ledger.status.kind, "recovered");
    assert.equal(ledger.file, harness.file);
  });
});
