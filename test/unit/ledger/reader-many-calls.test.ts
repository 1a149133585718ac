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
import { attemptOf, callOf } from "../../support/call-records.ts";
import { callAccessors } from "../filter/call-accessors.ts";
import { anyCalls, batchOf, storeWith } from "./reader-calls.ts";

const NOW = new Date(2026, 10, 3, 15, 30).getTime();

function countAll(store: SqliteStore): void {
  store.read((database) => {
    while (countKinds(database, callMarks(database))) continue;
  });
}

/** What kinds tell of all that a filter finds. */
function sumsByKind(store: SqliteStore, text: string): CallsTotals | undefined {
  const parsed = parseFilter(text, callFields, NOW);
  assert.ok(parsed.ok);
  const context = { names: store.read(knownNames), keys: {} };
  const found = store.read((database) => kindTotals(database, parsed.filter, context, callMarks(database)));
  return found?.of === "all" ? found.totals : undefined;
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

  it("are those of calls of one attempt for a filter that asks of routes", () => {
    const filters = ["model:gpt-5", "-provider:x task:chat", "route:x/claude or failed", "key:two"];
    fc.assert(
      fc.property(anyCalls(NOW, 20), fc.constantFrom(...filters), (calls, text) => {
        const parsed = parseFilter(text, callFields, NOW);
        assert.ok(parsed.ok);
        const store = storeWith({ calls });
        countAll(store);
        const context = { names: store.read(knownNames), keys: {} };
        const found = store.read((database) => kindTotals(database, parsed.filter, context, callMarks(database)));
        store.close();
        const wanted = calls.filter((call) => call.attempts.length < 2 && matches(parsed.filter, call, callAccessors));
        assert.deepEqual([found?.of, found?.totals.calls], ["unless-retried", wanted.length]);
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
    assert.equal(sumsByKind(store, "ttft>1s"), undefined);
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
    countAll(store);
    countAll(store);
    assert.equal(sumsByKind(store, "")?.calls, calls.length - 2);
  });
});

/** More than are looked at first for a page. */
const MANY = 60_000;

/**
 * Copies one call many times, a second apart. Every third failed, the first 20,000 explained, every second was answered by
 * claude, and every tenth of these after gpt-5 had been tried.
 */
const COPIES = `
  WITH RECURSIVE copy (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${MANY})
  INSERT INTO calls (number, id, origin, started_at, duration_ms, outcome, route, answered, attempts, failovers, input,
    output, spent_usd, unpriced, traits)
  SELECT 10 + n, 'copy ' || n, CASE WHEN n <= 20000 THEN other.origin ELSE one.origin END, one.started_at + 1000 * n, n,
    n % 3 = 0, CASE n % 2 WHEN 0 THEN one.route ELSE other.route END, 1, 1 + (n % 20 = 1), 0, 1, 2, 0.5, 0, 0
  FROM copy, calls AS one, calls AS other WHERE one.id = 'one' AND other.id = 'other';
  INSERT INTO attempts (call, position, route, started_after_ms, duration_ms, outcome, probe)
  SELECT copied.number, 0, one.route, 0, 1, 1, 0 FROM calls AS copied, calls AS one
  WHERE copied.attempts = 2 AND one.id = 'one'`;

/** Another chat, the newest call of all. Appended, it would make a store in memory drop its oldest calls. */
const ONE_MORE = `
  INSERT INTO calls (id, origin, started_at, duration_ms, outcome, route, answered, attempts, failovers, input, output,
    spent_usd, unpriced, traits)
  SELECT 'new ' || newest, origin, started_at + 1000 * newest, 1, 0, route, 1, 1, 0, 1, 2, 0.5, 0, 0
  FROM calls, (SELECT max(number) AS newest FROM calls) WHERE id = 'one'`;

describe("pages far from where one looks first", () => {
  let store: SqliteStore;

  function begin(): void {
    const of = (id: string, task: "chat" | "explain", model: string, startedAt: number) => {
      const attempts = [attemptOf({ routeId: `x/${model}`, provider: "x", model, startedAt })];
      const call = callOf({ id, task, startedAt, durationMs: 0, routeId: `x/${model}`, attempts });
      const cost = { kind: "known", usd: 0, source: "free" } as const;
      return { ...call, attempts: call.attempts.map((attempt) => ({ ...attempt, cost })), cost };
    };
    store = storeWith({ calls: [of("one", "chat", "gpt-5", NOW), of("other", "explain", "claude", NOW - 1)] });
    store.write((database) => database.exec(COPIES));
  }

  function page(more: Partial<CallsQuery>) {
    const query: CallsQuery = { filter: "", order: "time", descending: true, offset: 0, limit: 3, ...more };
    const answered = store.read((database) => answer(database, "calls", query, NOW));
    assert.equal(answered.kind, "rows");
    return { ids: answered.rows.map(({ id }) => id), totals: answered.totals, upTo: answered.upTo };
  }

  for (const counted of ["before", "after"] as const) {
    describe(`${counted} all calls were counted by kind`, () => {
      before(() => {
        begin();
        if (counted === "after") countAll(store);
      });

      after(() => store.close());

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
        assert.equal(page({ filter: "model:gpt*" }).totals.calls, 30_000 + 3000 + 1);
        assert.equal(page({ filter: "-model:gpt* task:explain" }).totals.calls, 10_000 - 1000 + 1);
      });

      it("are those of the moment when one began to look, while calls are written", () => {
        for (const filter of ["", "task:chat", "model:gpt*"]) {
          const { upTo, ...first } = page({ filter });
          const begun = page({ filter, offset: 30_000 });
          store.write((database) => database.exec(ONE_MORE));
          assert.deepEqual(page({ filter, upTo }), { upTo, ...first }, `"${filter}"`);
          assert.deepEqual(page({ filter, offset: 30_000, upTo }), begun, `"${filter}"`);
          assert.equal(page({ filter }).totals.calls, first.totals.calls + 1, `"${filter}"`);
        }
      });
    });
  }
});
