import assert from "node:assert/strict";
import fc from "fast-check";
import type { AttemptRecord, CallRecord } from "../../../src/spec/call.ts";
import type { Percentiles, UsageSnapshot, UsageTotals } from "../../../src/spec/snapshot.ts";
import { callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { callFrom, realAttempts, sixteenths as price, sum } from "./random-calls.ts";

const calls = fc.array(callFrom(fc.nat(1000).map((after) => NOON + after)), { maxLength: 30 });

const DAY_MS = 86_400_000;

describe("sums over calls", () => {
  const harness = LedgerHarness.perTest();

  it("are those of a plain count over every call, within 2 % where they are percentiles", async () => {
    const ledger = await harness.openInMemory({ loadPrice });
    ledger.record(callOf({ id: "loads the prices", startedAt: NOON - 2 * DAY_MS }));
    await ledger.flush();
    await fc.assert(
      fc.asyncProperty(calls, async (made) => {
        for (const call of made) ledger.record(call);
        assertSums(ledger.snapshot("today"), made);
        await ledger.flush();
        assertSums(ledger.snapshot("today"), made);
        await ledger.wipe({ accounts: false });
      }),
    );
  });

  it("are the same of what two windows wrote, what waits, and what was counted before", async () => {
    let now = 0;
    const property = fc.asyncProperty(
      calls,
      fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }),
      async (made, ways) => {
        const directory = `${harness.directory}/${now++}`;
        const [one, two] = [await harness.open({ directory, loadPrice }), await harness.open({ directory, loadPrice })];
        for (const [index, call] of made.entries()) {
          const way = ways[index] ?? 0;
          const window = way % 2 === 0 ? one : two;
          window.record(call);
          if (way > 1) await window.flush();
          if (way > 3) one.snapshot("month");
        }
        await two.flush();
        await one.flush();
        const snapshot = one.snapshot("month");
        assertSums(snapshot, made);
        assert.deepEqual(two.snapshot("month").totals, snapshot.totals);
        await one.close();
        await two.close();
      },
    );
    await fc.assert(property, { numRuns: 25 });
  });
});

const loadPrice = async () => price;

type Made = readonly Pick<CallRecord, "outcome" | "durationMs" | "firstTokenMs">[];

function assertSums(snapshot: UsageSnapshot, made: readonly CallRecord[]): void {
  assertTotals(snapshot.totals, made, made.flatMap(realAttempts));
  for (const task of ["completion", "chat", "explain"] as const) {
    const own = made.filter((call) => call.task === task);
    const found = snapshot.byTask.find((row) => row.task === task);
    assert.equal(found === undefined, own.length === 0);
    if (found !== undefined) assertTotals(found, own, own.flatMap(realAttempts));
  }
  const attempts = made.flatMap(realAttempts);
  assert.equal(snapshot.byRoute.length, new Set(attempts.map((one) => one.routeId)).size);
  for (const route of snapshot.byRoute) {
    const own = attempts.filter((one) => one.routeId === route.routeId);
    assertTotals(route, own, own);
    assert.equal(route.lastAt, Math.max(...own.map((one) => one.startedAt)));
    const measured = own.filter((one) => one.firstTokenMs !== undefined);
    const newest = measured.filter((one) => measured.every((other) => other.startedAt <= one.startedAt));
    if (newest.length === 0) assert.equal(route.lastFirstTokenMs, undefined);
    else assert.ok(newest.some((one) => one.firstTokenMs === route.lastFirstTokenMs));
  }
  const counts = snapshot.byRoute.map((route) => route.calls);
  assert.deepEqual(
    counts,
    counts.toSorted((a, b) => b - a),
  );
  const failovers = made.map((call) =>
    call.attempts.filter(
      (one, at) => one.outcome === "failed" && one.role !== "drill" && at + 1 < call.attempts.length,
    ),
  );
  assert.equal(snapshot.failovers, failovers.flat().length);
}

function assertTotals(totals: UsageTotals, made: Made, attempts: readonly AttemptRecord[]): void {
  const { firstToken, duration, ...found } = totals;
  const sums: Record<string, unknown> = { ...found };
  const used = attempts.flatMap((one) => one.usage ?? []);
  const costs = attempts.map(price);
  const expected = {
    calls: made.length,
    succeeded: made.filter((one) => one.outcome === "succeeded").length,
    failed: made.filter((one) => one.outcome === "failed").length,
    cancelled: made.filter((one) => one.outcome === "cancelled").length,
    input: sum(used.map((one) => one.input)),
    cacheRead: sum(used.map((one) => one.cacheRead)),
    output: sum(used.map((one) => one.output)),
    costUsd: sum(costs.map((cost) => (cost.kind === "known" ? cost.usd : 0))),
    unpriced: costs.filter((cost) => cost.kind === "unknown").length,
    estimated: used.filter((one) => one.source === "estimated").length,
  };
  for (const [name, value] of Object.entries(expected)) assert.equal(sums[name], value, name);
  const firstTokens = made.flatMap((one) => one.firstTokenMs ?? []);
  assertRanks(firstToken, firstTokens);
  const durations = made.filter((one) => one.outcome === "succeeded").map((one) => one.durationMs);
  assertRanks(duration, durations);
}

/** Nearest-rank percentiles, 2 % off at most. */
function assertRanks(found: Percentiles | undefined, values: readonly number[]): void {
  assert.equal(found?.samples ?? 0, values.length);
  const sorted = values.toSorted((a, b) => a - b);
  for (const percent of [50, 95, 99] as const) {
    const exact = sorted[Math.ceil((percent / 100) * sorted.length) - 1];
    const near = found?.[`p${percent}`];
    if (exact === undefined || near === undefined) assert.equal(near, exact);
    else assert.ok(Math.abs(near - exact) <= 0.02 * exact, `${near} for ${exact}`);
  }
}
