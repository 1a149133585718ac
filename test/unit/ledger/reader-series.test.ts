import assert from "node:assert/strict";
import fc from "fast-check";
import { answer } from "../../../src/ledger/reader/answer.ts";
import { bucketAt, bucketsOf } from "../../../src/ledger/reader/buckets.ts";
import type { PricedCall } from "../../../src/spec/call.ts";
import type { Grain, Scope, SeriesQuery, Split, UsageSums } from "../../../src/spec/series.ts";
import { inZone } from "../../support/time-zone.ts";
import { anyCalls, storeWith } from "./reader-calls.ts";

const NOON = new Date(2026, 10, 3, 12).getTime();
const DAY = 86_400_000;

type Attempt = PricedCall["attempts"][number];

const splits = [
  "none",
  "provider",
  "model",
  "route",
  "credential",
  "task",
  "client",
  "workspace",
  "experiment",
] as const;
const byRoute: ReadonlySet<Split> = new Set(["provider", "model", "route", "credential"]);

function nameOf(split: Split, call: PricedCall, attempt: Attempt): string {
  switch (split) {
    case "none":
      return "";
    case "route":
      return attempt.routeId;
    case "provider":
    case "model":
    case "credential":
      return attempt[split];
    default:
      return call[split] ?? "";
  }
}

function inScope(scope: Scope, call: PricedCall, attempt: Attempt): boolean {
  return Object.entries(scope).every(([split, wanted]) => nameOf(split as Split, call, attempt) === wanted);
}

/** The real attempts in a bucket's time. */
function attemptsIn(
  calls: readonly PricedCall[],
  from: number,
  until: number,
  { split, scope = {} }: SeriesQuery,
  part: string,
): readonly Attempt[] {
  return calls
    .filter(({ startedAt }) => startedAt >= from && startedAt < until)
    .flatMap((call) =>
      call.attempts.filter(
        (attempt) => attempt.role !== "drill" && inScope(scope, call, attempt) && nameOf(split, call, attempt) === part,
      ),
    );
}

const cents = (usd: number) => Math.round(usd * 1e6);

function sumsOf(attempts: readonly Attempt[]): Omit<UsageSums, "cacheSavedUsd"> {
  const sum = (value: (attempt: Attempt) => number) => attempts.reduce((total, attempt) => total + value(attempt), 0);
  const count = (so: (attempt: Attempt) => boolean) => attempts.filter(so).length;
  return {
    attempts: attempts.length,
    succeeded: count(({ outcome }) => outcome === "succeeded"),
    failed: count(({ outcome }) => outcome === "failed"),
    cancelled: count(({ outcome }) => outcome === "cancelled"),
    input: sum(({ usage }) => usage?.input ?? 0),
    cacheRead: sum(({ usage }) => usage?.cacheRead ?? 0),
    cacheWrite: sum(({ usage }) => (usage?.cacheWrite ?? 0) + (usage?.cacheWriteLong ?? 0)),
    output: sum(({ usage }) => usage?.output ?? 0),
    reasoning: sum(({ usage }) => usage?.reasoning ?? 0),
    usd: cents(sum(({ cost }) => (cost.kind === "known" ? cost.usd : 0))),
    unpriced: count(({ usage, cost }) => usage !== undefined && cost.kind === "unknown"),
    estimated: count(({ usage }) => usage?.source === "estimated"),
  };
}

const comparable = ({ cacheSavedUsd: _, ...sums }: UsageSums) => ({ ...sums, usd: cents(sums.usd) });

/** A stretch of whole local days around the calls. */
const span = { from: new Date(2026, 8, 20).getTime(), until: new Date(2026, 10, 5).getTime() };

describe("figures over time", () => {
  it("are the sums of the attempts in each bucket and part", () => {
    const scopes: readonly Scope[] = [
      {},
      { task: "chat" },
      { provider: "openai" },
      { model: "claude", client: "editor" },
      { credential: "one" },
      { experiment: "terse" },
      { workspace: "nowhere" },
    ];
    fc.assert(
      fc.property(
        anyCalls(NOON, 10),
        fc.constantFrom(...splits),
        fc.constantFrom(...scopes),
        fc.constantFrom<Grain>("hour", "day", "week", "month"),
        (calls, split, scope, grain) => {
          const store = storeWith({ calls });
          const query = { span, grain, split, scope };
          const series = store.read((database) => answer(database, "series", query, NOON));
          store.close();
          const ends = [...series.starts.slice(1), span.until];
          for (const part of series.parts) {
            for (const [index, from] of series.starts.entries()) {
              const within = attemptsIn(calls, Math.max(from, span.from), ends[index] ?? 0, query, part.name);
              assert.deepEqual(comparable(part.buckets[index] ?? assert.fail()), sumsOf(within));
            }
            assert.deepEqual(
              comparable(part.totals),
              sumsOf(attemptsIn(calls, span.from, span.until, query, part.name)),
            );
          }
          const counted = series.parts.reduce((sum, { totals }) => sum + totals.attempts, 0);
          const all = calls
            .filter(({ startedAt }) => startedAt >= span.from && startedAt < span.until)
            .flatMap((call) =>
              call.attempts.filter((attempt) => attempt.role !== "drill" && inScope(scope, call, attempt)),
            );
          assert.equal(counted, all.length);
          const apart =
            byRoute.has(split) ||
            scope.provider !== undefined ||
            scope.model !== undefined ||
            scope.credential !== undefined;
          assert.equal(series.calls === undefined, apart);
        },
      ),
      { numRuns: 120 },
    );
  });

  it("count calls where they are not told apart by route", () => {
    fc.assert(
      fc.property(anyCalls(NOON, 10), (calls) => {
        const store = storeWith({ calls });
        const { calls: buckets = [], starts } = store.read((database) =>
          answer(database, "series", { span, grain: "day", split: "task", scope: { client: "editor" } }, NOON),
        );
        store.close();
        for (const [index, from] of starts.entries()) {
          const within = calls.filter(
            ({ startedAt, client }) =>
              client === "editor" && startedAt >= from && startedAt < (starts[index + 1] ?? span.until),
          );
          assert.deepEqual(buckets[index], {
            calls: within.length,
            succeeded: within.filter(({ outcome }) => outcome === "succeeded").length,
            failed: within.filter(({ outcome }) => outcome === "failed").length,
            cancelled: within.filter(({ outcome }) => outcome === "cancelled").length,
            failovers: within.reduce(
              (sum, { attempts }) =>
                sum +
                attempts.slice(0, -1).filter(({ outcome, role }) => outcome === "failed" && role !== "drill").length,
              0,
            ),
          });
        }
      }),
      { numRuns: 50 },
    );
  });

  it("have the part that was most spent on first", () => {
    const at = (model: string, usd: number) => {
      const cost = { kind: "known", usd, source: "list" } as const;
      const attempt = {
        routeId: model,
        provider: "x",
        model,
        credential: "c",
        startedAt: NOON,
        durationMs: 5,
        outcome: "succeeded" as const,
        probe: false,
        cost,
      };
      return {
        id: `${model} ${usd}`,
        task: "chat" as const,
        client: "editor",
        startedAt: NOON,
        durationMs: 5,
        outcome: "succeeded" as const,
        attempts: [attempt],
        cost,
      };
    };
    const store = storeWith({ calls: [at("b", 0), at("a", 0), at("often", 0), at("often", 1e-9), at("dear", 2)] });
    const { parts } = store.read((database) =>
      answer(database, "series", { span, grain: "month", split: "model" }, NOON),
    );
    assert.deepEqual(
      parts.map(({ name }) => name),
      ["dear", "often", "a", "b"],
    );
  });

  it("have buckets in which nothing happened, and none for no time at all", () => {
    const store = storeWith({});
    const ask = (from: number, until: number, grain: Grain) =>
      store.read((database) => answer(database, "series", { span: { from, until }, grain, split: "none" }, NOON));
    const { starts, parts, calls } = ask(NOON, NOON + 3 * DAY, "day");
    assert.equal(starts.length, 4);
    assert.deepEqual(parts, []);
    assert.deepEqual(
      calls?.map((sums) => sums.calls),
      [0, 0, 0, 0],
    );
    assert.deepEqual(ask(NOON, NOON, "hour").starts, []);
    assert.deepEqual(ask(NOON, NOON - DAY, "hour").starts, []);
    assert.ok(ask(0, Infinity, "hour").starts.length <= 20_000);
  });
});

describe("buckets", () => {
  const shown = (starts: readonly number[]) => starts.map((start) => new Date(start).toISOString().slice(0, 16));

  it("begin by the clock on the wall, also when it is set", () => {
    inZone("Europe/Berlin", () => {
      const night = { from: new Date(2026, 9, 24, 22).getTime(), until: new Date(2026, 9, 26, 1).getTime() };
      assert.deepEqual(shown(bucketsOf(night, "day").starts), [
        "2026-10-23T22:00",
        "2026-10-24T22:00",
        "2026-10-25T23:00",
      ]);
      assert.equal(bucketsOf(night, "hour").starts.length, 28);
      assert.deepEqual(shown(bucketsOf(night, "week").starts), ["2026-10-18T22:00", "2026-10-25T23:00"]);
    });
    inZone("Asia/Kolkata", () => {
      const half = { from: Date.UTC(2026, 10, 3, 6, 45), until: Date.UTC(2026, 10, 3, 8) };
      assert.deepEqual(shown(bucketsOf(half, "hour").starts), ["2026-11-03T06:30", "2026-11-03T07:30"]);
    });
  });

  it("are calendar months and weeks from Monday", () => {
    const year = { from: new Date(2026, 0, 31, 5).getTime(), until: new Date(2026, 3, 1).getTime() };
    const months = bucketsOf(year, "month").starts.map((start) => new Date(start).getMonth());
    assert.deepEqual(months, [0, 1, 2]);
    for (const start of bucketsOf(year, "week").starts) assert.equal(new Date(start).getDay(), 1);
  });

  it("are found by any moment in them", () => {
    assert.deepEqual(
      [5, 10, 19, 20, 99].map((at) => bucketAt([10, 20, 30], at)),
      [-1, 0, 0, 1, 2],
    );
    assert.equal(bucketAt([], 5), -1);
  });
});
