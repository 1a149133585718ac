import assert from "node:assert/strict";
import fc from "fast-check";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import { composeSnapshot } from "../../../src/ledger/tally/snapshot.ts";
import { countCall } from "../../../src/ledger/tally/figures.ts";
import { UsageTally } from "../../../src/ledger/tally/usage-tally.ts";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import type { AttemptRecord, CallRecord } from "../../../src/spec/call.ts";
import type { UsageSnapshot, UsageTotals } from "../../../src/spec/snapshot.ts";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

/** Whole sixteenths of a dollar, so that no sum is rounded; models of the provider `nobody` have no price. */
const price: PriceAttempt = ({ provider, usage }) => {
  if (usage === undefined) return { kind: "known", usd: 0, source: "free" };
  if (provider === "nobody") return { kind: "unknown" };
  return { kind: "known", usd: (usage.input + usage.output) / 16, source: "list" };
};

const outcome = fc.constantFrom("succeeded", "failed", "cancelled");
const latency = fc.nat(60_000);
const usage = fc.record({ input: fc.nat(5000), cacheRead: fc.nat(100), output: fc.nat(500), estimated: fc.boolean() });

const attempt: fc.Arbitrary<AttemptRecord> = fc
  .record({
    provider: fc.constantFrom("openai", "anthropic", "nobody"),
    model: fc.constantFrom("small", "large"),
    startedAt: fc.nat(1000),
    firstTokenMs: fc.option(latency),
    durationMs: latency,
    outcome,
    usage: fc.option(usage),
    role: fc.option(fc.constantFrom("drill", "hedge")),
  })
  .map(({ firstTokenMs, usage: used, startedAt, role, ...rest }) => {
    const { usage: _usage, firstTokenMs: _first, ...base } = attemptOf();
    return {
      ...base,
      ...rest,
      routeId: `${rest.provider}/${rest.model}`,
      startedAt: NOON + startedAt,
      ...(role === null ? {} : { role }),
      ...(firstTokenMs === null ? {} : { firstTokenMs }),
      ...(used === null ? {} : { usage: usageOf({ ...used, source: used.estimated ? "estimated" : "reported" }) }),
    };
  });

const calls: fc.Arbitrary<readonly CallRecord[]> = fc.array(
  fc
    .record({
      id: fc.uuid(),
      task: fc.constantFrom("completion", "chat", "explain"),
      startedAt: fc.nat(1000),
      firstTokenMs: fc.option(latency),
      durationMs: latency,
      outcome,
      attempts: fc.array(attempt, { maxLength: 4 }),
    })
    .map(({ firstTokenMs, startedAt, ...rest }) => {
      const { firstTokenMs: _first, ...base } = callOf();
      const measured = firstTokenMs === null ? {} : { firstTokenMs };
      return { ...base, ...rest, startedAt: NOON + startedAt, ...measured };
    }),
  { maxLength: 30 },
);

describe("sums over calls", () => {
  const harness = LedgerHarness.perTest();

  it("are those of a plain count over every call", () => {
    fc.assert(
      fc.property(calls, (made) => {
        const tally = new UsageTally();
        for (const call of made) countCall(priceCall(call, price), tally);
        const status = { kind: "disk" } as const;
        const snapshot = composeSnapshot({ range: "today", since: 0, tallies: [tally], recent: [], status });
        assertSums(snapshot, made);
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

const loadPrice = async (): Promise<PriceAttempt> => price;

type Made = readonly Pick<CallRecord, "outcome" | "durationMs" | "firstTokenMs">[];

function assertSums(snapshot: UsageSnapshot, made: readonly CallRecord[]): void {
  assert.deepEqual(figures(snapshot.totals), expected(made, made.flatMap(realAttempts)));
  for (const task of ["completion", "chat", "explain"] as const) {
    const own = made.filter((call) => call.task === task);
    const found = snapshot.byTask.find((row) => row.task === task);
    assert.equal(found === undefined, own.length === 0);
    if (found !== undefined) assert.deepEqual(figures(found), expected(own, own.flatMap(realAttempts)));
  }
  const attempts = made.flatMap(realAttempts);
  assert.equal(snapshot.byRoute.length, new Set(attempts.map((one) => one.routeId)).size);
  for (const route of snapshot.byRoute) {
    const own = attempts.filter((one) => one.routeId === route.routeId);
    assert.deepEqual(figures(route), expected(own, own));
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

/** A fire drill's are none. */
function realAttempts({ attempts }: CallRecord): readonly AttemptRecord[] {
  return attempts.filter(({ role }) => role !== "drill");
}

function figures(totals: UsageTotals) {
  const { calls: count, succeeded, failed, cancelled, input, cacheRead, output, costUsd, unpriced, estimated } = totals;
  const { firstToken, duration } = totals;
  return {
    count,
    succeeded,
    failed,
    cancelled,
    input,
    cacheRead,
    output,
    costUsd,
    unpriced,
    estimated,
    firstToken,
    duration,
  };
}

function expected(made: Made, attempts: readonly AttemptRecord[]): ReturnType<typeof figures> {
  const used = attempts.flatMap((one) => one.usage ?? []);
  const costs = attempts.map(price);
  return {
    count: made.length,
    succeeded: made.filter((one) => one.outcome === "succeeded").length,
    failed: made.filter((one) => one.outcome === "failed").length,
    cancelled: made.filter((one) => one.outcome === "cancelled").length,
    input: sum(used.map((one) => one.input)),
    cacheRead: sum(used.map((one) => one.cacheRead)),
    output: sum(used.map((one) => one.output)),
    costUsd: sum(costs.map((cost) => (cost.kind === "known" ? cost.usd : 0))),
    unpriced: costs.filter((cost) => cost.kind === "unknown").length,
    estimated: used.filter((one) => one.source === "estimated").length,
    firstToken: ranks(made.flatMap((one) => one.firstTokenMs ?? [])),
    duration: ranks(made.filter((one) => one.outcome === "succeeded").map((one) => one.durationMs)),
  };
}

function ranks(values: readonly number[]): UsageTotals["firstToken"] {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (percent: number) => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? Number.NaN;
  return values.length === 0 ? undefined : { p50: at(50), p95: at(95), p99: at(99), samples: values.length };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
