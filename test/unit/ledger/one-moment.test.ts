import assert from "node:assert/strict";
import { DatabaseSync, StatementSync } from "node:sqlite";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import type { AnswerTo, Question, QuestionName } from "../../../src/ledger/reader/questions.ts";
import { runQuestion } from "../../../src/ledger/reader/run-question.ts";
import { atOneMoment } from "../../../src/ledger/store/one-moment.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

const span = { from: NOON - 3_600_000, until: NOON + 3_600_000 };

describe("an answer while another window writes", () => {
  const harness = LedgerHarness.perTest();
  let writer: Ledger;
  let database: DatabaseSync;
  let changed: number;

  beforeEach(async () => {
    changed = 0;
    writer = await harness.open();
    for (let index = 0; index < 20; index++) writer.record(callOf({ id: `call ${index}`, startedAt: NOON - index }));
    await writer.flush();
    database = new DatabaseSync(harness.file, { readOnly: true });
  });

  afterEach(() => database.close());

  /** Asks, and has another window write before each statement. */
  function ask<K extends QuestionName>(question: Question<K>, ...changes: readonly string[]): AnswerTo<K> {
    const other = new DatabaseSync(harness.file);
    const statements = changes.map((sql) => other.prepare(sql));
    const prepare = database.prepare.bind(database);
    database.prepare = (sql) => {
      for (const statement of statements) changed += Number(statement.run().changes);
      return prepare(sql);
    };
    const answer = runQuestion(database, question as Question, { now: NOON });
    database.prepare = prepare;
    other.close();
    return answer as AnswerTo<K>;
  }

  it("has a page whose rows are those that its sums are of", () => {
    const query = { filter: "", order: "time", descending: true, offset: 0, limit: 100 } as const;
    const page = ask({ name: "calls", query }, "DELETE FROM calls WHERE number = (SELECT max(number) FROM calls)");
    assert.ok(page.kind === "rows" && changed > 3);
    // The moment begins with the first statement, before which one call was gone.
    assert.deepEqual([page.rows.length, page.totals.calls], [19, 19]);
  });

  it("has as many calls as attempts, where each has one", () => {
    const query = { span, grain: "day", split: "none" } as const;
    const series = ask({ name: "series", query }, "UPDATE rollups SET count = count + 1");
    assert.ok(changed > 3);
    assert.equal(series.calls?.[0]?.calls, series.parts[0]?.totals.attempts);
  });

  it("of what was spent leaves out what was not told yet, neither less nor more", async () => {
    writer.follow(() => {}, 3_600_000);
    await harness.clock.advance(1100);
    const other = new DatabaseSync(harness.file);
    const spends = [
      `INSERT INTO calls SELECT NULL, number || ' more', 99, origin, started_at, duration_ms, first_token_ms, outcome, route,
        answered, attempts, failovers, failure, input, output, spent_usd, unpriced, traits
        FROM calls ORDER BY number DESC LIMIT 1`,
      "UPDATE rollups SET count = count + 1, usd = usd + 0.25",
    ].map((sql) => other.prepare(sql));
    const { all } = StatementSync.prototype;
    StatementSync.prototype.all = function (...parameters) {
      for (const spend of spends) spend.run();
      return Reflect.apply(all, this, parameters);
    };
    try {
      assert.equal(writer.spentSince(NOON - 86_400_000 * 2)?.[0]?.usd, 5);
    } finally {
      StatementSync.prototype.all = all;
      other.close();
    }
  });

  it("holds no moment once it is given, nor when it fails", () => {
    const query = { filter: "", order: "time", descending: true, offset: 0, limit: 100 } as const;
    ask({ name: "calls", query });
    assert.equal(database.isTransaction, false);
    assert.throws(
      () =>
        atOneMoment(database, () => {
          throw new Error("no");
        }),
      /no/,
    );
    assert.equal(database.isTransaction, false);
  });

  it("is part of a moment that is held already", () => {
    database.exec("BEGIN");
    assert.equal(
      atOneMoment(database, () => 5),
      5,
    );
    assert.equal(database.isTransaction, true);
    database.exec("COMMIT");
  });
});
