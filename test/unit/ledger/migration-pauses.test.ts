import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { setImmediate as turn } from "node:timers/promises";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { preparing } from "../../../src/ledger/store/open-file.ts";
import { atOnce, inPauses, type Pausing } from "../../../src/ledger/store/pauses.ts";
import { pragma } from "../../../src/ledger/store/pragma.ts";
import { MIGRATIONS } from "../../../src/ledger/store/schema.ts";
import { systemClock } from "../../../src/platform/clock.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";
import { SecondVersion } from "./second-version.ts";

const CALLS = 4000;
const [FIRST_STEP, SECOND_STEP] = MIGRATIONS.map(String);

describe("bringing a large file up to date", () => {
  const harness = LedgerHarness.perTest();

  beforeEach(() => {
    const database = new DatabaseSync(harness.file);
    database.exec(`PRAGMA journal_mode = WAL; ${FIRST_STEP}; ${SECOND_STEP}; PRAGMA user_version = 2; BEGIN`);
    const window = new SecondVersion(database);
    for (let index = 0; index < CALLS; index++) {
      window.insert(priceCall(callOf({ id: `call ${index}`, startedAt: NOON - index }), quarterDollar));
    }
    database.exec("COMMIT");
    database.close();
  });

  it("gives the editor its turn, and shows others the old file until all is done", async () => {
    const other = new DatabaseSync(harness.file, { timeout: 0 });
    const seen: unknown[] = [];
    const opening = harness.open({ clock: systemClock });
    await whileUnderWay(opening, () => {
      if (!isFree(other)) seen.push([pragma(other, "user_version"), countOf(other, "calls")]);
    });
    assert.ok(seen.length > 3, `${seen.length} turns`);
    assert.deepEqual(new Set(seen.map(String)), new Set([String([2, CALLS])]));
    const ledger = await opening;
    assert.equal(ledger.stock()?.calls, CALLS);
    assert.equal(pragma(other, "user_version"), MIGRATIONS.length);
    other.close();
  });

  it("leaves the old file as it was when it ends in the middle, for the next to do it", async () => {
    const database = new DatabaseSync(harness.file);
    const work = preparing(database, harness.file);
    for (let steps = 0; steps < 12; steps++) assert.equal(work.next().done, false);
    database.close();
    const after = new DatabaseSync(harness.file);
    assert.deepEqual([pragma(after, "user_version"), countOf(after, "calls")], [2, CALLS]);
    after.close();
    const ledger = await harness.open();
    assert.equal(ledger.stock()?.calls, CALLS);
    assert.deepEqual(ledger.status, { kind: "disk" });
  });
});

describe("work in pauses", () => {
  function* work(result: readonly string[], ms: number): Pausing<readonly string[]> {
    const done: string[] = [];
    for (const one of result) {
      const begun = performance.now();
      while (performance.now() - begun < ms);
      done.push(one);
      yield;
    }
    return done;
  }

  it("comes to the same as at once", async () => {
    assert.deepEqual(atOnce(work(["a", "b"], 0)), ["a", "b"]);
    assert.deepEqual(await inPauses(work(["a", "b"], 0), systemClock), ["a", "b"]);
  });

  it("pauses when it took long, and not between short steps", async () => {
    const turnsDuring = async (ms: number) => {
      let turns = 0;
      await whileUnderWay(inPauses(work(["a", "b", "c", "d"], ms), systemClock), () => turns++);
      return turns;
    };
    assert.ok((await turnsDuring(12)) >= 3);
    assert.ok((await turnsDuring(0)) <= 1);
  });
});

/** Does something whenever it is this code's turn. */
async function whileUnderWay(work: Promise<unknown>, each: () => void): Promise<void> {
  const state = { over: false };
  void work.finally(() => (state.over = true));
  await turn();
  while (!state.over) {
    each();
    await turn();
  }
}

/** Whether nobody is writing. */
function isFree(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return true;
  } catch {
    return false;
  }
}

function countOf(database: DatabaseSync, table: string): unknown {
  return database.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.["count"];
}
