import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { matches } from "../../../src/filter/matches.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { answer } from "../../../src/ledger/reader/answer.ts";
import { countKinds, kindTotals } from "../../../src/ledger/reader/kind-totals.ts";
import { knownNames } from "../../../src/ledger/reader/known-names.ts";
import { callMarks } from "../../../src/ledger/reader/totals.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { CallsQuery, CallsTotals } from "../../../src/spec/call-query.ts";
import { callAccessors } from "../filter/call-accessors.ts";
import { anyCalls, batchOf, storeWith } from "./reader-calls.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();

function countAll(store: SqliteStore): void {
  store.read((database) => {
    while (countKinds(database, callMarks(database))) continue;
  });
}

function sumsByKind(store: SqliteStore, text: string): CallsTotals | undefined {
  const parsed = parseFilter(text, callFields, NOW);
  assert.ok(parsed.ok);
  return store.read((database) => kindTotals(database, parsed.filter, knownNames(database), callMarks(database)));
}

describe("sums by kind of call", () => {
  it("are those of the calls that a filter finds, with what was written since", () => {
    const filters = [
      "",
      "task:chat",
      "-failed",
      "client:editor (succeeded or cancelled)",
      "unpriced",
      "outcome:f* -experiment:terse",
      'workspace:""',
    ];
    fc.assert(
      fc.property(anyCalls(NOW, 20), fc.constantFrom(...filters), fc.nat(20), (calls, text, first) => {
        const parsed = parseFilter(text, callFields, NOW);
        assert.ok(parsed.ok);
        const store = storeWith({ calls: calls.slice(0, first) });
        countAll(store);
        store.append(batchOf({ calls: calls.slice(first) }));
        const wanted = calls.filter((call) => matches(parsed.filter, call, callAccessors));
        const sums = sumsByKind(store, text);
        store.close();
        assert.equal(sums?.calls, wanted.length);
        assert.equal(sums.succeeded, wanted.filter(({ outcome }) => outcome === "succeeded").length);
        assert.equal(sums.failed, wanted.filter(({ outcome }) => outcome === "failed").length);
        assert.equal(sums.unpriced, wanted.filter((call) => callAccessors.states["unpriced"]?.(call)).length);
        assert.equal(
          sums.input,
          wanted.reduce((sum, call) => sum + (callAccessors.amounts["in"]?.(call) ?? 0), 0),
        );
      }),
      { numRuns: 100 },
    );
  });

  it("are not known before they are counted, nor of what asks for more, and follow when calls are deleted", () => {
    const [calls = []] = fc.sample(anyCalls(NOW, 20), { numRuns: 1, seed: 5 });
    const store = storeWith({ calls });
    assert.equal(sumsByKind(store, ""), undefined);
    countAll(store);
    assert.equal(sumsByKind(store, "")?.calls, calls.length);
    assert.equal(sumsByKind(store, "model:x"), undefined);
    assert.equal(sumsByKind(store, "failed cost>1"), undefined);
    for (const left of [calls.length - 1, calls.length - 2]) {
      store.write((database) => database.exec("DELETE FROM calls WHERE number = (SELECT max(number) FROM calls)"));
      assert.ok([left, undefined].includes(sumsByKind(store, "")?.calls));
      countAll(store);
      assert.equal(sumsByKind(store, "")?.calls, left);
    }
    store.write((database) => database.exec("DELETE FROM calls WHERE number = (SELECT min(number) FROM calls)"));
    store.append(batchOf({ calls: calls.slice(-1) }));
    assert.ok([calls.length - 2, undefined].includes(sumsByKind(store, "")?.calls));
  });
});

/** More than are looked at first for a page. */
const MANY = 60_000;

/** Copies one call many times, a second apart: every third failed, and the first 20,000 explained. */
const COPIES = `
  WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${MANY})
  INSERT INTO calls (id, origin, started_at, duration_ms, outcome, route, answered, attempts, failovers, input, output,
    spent_usd, unpriced, traits)
  SELECT 'copy ' || n, CASE WHEN n <= 20000 THEN explained ELSE origin END, started_at + 1000 * n, n, n % 3 = 0, route, 1, 1, 0,
    1, 2, 0.5, 0, 0
  FROM copy, (SELECT *, (SELECT number FROM origins WHERE task = 'explain') AS explained FROM calls WHERE id = 'one')`;

describe("pages far from where one looks first", () => {
  let store: SqliteStore;

  before(() => {
    const one = {
      id: "one",
      task: "chat",
      client: "editor",
      startedAt: NOW,
      durationMs: 0,
      outcome: "succeeded",
      attempts: [],
      cost: { kind: "known", usd: 0, source: "list" },
    } as const;
    store = storeWith({ calls: [one, { ...one, id: "other", task: "explain", startedAt: NOW - 1 }] });
    store.write((database) => database.exec(COPIES));
  });

  after(() => store.close());

  function page(more: Partial<CallsQuery>) {
    const query: CallsQuery = { filter: "", order: "time", descending: true, offset: 0, limit: 3, ...more };
    const answered = store.read((database) => answer(database, "calls", query, NOW));
    assert.equal(answered.kind, "rows");
    return { ids: answered.rows.map(({ id }) => id), totals: answered.totals };
  }

  for (const counted of ["before", "after"] as const) {
    describe(`${counted} all calls were counted by kind`, () => {
      before(() => void (counted === "after" && countAll(store)));

      it("are found where all that matches is old", () => {
        const { ids, totals } = page({ filter: "task:explain" });
        assert.deepEqual(ids, ["copy 20000", "copy 19999", "copy 19998"]);
        assert.equal(totals.calls, 20_001);
        assert.deepEqual(page({ filter: "task:explain", offset: 19_999 }).ids, ["copy 1", "other"]);
        assert.deepEqual(page({ filter: "task:explain", descending: false }).ids, ["other", "copy 1", "copy 2"]);
      });

      it("are found in the middle, from either end", () => {
        assert.deepEqual(page({ offset: 30_000 }).ids, ["copy 30000", "copy 29999", "copy 29998"]);
        assert.deepEqual(page({ offset: 29_000, descending: false }).ids, ["copy 28999", "copy 29000", "copy 29001"]);
        assert.deepEqual(page({ filter: "failed", offset: 10_000 }).ids, ["copy 30000", "copy 29997", "copy 29994"]);
      });

      it("come with the sums of nearly all calls", () => {
        const { totals } = page({ filter: "duration>100ms" });
        assert.deepEqual(totals, {
          calls: 59_900,
          succeeded: 39_933,
          failed: 19_967,
          input: 59_900,
          output: 119_800,
          usd: 29_950,
          unpriced: 0,
        });
        assert.equal(page({ filter: "-duration>59990ms" }).totals.calls, 59_992);
      });
    });
  }
});
