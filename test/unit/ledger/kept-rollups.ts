import assert from "node:assert/strict";
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { Sketch } from "../../../src/ledger/rollup/sketch.ts";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import type { AttemptRecord, CallRecord } from "../../../src/spec/call.ts";
import type { EditorOutcome } from "../../../src/spec/outcome.ts";
import { realAttempts, sum } from "./random-calls.ts";

/** A roll-up with names for numbers, and bins for sketches. */
type NamedRollup = Readonly<Record<string, unknown>>;

/** Holds the file's roll-ups to others. Of several first tokens in the same moment, any may be the last. */
export function assertRollups(database: DatabaseSync, expected: Readonly<Record<string, NamedRollup>>): void {
  const kept = keptRollups(database);
  assert.deepEqual(Object.keys(kept).toSorted(), Object.keys(expected).toSorted());
  for (const [key, row] of Object.entries(kept)) {
    const { last_first_token_ms: last, ...sums } = row;
    const { last_first_token_ms: possible, ...counted } = expected[key] ?? {};
    assert.deepEqual(sums, counted, key);
    assert.ok(possible instanceof Set && (last === null ? possible.size === 0 : possible.has(last)), key);
  }
}

/** What the file's roll-ups say, each under its level, bucket, origin and route. */
function keptRollups(database: DatabaseSync): Readonly<Record<string, NamedRollup>> {
  const rows = database
    .prepare(
      `SELECT rollups.*, task, client, workspace, experiment, route_id, provider, model, credential
      FROM rollups JOIN origins ON origins.number = origin LEFT JOIN routes ON routes.number = route`,
    )
    .all();
  return Object.fromEntries(
    rows.map((row) => {
      const { level, from_at, origin: _origin, route, task, client, workspace, experiment, ...rest } = row;
      const { route_id, provider: _provider, model: _model, credential, ...sums } = rest;
      const at = route === 0 ? "" : `${String(route_id)} ${String(credential)}`;
      const key = [level, from_at, task, client, workspace, experiment, at].join("|");
      return [key, { ...sums, ...sketches(sums), failures: failuresOf(sums["failures"]) }];
    }),
  );
}

function sketches(row: Readonly<Record<string, SQLOutputValue>>) {
  return Object.fromEntries(["first_token", "duration", "speed"].map((name) => [name, binsOf(row[name])]));
}

function binsOf(cell: SQLOutputValue | undefined) {
  const sketch = new Sketch();
  if (cell instanceof Uint8Array) sketch.mergeEncoded(cell);
  return sketch.bins();
}

function failuresOf(cell: SQLOutputValue | undefined): unknown {
  return typeof cell === "string" ? JSON.parse(cell) : {};
}

/** What a plain count over every call and outcome gives, in the same form. */
export function countedRollups(
  calls: readonly CallRecord[],
  outcomes: readonly EditorOutcome[],
  price: PriceAttempt,
): Readonly<Record<string, NamedRollup>> {
  const groups = new Map<string, { calls: CallRecord[]; attempts: AttemptRecord[]; outcomes: EditorOutcome[] }>();
  const group = (level: number, at: number, call: CallRecord, route: string) => {
    const from = level === 0 ? hourOf(at) : dayOf(at);
    const { task, client, workspace = "", experiment = "" } = call;
    const key = [level, from, task, client, workspace, experiment, route].join("|");
    const known = groups.get(key) ?? { calls: [], attempts: [], outcomes: [] };
    groups.set(key, known);
    return known;
  };
  const byId = new Map(calls.map((call) => [call.id, call]));
  for (const level of [0, 1]) {
    for (const call of calls) {
      group(level, call.startedAt, call, "").calls.push(call);
      for (const attempt of realAttempts(call)) {
        group(level, call.startedAt, call, `${attempt.routeId} ${attempt.credential}`).attempts.push(attempt);
      }
    }
    for (const outcome of outcomes) {
      const call = byId.get(outcome.callId);
      if (call === undefined) continue;
      group(level, outcome.at, call, "").outcomes.push(outcome);
      const route = routeOf(call);
      if (route !== undefined) group(level, outcome.at, call, route).outcomes.push(outcome);
    }
  }
  return Object.fromEntries(
    [...groups].map(([key, { calls: whole, attempts, outcomes: became }]) => {
      const made = key.endsWith("|") ? whole : attempts;
      const used = key.endsWith("|") ? whole.flatMap(realAttempts) : attempts;
      return [
        key,
        { ...ofMade(made), failovers: sum(whole.map(failovers)), ...ofUsed(used, price), ...ofOutcomes(became) },
      ];
    }),
  );
}

/** The route that answered, the successful attempt there first; of a call without an answer the last. */
function routeOf({ attempts, routeId }: CallRecord): string | undefined {
  const there = routeId === undefined ? attempts : attempts.filter((attempt) => attempt.routeId === routeId);
  const succeeded = routeId === undefined ? [] : there.filter((attempt) => attempt.outcome === "succeeded");
  const last = succeeded.at(-1) ?? there.at(-1);
  return last && `${last.routeId} ${last.credential}`;
}

function ofMade(made: readonly (CallRecord | AttemptRecord)[]) {
  const measured = made.filter((one) => one.firstTokenMs !== undefined);
  const newest = measured.toSorted((a, b) => b.startedAt - a.startedAt)[0];
  return {
    count: made.length,
    succeeded: made.filter((one) => one.outcome === "succeeded").length,
    failed: made.filter((one) => one.outcome === "failed").length,
    cancelled: made.filter((one) => one.outcome === "cancelled").length,
    last_at: made.length === 0 ? null : Math.max(...made.map((one) => one.startedAt)),
    last_first_token_at: newest?.startedAt ?? null,
    last_first_token_ms: new Set(
      measured.filter((one) => one.startedAt === newest?.startedAt).map((one) => one.firstTokenMs),
    ),
    first_token: bins(made.flatMap((one) => one.firstTokenMs ?? [])),
    duration: bins(made.filter((one) => one.outcome === "succeeded").map((one) => one.durationMs)),
  };
}

function failovers(call: CallRecord): number {
  return call.attempts.slice(0, -1).filter((one) => one.outcome === "failed" && one.role !== "drill").length;
}

function ofUsed(attempts: readonly AttemptRecord[], price: PriceAttempt) {
  const used = attempts.flatMap((attempt) => attempt.usage ?? []);
  const costs = attempts.map(price).flatMap((cost) => (cost.kind === "known" ? cost : []));
  const failures: Record<string, number> = {};
  for (const { failure } of attempts) {
    if (failure !== undefined) failures[failure.class] = (failures[failure.class] ?? 0) + 1;
  }
  return {
    input: sum(used.map((one) => one.input)),
    cache_read: sum(used.map((one) => one.cacheRead)),
    cache_write: sum(used.map((one) => one.cacheWrite + one.cacheWriteLong)),
    output: sum(used.map((one) => one.output)),
    reasoning: sum(used.map((one) => one.reasoning)),
    usd: sum(costs.map((cost) => cost.usd)),
    cache_saved_usd: sum(costs.map((cost) => cost.cacheSavedUsd ?? 0)),
    unpriced: attempts.filter((attempt) => attempt.usage && price(attempt).kind === "unknown").length,
    estimated: used.filter((one) => one.source === "estimated").length,
    failures,
    speed: bins(attempts.flatMap(speedOf)),
  };
}

function speedOf({ outcome, firstTokenMs, durationMs, usage }: AttemptRecord): readonly number[] {
  if (outcome !== "succeeded" || firstTokenMs === undefined || usage === undefined || usage.output < 16) return [];
  return durationMs - firstTokenMs < 50 ? [] : [(usage.output * 1000) / (durationMs - firstTokenMs)];
}

function ofOutcomes(outcomes: readonly EditorOutcome[]) {
  const of = (kind: EditorOutcome["kind"]) => outcomes.filter((outcome) => outcome.kind === kind);
  const characters = (kind: EditorOutcome["kind"]) => sum(of(kind).map((outcome) => outcome.characters));
  return {
    shown: of("shown").length,
    accepted: of("accepted").length,
    shown_characters: characters("shown"),
    accepted_characters: characters("accepted"),
  };
}

function bins(values: readonly number[]) {
  const sketch = new Sketch();
  for (const value of values) sketch.add(value);
  return sketch.bins();
}

/** In zones whose clocks are moved by whole hours, at full ones. */
function hourOf(at: number): number {
  const date = new Date(at);
  return at - ((date.getMinutes() * 60 + date.getSeconds()) * 1000 + date.getMilliseconds());
}

function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
