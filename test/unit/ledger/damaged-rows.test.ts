import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { answer } from "../../../src/ledger/reader/answer.ts";
import { countKinds } from "../../../src/ledger/reader/kind-totals.ts";
import { runQuestion } from "../../../src/ledger/reader/run-question.ts";
import { callMarks } from "../../../src/ledger/reader/totals.ts";
import type { CallOrder } from "../../../src/spec/call-query.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { moveOf, Told } from "./told.ts";

const page = (order: CallOrder) => ({ filter: "", order, descending: true, offset: 0, limit: 100 }) as const;

describe("a ledger file with a damaged row", () => {
  const harness = LedgerHarness.perTest();

  /** Three calls, of which the second has a value that nobody wrote. */
  async function fill(damage: string): Promise<void> {
    const ledger = await harness.open();
    for (const [index, id] of ["one", "two", "three"].entries()) {
      ledger.record(callOf({ id, startedAt: NOON - 10 + index }));
    }
    ledger.recordHealth(moveOf("openai", "open", NOON - 5));
    await ledger.close();
    const database = new DatabaseSync(harness.file);
    database.exec(`PRAGMA ignore_check_constraints = ON; ${damage}`);
    database.close();
  }

  const damages = {
    "an outcome that there is not": "UPDATE calls SET outcome = 7 WHERE id = 'two'",
    "an id that is none": "UPDATE calls SET id = x'01' WHERE id = 'two'",
    "an attempt's outcome that there is not":
      "UPDATE attempts SET outcome = 9 WHERE call = (SELECT number FROM calls WHERE id = 'two')",
  };

  for (const [what, damage] of Object.entries(damages)) {
    it(`keeps all its other calls where there is ${what}`, async () => {
      await fill(damage);
      const ledger = await harness.open();
      const told = new Told(ledger, 60_000);
      await harness.clock.advance(1100);
      const { recent, totals } = ledger.snapshot("today");
      assert.deepEqual(
        recent.map(({ id }) => id),
        ["three", "one"],
      );
      assert.equal(totals.calls, 3);
      assert.deepEqual(told.calls, ["one", "three"]);
      assert.ok((ledger.routeStats("openai/gpt-5-mini")?.attempts ?? 0) >= 2);
      assert.equal(ledger.stock()?.damagedCalls, 1);
      assert.deepEqual(ledger.status, { kind: "disk" });
    });

    it(`writes all its other calls to an archive, and says how many it could not, where there is ${what}`, async () => {
      await fill(damage);
      const database = new DatabaseSync(harness.file, { readOnly: true });
      const query = { filter: "", format: "json" as const, path: join(harness.directory, "calls.json"), keys: {} };
      const written = await runQuestion(database, { name: "exportCalls", query }, { now: NOON });
      assert.partialDeepStrictEqual(written, { kind: "written", calls: 2, damaged: 1 });
      database.close();
    });
  }

  it("has a page of its other calls, whether kinds are counted or not", async () => {
    await fill(damages["an outcome that there is not"]);
    const database = new DatabaseSync(harness.file, { readOnly: true });
    for (const order of ["time", "cost"] as const) {
      const answered = answer(database, "calls", page(order), NOON);
      assert.ok(answered.kind === "rows");
      assert.deepEqual(answered.rows.map(({ id }) => id).toSorted(), ["one", "three"]);
      assert.equal(countKinds(database, callMarks(database)), false);
    }
    database.close();
  });

  it("has no damaged call to show", async () => {
    await fill(damages["an attempt's outcome that there is not"]);
    const database = new DatabaseSync(harness.file, { readOnly: true });
    assert.equal(answer(database, "call", { id: "two" }, NOON), null);
    assert.equal(answer(database, "call", { id: "one" }, NOON)?.id, "one");
    database.close();
  });

  it("says nothing of damaged calls where it found none", async () => {
    await fill("");
    const ledger = await harness.open();
    ledger.snapshot("today");
    assert.ok(!("damagedCalls" in (ledger.stock() ?? assert.fail())));
  });
});
