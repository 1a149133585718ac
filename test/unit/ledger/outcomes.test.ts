import assert from "node:assert/strict";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import type { EditorOutcome } from "../../../src/spec/outcome.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

const UUID = "0b6f5d6e-3c1a-4c57-9a52-d1b2f3a4c5d6";

function outcome(callId: string, kind: EditorOutcome["kind"], characters: number): EditorOutcome {
  return { callId, at: NOON, kind, characters, language: "typescript" };
}

/** Of the day: pieces and characters shown and accepted, of all routes and of each. */
function sums(ledger: Ledger) {
  return ledger.store.read((database) =>
    database
      .prepare(
        `SELECT coalesce(route_id, 'all') AS route, shown, accepted, shown_characters, accepted_characters
        FROM rollups LEFT JOIN routes ON routes.number = route WHERE level = 1 ORDER BY route`,
      )
      .all()
      .map((row) => Object.values(row)),
  );
}

function kept(ledger: Ledger) {
  return ledger.store.read((database) =>
    database.prepare("SELECT kind, characters, language FROM outcomes ORDER BY number").all().map(Object.values),
  );
}

describe("what became of ghost text", () => {
  const harness = LedgerHarness.perTest();

  for (const id of [UUID, "call-1"]) {
    it(`counts for the route that wrote it, found by the call's id ${id}`, async () => {
      const ledger = await harness.open();
      ledger.record(callOf({ id, task: "completion", startedAt: NOON - 900 }));
      ledger.recordOutcome(outcome(id, "shown", 40));
      await ledger.flush();
      ledger.recordOutcome(outcome(id, "accepted", 30));
      await ledger.flush();
      assert.deepEqual(sums(ledger), [
        ["all", 1, 1, 40, 30],
        ["openai/gpt-5-mini", 1, 1, 40, 30],
      ]);
      assert.deepEqual(kept(ledger), [
        [0, 40, "typescript"],
        [1, 30, "typescript"],
      ]);
    });
  }

  it("counts in another window as well, once the call is written", async () => {
    const [one, two] = [await harness.open(), await harness.open()];
    one.record(callOf({ startedAt: NOON - 900 }));
    await one.flush();
    two.recordOutcome(outcome("call-1", "shown", 5));
    await two.flush();
    assert.deepEqual(sums(one)[0], ["all", 1, 0, 5, 0]);
  });

  it("is kept, but counts nowhere, where the call is not in the ledger", async () => {
    const ledger = await harness.open();
    ledger.recordOutcome(outcome("unheard of", "shown", 5));
    await ledger.flush();
    assert.deepEqual(sums(ledger), []);
    assert.equal(kept(ledger).length, 1);
  });

  it("waits for its call, however many calls wait before", async () => {
    const ledger = await harness.open();
    for (let index = 0; index < 450; index++) ledger.record(callOf({ id: `${index}`, startedAt: NOON }));
    for (let index = 449; index >= 0; index--) ledger.recordOutcome(outcome(`${index}`, "shown", 1));
    await ledger.flush();
    assert.deepEqual(sums(ledger)[0], ["all", 450, 0, 450, 0]);
  });

  it("counts for calls as a whole alone, where no route was tried", async () => {
    const ledger = await harness.open();
    const { routeId: _none, ...call } = callOf({ startedAt: NOON, attempts: [] });
    ledger.record(call);
    ledger.recordOutcome(outcome("call-1", "shown", 3));
    await ledger.flush();
    assert.deepEqual(sums(ledger), [["all", 1, 0, 3, 0]]);
  });
});
