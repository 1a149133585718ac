import assert from "node:assert/strict";
import fc from "fast-check";
import { callFields } from "../../../src/filter/call-fields.ts";
import { matches } from "../../../src/filter/matches.ts";
import { parseFilter } from "../../../src/filter/parse.ts";
import { toText } from "../../../src/filter/to-text.ts";
import { answer } from "../../../src/ledger/reader/answer.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import type { CallOrder, CallsPage, CallsQuery } from "../../../src/spec/call-query.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { partFilter } from "../../../webview-ui/dashboard/parts/part-filter.ts";
import { anyFilter } from "../filter/any-filter.ts";
import { callAccessors } from "../filter/call-accessors.ts";
import { realAttempts } from "./random-calls.ts";
import { anyCalls, batchOf, storeWith } from "./reader-calls.ts";

const DAY_MS = 86_400_000;
const NOW = new Date(2026, 10, 3, 15, 30).getTime();

type Rows = Extract<CallsPage, { kind: "rows" }>;

function ask(
  store: SqliteStore,
  more: Partial<CallsQuery> & { readonly keys?: Readonly<Record<string, string>> } = {},
): Rows {
  const query = { filter: "", order: "time" as const, descending: true, offset: 0, limit: 1000, ...more };
  const page = store.read((database) => answer(database, "calls", query, NOW));
  assert.equal(page.kind, "rows");
  return page;
}

const idsOf = ({ rows }: Rows) => rows.map(({ id }) => id);

/** What a filter finds among calls, said in plain code. */
function found(calls: readonly PricedCall[], text: string): readonly PricedCall[] {
  const parsed = parseFilter(text, callFields, NOW);
  assert.ok(parsed.ok, text);
  return calls.filter((call) => matches(parsed.filter, call, callAccessors));
}

const known = { kind: "known", usd: 0.01, source: "list" } as const;

function priced(more: Parameters<typeof callOf>[0]): PricedCall {
  const call = callOf(more);
  return { ...call, attempts: call.attempts.map((attempt) => ({ ...attempt, cost: known })), cost: known };
}

describe("the calls that a filter finds in the file", () => {
  it("are those that it finds in memory, whatever it asks", () => {
    fc.assert(
      fc.property(anyCalls(NOW, 12), fc.array(anyFilter(NOW), { minLength: 1, maxLength: 5 }), (calls, filters) => {
        const store = storeWith({ calls });
        for (const filter of filters) {
          const text = toText(filter, callFields);
          const wanted = calls.filter((call) => matches(filter, call, callAccessors));
          const page = ask(store, { filter: text });
          assert.deepEqual(new Set(idsOf(page)), new Set(wanted.map(({ id }) => id)), text);
          assert.equal(page.totals.calls, wanted.length);
        }
        store.close();
      }),
      { numRuns: 150 },
    );
  });

  it("are lines of a table as they were recorded", () => {
    fc.assert(
      fc.property(anyCalls(NOW, 3), (calls) => {
        const store = storeWith({ calls });
        const rows = new Map(ask(store).rows.map((row) => [row.id, row]));
        for (const call of calls) {
          const { attempts, cost, routeId, ...rest } = call;
          const { routeId: shownRoute, failure, ...row } = rows.get(call.id) ?? assert.fail();
          assert.deepEqual(row, {
            ...rest,
            cost,
            attempts: attempts.length,
            input: callAccessors.amounts["in"]?.(call),
            output: callAccessors.amounts["out"]?.(call),
          });
          assert.equal(shownRoute, routeId ?? attempts.at(-1)?.routeId);
          assert.equal(failure, realAttempts(call).findLast((attempt) => attempt.failure)?.failure?.class);
          assert.deepEqual(
            store.read((database) => answer(database, "call", { id: call.id }, NOW)),
            call,
          );
        }
        store.close();
      }),
      { numRuns: 100 },
    );
  });

  it("have a key by its label and by its id", () => {
    const attempts = [attemptOf({ credential: "c-1" }), attemptOf({ credential: "c-2" })];
    const store = storeWith({
      calls: [priced({ id: "a", attempts }), priced({ id: "b", attempts: attempts.slice(1) })],
    });
    const keys = { "c-1": "work", "c-2": "home" };
    assert.deepEqual(idsOf(ask(store, { filter: "key:WORK", keys })), ["a"]);
    assert.deepEqual(idsOf(ask(store, { filter: "key:ho*", keys })), ["b", "a"]);
    assert.deepEqual(idsOf(ask(store, { filter: "key:c-1", keys })), ["a"]);
    assert.deepEqual(idsOf(ask(store, { filter: "key:constructor", keys })), []);
  });

  it("are found by the beginning of an id", () => {
    const ids = ["3f2a1b4c-0000-4000-8000-00000000000a", "3f2b0000-0000-4000-8000-00000000000b", "3f2a"];
    const store = storeWith({ calls: ids.map((id, index) => priced({ id, startedAt: index })) });
    const found_ = (filter: string) => idsOf(ask(store, { filter })).toSorted();
    assert.deepEqual(found_("id:3f2a*"), [ids[2], ids[0]]);
    assert.deepEqual(found_("id:3F2A1B4C-00*"), [ids[0]]);
    assert.deepEqual(found_(`id:${ids[1]?.toUpperCase()}`), [ids[1]]);
    assert.deepEqual(found_("id:*-8000-*"), [ids[0], ids[1]]);
    assert.deepEqual(found_("id:3f2a"), ["3f2a"]);
    assert.deepEqual(found_("id:3f2a1*,3f2b*").length, 2);
  });

  it("failed with what really failed, and not with a fire drill's failure", () => {
    const failure = (of: "timeout" | "overloaded") => ({ class: of, scope: "model", message: "It failed." }) as const;
    const drilled = attemptOf({ outcome: "failed", role: "drill", failure: failure("overloaded") });
    const failed = attemptOf({ outcome: "failed", failure: failure("timeout") });
    const store = storeWith({
      calls: [
        priced({ id: "drilled", attempts: [drilled, attemptOf()] }),
        priced({ id: "both", attempts: [failed, drilled, attemptOf()] }),
      ],
    });
    assert.deepEqual(idsOf(ask(store, { filter: "failure:overloaded" })), []);
    assert.deepEqual(idsOf(ask(store, { filter: "failure:timeout,overloaded" })), ["both"]);
    assert.deepEqual(idsOf(ask(store, { filter: "-failure:overloaded" })).length, 2);
    assert.deepEqual(
      ask(store).rows.map(({ id, failure: shown }) => [id, shown]),
      [
        ["both", "timeout"],
        ["drilled", undefined],
      ],
    );
  });

  it("are at a route by what was sent there, and not by a fire drill, which is asked for by its own name", () => {
    const at = (model: string) => ({ routeId: `openai/${model}`, provider: "openai", model, credential: model });
    const drilled = attemptOf({ ...at("large"), outcome: "failed", role: "drill" });
    const store = storeWith({
      calls: [
        priced({ id: "only drilled", routeId: "openai/large", attempts: [drilled] }),
        priced({ id: "moved on", attempts: [drilled, attemptOf(at("small"))] }),
        priced({ id: "came back", attempts: [drilled, attemptOf(at("small")), attemptOf(at("large"))] }),
      ],
    });
    const found_ = (filter: string) => idsOf(ask(store, { filter })).toSorted();
    for (const filter of ["model:large", "route:openai/large", "key:large"]) {
      assert.deepEqual(found_(filter), ["came back"], filter);
      assert.deepEqual(found_(`-${filter}`), ["moved on", "only drilled"], filter);
    }
    assert.deepEqual(found_("provider:openai"), ["came back", "moved on"]);
    assert.deepEqual(found_("drilled:openai/l*"), ["came back", "moved on", "only drilled"]);
    assert.deepEqual(found_("drilled:openai/small"), []);
    assert.deepEqual(found_("openai/large").length, 3);
  });

  it("are as many as the sums know of each provider, model, route and key", () => {
    fc.assert(
      fc.property(anyCalls(NOW, 12), (calls) => {
        const store = storeWith({ calls });
        const span = { from: NOW - 50 * DAY_MS, until: NOW + DAY_MS };
        const splits = { provider: "provider", model: "model", route: "routeId", credential: "credential" } as const;
        for (const split of ["provider", "model", "route", "credential"] as const) {
          const series = store.read((database) => answer(database, "series", { span, grain: "day", split }, NOW));
          for (const { name, totals } of series.parts) {
            const page = ask(store, { filter: partFilter(split, name, { now: NOW }, { credentialNames: {} }) });
            const there = calls.map((call) => realAttempts(call).filter((one) => one[splits[split]] === name).length);
            assert.equal(
              there.reduce((sum, attempts) => sum + attempts, 0),
              totals.attempts,
            );
            assert.equal(page.totals.calls, there.filter((attempts) => attempts > 0).length, `${split} ${name}`);
          }
        }
        store.close();
      }),
      { numRuns: 60 },
    );
  });

  it("are none and nothing where nothing was recorded", () => {
    const { rows, totals } = ask(storeWith({}));
    assert.deepEqual(rows, []);
    assert.deepEqual(totals, { calls: 0, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 });
  });

  it("are a value when the filter cannot be read", () => {
    const query: CallsQuery = { filter: "failed modle:x", order: "time", descending: true, offset: 0, limit: 5 };
    assert.deepEqual(
      storeWith({}).read((database) => answer(database, "calls", query, NOW)),
      { kind: "misread", message: "No field is called modle. Did you mean model?", at: 7 },
    );
  });
});

/** More calls than are sorted one by one. */
const MANY = 11_000;

describe("pages of many calls", () => {
  let store: SqliteStore;
  let calls: readonly PricedCall[];

  before(() => {
    calls = Array.from({ length: MANY }, (_, index) =>
      priced({
        id: `call ${index}`,
        task: index % 50 === 0 ? "explain" : "chat",
        // Not in the order in which they are written, some at the same time.
        startedAt: NOW - 1000 * ((index * 7919) % 9000),
        durationMs: (index * 31) % 700,
        ...(index % 3 === 0 ? {} : { firstTokenMs: (index * 17) % 300 }),
        outcome: index % 10 === 0 ? "failed" : "succeeded",
      }),
    ).map(({ firstTokenMs, ...call }, index) =>
      index % 3 === 0 ? call : { ...call, ...(firstTokenMs === undefined ? {} : { firstTokenMs }) },
    );
    store = storeWith({ calls });
  });

  after(() => store.close());

  const values: Readonly<Record<CallOrder, (call: PricedCall) => number>> = {
    time: (call) => call.startedAt,
    duration: (call) => call.durationMs,
    "first-token": (call) => call.firstTokenMs ?? Number.NaN,
    cost: () => 0,
    input: () => 0,
    output: () => 0,
    attempts: () => 0,
  };

  /** All that matches, in order: what has no value comes last, what is equal in the order in which it was written. */
  function inOrder(filter: string, order: CallOrder, descending: boolean): readonly string[] {
    const numbered = found(calls, filter).map((call) => ({
      call,
      number: calls.indexOf(call),
      value: values[order](call),
    }));
    const way = descending ? -1 : 1;
    return numbered
      .toSorted(
        (a, b) =>
          Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value)) ||
          way * (a.value - b.value || 0) ||
          way * (a.number - b.number),
      )
      .map(({ call }) => call.id);
  }

  for (const filter of [
    "",
    "-task:explain",
    "failed",
    "task:explain since:2h",
    "since:1h",
    "duration>10ms until:2026-11-03T15:00",
  ]) {
    for (const order of ["time", "duration", "first-token"] as const) {
      it(`follow each other by ${order} of "${filter}", both ways`, () => {
        for (const descending of [true, false]) {
          const all = inOrder(filter, order, descending);
          for (const offset of [0, 90, Math.floor(all.length / 2), all.length - 20, all.length, all.length + 5]) {
            const page = ask(store, { filter, order, descending, offset, limit: 100 });
            assert.deepEqual(idsOf(page), all.slice(offset, offset + 100), `${descending} ${offset}`);
            assert.equal(page.totals.calls, all.length);
          }
        }
      });
    }
  }

  it("have the sums of all that match", () => {
    for (const filter of ["", "-task:explain", "failed"]) {
      const wanted = found(calls, filter);
      const { totals } = ask(store, { filter, limit: 1 });
      assert.deepEqual(
        { ...totals, usd: totals.usd.toFixed(6) },
        {
          calls: wanted.length,
          succeeded: wanted.filter(({ outcome }) => outcome === "succeeded").length,
          failed: wanted.filter(({ outcome }) => outcome === "failed").length,
          input: 1000 * wanted.length,
          output: 200 * wanted.length,
          usd: (0.01 * wanted.length).toFixed(6),
          unpriced: 0,
        },
      );
    }
  });

  it("are of one moment, whatever is written while one turns them", () => {
    const small = storeWith({ calls: calls.slice(0, 300) });
    const later = Array.from({ length: 40 }, (_, index) => priced({ id: `later ${index}`, startedAt: NOW - index }));
    for (const filter of ["", "-task:explain", "since:1h", "duration>10ms"]) {
      for (const order of ["time", "duration"] as const) {
        for (const [few, written] of [small, store].entries()) {
          const query = { filter, order, limit: 50, descending: order === "time" };
          const first = ask(written, query);
          const whole = ask(written, { ...query, limit: 1000 });
          written.append(batchOf({ calls: later }));
          const turned = [0, 50, 100, 150].map((offset) => ask(written, { ...query, offset, upTo: first.upTo }));
          const counted = ask(written, { ...query, limit: 1 }).totals.calls;
          written.write((database) => database.exec("DELETE FROM calls WHERE id LIKE 'later %'"));
          assert.deepEqual(turned.flatMap(idsOf), idsOf(whole).slice(0, 200), `${filter} ${order} ${few}`);
          for (const { totals } of turned) assert.deepEqual(totals, first.totals);
          assert.ok(counted > first.totals.calls);
        }
      }
    }
    small.close();
  });

  it("are those of now when the file was begun anew since", () => {
    const anew = storeWith({ calls: calls.slice(0, 3) });
    const { rows, totals, upTo } = ask(anew, { upTo: 5000 });
    assert.deepEqual([rows.length, totals.calls, upTo], [3, 3, 3]);
    anew.close();
  });

  it("count what was written and what was deleted since the last look", () => {
    const count = () => ask(store, { filter: "-task:explain", limit: 1 }).totals.calls;
    const before_ = count();
    store.append(batchOf({ calls: [priced({ id: "new", startedAt: NOW }), priced({ id: "other", task: "explain" })] }));
    assert.equal(count(), before_ + 1);
    assert.equal(count(), before_ + 1);
    store.write((database) => database.exec("DELETE FROM calls WHERE id = 'new'"));
    assert.equal(count(), before_);
    store.write((database) => database.exec("DELETE FROM calls WHERE id = 'other'"));
    assert.equal(count(), before_);
  });

  it("have no more rows than a page may have, and none for what is no page", () => {
    assert.equal(ask(store, { limit: 5000 }).rows.length, 1000);
    assert.equal(ask(store, { limit: -1 }).rows.length, 0);
    assert.equal(ask(store, { offset: -5, limit: 1 }).rows.length, 1);
  });
});
