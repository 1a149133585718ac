import assert from "node:assert/strict";
import { answer } from "../../../src/ledger/reader/answer.ts";
import { sumOf } from "../../../src/ledger/pricing/price-call.ts";
import type { SqliteStore } from "../../../src/ledger/store/sqlite-store.ts";
import type { CallRecord, PricedCall } from "../../../src/spec/call.ts";
import type { FailureClass } from "../../../src/spec/failure.ts";
import type { SeriesQuery } from "../../../src/spec/series.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { batchOf, storeWith } from "./reader-calls.ts";
import { moveOf } from "./told.ts";

const NOON = new Date(2026, 10, 3, 12).getTime();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const cost = { kind: "known", usd: 0.01, source: "list" } as const;
let lastId = 0;

function priced(more: Partial<CallRecord>): PricedCall {
  const { routeId = "", ...call } = callOf({ id: `call-${++lastId}`, startedAt: NOON, ...more });
  const attempts = call.attempts.map((attempt) => ({ ...attempt, cost }));
  return { ...call, routeId: attempts.at(-1)?.routeId ?? routeId, attempts, cost: sumOf(attempts.map(() => cost)) };
}

const at = (model: string, more: Parameters<typeof attemptOf>[0] = {}) =>
  attemptOf({ routeId: `x/${model}`, provider: "x", model, startedAt: NOON, ...more });

const failed = (model: string, failure: FailureClass) =>
  at(model, { outcome: "failed", failure: { class: failure, scope: "model", message: failure } });

const week: SeriesQuery = { span: { from: NOON - 6 * DAY, until: NOON + HOUR }, grain: "day", split: "none" };

function ask<K extends Parameters<typeof answer>[1]>(
  store: SqliteStore,
  name: K,
  query: Parameters<typeof answer<K>>[2],
) {
  return store.read((database) => answer(database, name, query, NOON));
}

/** Whether a quantile is within 2 % of a sample. */
const near = (value: number | undefined, sample: number) =>
  value !== undefined && Math.abs(value - sample) <= 0.02 * sample;

describe("how long it took over time", () => {
  const store = storeWith({
    calls: Array.from({ length: 100 }, (_, index) =>
      priced({
        startedAt: NOON - (index % 2) * DAY,
        firstTokenMs: 100 + index,
        durationMs: 1000 + index,
        outcome: index < 50 ? "succeeded" : "cancelled",
        task: index < 10 ? "explain" : "chat",
        attempts: [at("slow", { firstTokenMs: 10 * (1 + index), durationMs: 20 * (1 + index), outcome: "succeeded" })],
      }),
    ),
  });

  it("is of calls without a split and by task, and of attempts by model", () => {
    const [calls] = ask(store, "latency", { ...week, measure: "first-token" }).parts;
    assert.ok(calls);
    assert.ok(near(calls.overall.p50, 149) && near(calls.overall.p95, 194) && near(calls.overall.p99, 198));
    assert.equal(calls.overall.samples, 100);
    const byTask = ask(store, "latency", { ...week, split: "task", measure: "first-token" }).parts;
    assert.deepEqual(
      byTask.map(({ name, overall }) => [name, overall.samples]),
      [
        ["chat", 90],
        ["explain", 10],
      ],
    );
    const [slow] = ask(store, "latency", { ...week, split: "model", measure: "first-token" }).parts;
    assert.equal(slow?.name, "slow");
    assert.ok(near(slow.overall.p50, 500) && near(slow.overall.p99, 990));
    const [scoped] = ask(store, "latency", { ...week, scope: { model: "slow" }, measure: "first-token" }).parts;
    assert.ok(near(scoped?.overall.p50, 500));
  });

  it("is of what succeeded, for whole durations", () => {
    const [part] = ask(store, "latency", { ...week, measure: "duration" }).parts;
    assert.ok(part?.overall.samples === 50 && near(part.overall.p99, 1049));
  });

  it("has a bucket each, null where nothing was measured, and how samples are spread", () => {
    const { starts, parts } = ask(store, "latency", { ...week, measure: "first-token" });
    const [part] = parts;
    assert.deepEqual(
      part?.buckets.map((bucket) => bucket?.samples ?? null),
      [null, null, null, null, null, 50, 50],
    );
    assert.equal(starts.length, 7);
    assert.equal(
      part?.bins.reduce((sum, { count }) => sum + count, 0),
      100,
    );
    assert.ok(part.bins.every(({ from, to }, index) => from < to && from >= (part.bins[index - 1]?.to ?? 0)));
    assert.deepEqual(ask(store, "latency", { ...week, scope: { task: "completion" }, measure: "speed" }).parts, []);
  });
});

describe("how often what failed", () => {
  const store = storeWith({
    calls: [
      priced({ attempts: [failed("a", "timeout"), failed("b", "timeout"), at("c")] }),
      priced({ attempts: [failed("a", "overloaded")], task: "explain" }),
      priced({ startedAt: NOON - 3 * DAY, attempts: [failed("a", "timeout")] }),
      priced({
        attempts: [
          at("a", { role: "drill", outcome: "failed", failure: { class: "network", scope: "model", message: "" } }),
          at("b"),
        ],
      }),
    ],
  });
  const failures = (more: Partial<SeriesQuery>) =>
    ask(store, "failures", { ...week, ...more }).map(({ name, class: failure, count }) => [name, failure, count]);

  it("is counted by class and part, most often first, without fire drills", () => {
    assert.deepEqual(failures({}), [
      ["", "timeout", 3],
      ["", "overloaded", 1],
    ]);
    assert.deepEqual(failures({ split: "model" }), [
      ["a", "timeout", 2],
      ["a", "overloaded", 1],
      ["b", "timeout", 1],
    ]);
    assert.deepEqual(failures({ split: "task", scope: { model: "a" } }), [
      ["chat", "timeout", 2],
      ["explain", "overloaded", 1],
    ]);
  });

  it("is of the hours that a span touches, and of the days between", () => {
    assert.deepEqual(failures({ span: { from: NOON + 60_000, until: NOON + 120_000 } }), [
      ["", "timeout", 2],
      ["", "overloaded", 1],
    ]);
    assert.deepEqual(failures({ span: { from: NOON + HOUR, until: NOON + 2 * DAY } }), []);
    assert.deepEqual(failures({ span: { from: NOON - 3 * DAY, until: NOON } }), [["", "timeout", 1]]);
    assert.deepEqual(failures({ span: { from: NOON - 2 * DAY, until: NOON + 1 } }), [
      ["", "timeout", 2],
      ["", "overloaded", 1],
    ]);
  });
});

describe("what became of ghost text", () => {
  it("is told by route and key of the call that wrote it, most shown first", () => {
    const wrote = (model: string) => priced({ task: "completion", routeId: `x/${model}`, attempts: [at(model)] });
    const [a, b, idle] = [wrote("a"), wrote("b"), wrote("idle")];
    const store = storeWith({ calls: [a, b, idle] });
    const became = (callId: string, kind: "shown" | "accepted", when: number) => ({
      callId,
      at: when,
      kind,
      characters: 10,
      language: "typescript",
    });
    store.append(
      batchOf({
        outcomes: [
          became(a.id, "shown", NOON),
          became(b.id, "shown", NOON),
          became(b.id, "shown", NOON - DAY),
          became(b.id, "accepted", NOON),
        ],
      }),
    );
    const { parts, starts } = ask(store, "acceptance", { ...week, split: "model" });
    assert.deepEqual(
      parts.map(({ name, totals }) => [name, totals]),
      [
        ["b", { shown: 2, accepted: 1, shownCharacters: 20, acceptedCharacters: 10 }],
        ["a", { shown: 1, accepted: 0, shownCharacters: 10, acceptedCharacters: 0 }],
      ],
    );
    assert.deepEqual(parts[0]?.buckets.map(({ shown }) => shown).slice(-2), [1, 1]);
    assert.equal(parts[0]?.buckets.length, starts.length);
    assert.equal(ask(store, "acceptance", week).parts[0]?.totals.shown, 3);
  });
});

describe("names", () => {
  it("are those of all that was used, most used lately first, without empty ones", () => {
    const store = storeWith({
      calls: [
        priced({ attempts: [at("rare")], workspace: "app", experiment: "terse" }),
        priced({ attempts: [at("often"), at("often", { credential: "other" })], client: "cli" }),
        priced({ attempts: [at("once")], startedAt: NOON - 200 * DAY }),
        priced({ attempts: [at("once")], startedAt: NOON - 200 * DAY }),
        priced({ attempts: [at("once")], startedAt: NOON - 200 * DAY }),
      ],
    });
    assert.deepEqual(ask(store, "names", null), {
      providers: ["x"],
      models: ["often", "rare", "once"],
      routes: ["x/often", "x/rare", "x/once"],
      tasks: ["chat"],
      clients: ["cli", "editor"],
      workspaces: ["app"],
      experiments: ["terse"],
    });
  });

  it("of experiments come with their last day, the latest first", () => {
    const of = (experiment: string, startedAt: number) => priced({ experiment, startedAt });
    const store = storeWith({ calls: [of("old", NOON - 9 * DAY), of("new", NOON - DAY), of("new", NOON), priced({})] });
    const midnight = (days: number) => new Date(2026, 10, 3 - days).getTime();
    assert.deepEqual(ask(store, "experiments", null), [
      { name: "new", lastAt: midnight(0) },
      { name: "old", lastAt: midnight(9) },
    ]);
  });
});

describe("the oldest moment", () => {
  it("is the first call's, or its day when calls are gone and their sums are not", () => {
    const store = storeWith({ calls: [priced({}), priced({ startedAt: NOON - 9 * DAY })] });
    assert.equal(ask(store, "oldestAt", null), NOON - 9 * DAY);
    store.write((database) => database.exec(`DELETE FROM calls WHERE started_at < ${NOON}`));
    assert.equal(ask(store, "oldestAt", null), new Date(2026, 9, 25).getTime());
    assert.equal(ask(storeWith({}), "oldestAt", null), null);
  });
});

describe("how breakers moved", () => {
  it("is told with how each stood before", () => {
    const early = moveOf("openai", "open", NOON - 2 * HOUR, { until: NOON });
    const before_ = moveOf("openai", "closed", NOON - HOUR);
    const sameMoment = moveOf("openai", "open", NOON - HOUR);
    const other = moveOf("x", "open", NOON - 3 * HOUR);
    const within = [moveOf("x", "closed", NOON), moveOf("openai", "closed", NOON + 1)];
    const store = storeWith({
      health: [early, before_, sameMoment, other, ...within, moveOf("x", "open", NOON + HOUR)],
    });
    assert.deepEqual(ask(store, "healthLog", { from: NOON, until: NOON + HOUR }), {
      events: within,
      before: [other, sameMoment],
    });
    assert.deepEqual(ask(store, "healthLog", { from: NOON - DAY, until: NOON - 3 * HOUR }), { events: [], before: [] });
  });
});

describe("one call", () => {
  it("is found by its id, or is null", () => {
    const call = priced({ id: "3f2a1b4c-0000-4000-8000-00000000000a", attempts: [failed("a", "timeout"), at("b")] });
    const store = storeWith({ calls: [call] });
    assert.deepEqual(ask(store, "call", { id: call.id }), call);
    assert.equal(ask(store, "call", { id: "nobody's" }), null);
  });
});
