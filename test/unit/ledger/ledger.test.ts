import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { attemptOf, callOf, usageOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";

const DAY_MS = 86_400_000;

describe("ledger", () => {
  const harness = LedgerHarness.perTest();

  it("counts a call before it is written", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    const { totals, recent } = ledger.snapshot("today");
    assert.equal(totals.calls, 1);
    assert.equal(recent[0]?.id, "call-1");
  });

  it("counts it once, whether written or not", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "a", startedAt: NOON }));
    await ledger.flush();
    ledger.record(callOf({ id: "b", startedAt: NOON }));
    assert.equal(ledger.snapshot("today").totals.calls, 2);
    await harness.clock.advance(250);
    assert.equal(ledger.snapshot("today").totals.calls, 2);
  });

  it("writes within a quarter of a second by itself", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    await harness.clock.advance(250);
    const other = await harness.open();
    assert.equal(other.snapshot("today").totals.calls, 1);
  });

  it("gives back after a restart everything that was recorded", async () => {
    const failed = attemptOf({
      startedAt: NOON,
      outcome: "failed",
      probe: true,
      credential: "credential-2",
      failure: {
        class: "timeout",
        scope: "model",
        message: "No first token within 8 s",
        status: 503,
        code: "slow_down",
        retryAfterMs: 1500,
        deadline: "first-token",
      },
      usage: usageOf({
        input: 9,
        cacheRead: 1,
        cacheWrite: 2,
        cacheWriteLong: 3,
        output: 4,
        reasoning: 1,
        source: "estimated",
        reportedCost: 0.5,
      }),
    });
    const call = callOf({ startedAt: NOON, attempts: [failed, attemptOf({ startedAt: NOON + 5 })] });
    const first = await harness.open();
    first.record(call);
    await first.flush();
    const before = first.snapshot("today");
    await first.close();

    const after = (await harness.open()).snapshot("today");
    const cost = { kind: "known", usd: 0.25, source: "list" };
    assert.deepEqual(after.recent, [
      {
        ...call,
        attempts: call.attempts.map((attempt) => ({ ...attempt, cost })),
        cost: { ...cost, usd: 0.5 },
      },
    ]);
    assert.deepEqual(after, before);
    assert.equal(after.failovers, 1);
  });

  it("keeps an unknown price unknown", async () => {
    const loadPrice = async () => () => ({ kind: "unknown" }) as const;
    const ledger = await harness.open({ loadPrice });
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    const { totals, recent } = ledger.snapshot("today");
    assert.deepEqual(recent[0]?.cost, { kind: "unknown" });
    assert.equal(totals.unpriced, 1);
    assert.equal(totals.costUsd, 0);
  });

  it("prices what was cancelled or failed, when it used tokens", async () => {
    const ledger = await harness.open();
    const used = usageOf({ input: 10 });
    const failed = attemptOf({ startedAt: NOON, outcome: "failed", usage: used });
    const cancelled = attemptOf({ startedAt: NOON, outcome: "cancelled", usage: used });
    ledger.record(callOf({ startedAt: NOON, outcome: "cancelled", attempts: [failed, cancelled] }));
    await ledger.flush();
    const { totals } = ledger.snapshot("today");
    assert.equal(totals.costUsd, 0.5);
    assert.deepEqual([totals.calls, totals.succeeded, totals.failed, totals.cancelled], [1, 0, 0, 1]);
  });

  it("counts a call that no route could take", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON, outcome: "failed", attempts: [] }));
    await ledger.flush();
    const { totals, byRoute } = ledger.snapshot("today");
    assert.equal(totals.failed, 1);
    assert.deepEqual(byRoute, []);
  });

  it("begins each range at local midnight", async () => {
    const ledger = await harness.open();
    for (const days of [0, 1, 6, 7, 29, 30]) {
      ledger.record(callOf({ id: `${days} days ago`, startedAt: NOON - days * DAY_MS }));
    }
    await ledger.flush();
    const calls = (["today", "week", "month"] as const).map((range) => ledger.snapshot(range).totals.calls);
    assert.deepEqual(calls, [1, 3, 5]);
  });

  it("begins a new day at midnight", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    assert.equal(ledger.snapshot("today").totals.calls, 1);
    await harness.clock.advance(DAY_MS / 2);
    assert.equal(ledger.snapshot("today").totals.calls, 0);
    assert.equal(ledger.snapshot("week").totals.calls, 1);
  });

  it("shows the newest calls first, written or not", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "second", startedAt: NOON - 2 }));
    ledger.record(callOf({ id: "first", startedAt: NOON - 3 }));
    await ledger.flush();
    ledger.record(callOf({ id: "third", startedAt: NOON - 1 }));
    const ids = ledger.snapshot("today").recent.map((call) => call.id);
    assert.deepEqual(ids, ["third", "second", "first"]);
  });

  it("takes the same call only once", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    ledger.record(callOf({ startedAt: NOON }));
    await ledger.flush();
    assert.equal(ledger.snapshot("today").totals.calls, 1);
  });

  it("keeps breakers' moves, newest first", async () => {
    const ledger = await harness.open();
    const target = { scope: "model", key: "openai/gpt-5-mini" } as const;
    const tripped = { at: NOON - 2, target, from: "closed", to: "open", cause: "3 failures in a row" } as const;
    const probing = { at: NOON - 1, target, from: "open", to: "half-open", cause: "cooled down" } as const;
    ledger.recordHealth(tripped);
    await ledger.flush();
    ledger.recordHealth(probing);
    assert.deepEqual(ledger.health(10), [probing, tripped]);
    assert.deepEqual(ledger.health(1), [probing]);
  });

  it("knows how a route did lately", async () => {
    const ledger = await harness.open();
    assert.equal(ledger.routeStats("openai/gpt-5-mini"), undefined);
    const quick = attemptOf({ startedAt: NOON - 2, firstTokenMs: 100 });
    const { firstTokenMs: _none, ...silent } = attemptOf({ startedAt: NOON - 1, outcome: "failed" });
    ledger.record(callOf({ id: "a", startedAt: NOON - 2, attempts: [quick] }));
    await ledger.flush();
    const drilled = attemptOf({ startedAt: NOON, outcome: "failed", role: "drill" });
    ledger.record(callOf({ id: "b", startedAt: NOON - 1, attempts: [silent, drilled] }));
    assert.deepEqual(ledger.routeStats("openai/gpt-5-mini"), {
      attempts: 2,
      succeeded: 1,
      failed: 1,
      lastAt: NOON - 1,
      lastFirstTokenMs: 100,
      firstToken: { p50: 100, p95: 100, p99: 100, samples: 1 },
    });
  });

  it("cuts failure messages that go on and on", async () => {
    const ledger = await harness.open();
    const failure = { class: "server-error", scope: "model", message: "<html>".repeat(1000) } as const;
    ledger.record(callOf({ startedAt: NOON, attempts: [attemptOf({ startedAt: NOON, outcome: "failed", failure })] }));
    await ledger.close();
    const file = await readFile(harness.file, "latin1");
    assert.ok(file.includes("<html>"));
    assert.ok(!file.includes("<html>".repeat(100)));
  });

  it("takes fractions of milliseconds and figures that are none", async () => {
    const ledger = await harness.open();
    const attempt = attemptOf({ startedAt: NOON + 0.4, durationMs: 1.6, usage: usageOf({ input: Number.NaN }) });
    ledger.record(callOf({ startedAt: NOON + 0.4, durationMs: 1.6, attempts: [attempt] }));
    await ledger.flush();
    const [call] = ledger.snapshot("today").recent;
    assert.equal(call?.durationMs, 2);
    assert.equal(call?.attempts[0]?.usage?.input, 0);
    assert.equal(ledger.status.kind, "disk");
  });

  it("gives the same snapshot until something changes", async () => {
    const ledger = await harness.open();
    const before = ledger.snapshot("today");
    assert.equal(ledger.snapshot("today"), before);
    ledger.record(callOf({ startedAt: NOON }));
    assert.notEqual(ledger.snapshot("today"), before);
  });

  it("counts a month ahead in pauses, to the same sums", async () => {
    const ledger = await harness.open();
    for (let days = 0; days < 30; days++) {
      ledger.record(callOf({ id: `${days}`, startedAt: NOON - days * DAY_MS }));
    }
    await ledger.close();
    const [ahead, atOnce] = [await harness.open(), await harness.open()];
    ahead.snapshot("today");
    await harness.clock.advance(2000);
    assert.deepEqual(ahead.snapshot("month"), atOnce.snapshot("month"));
    assert.equal(ahead.snapshot("month").totals.calls, 30);
    assert.equal(ahead.snapshot("month").byRoute[0]?.lastAt, NOON);
  });

  it("writes what is left when it closes, and nothing afterwards", async () => {
    const ledger = await harness.open();
    ledger.record(callOf({ id: "before", startedAt: NOON }));
    await ledger.close();
    ledger.record(callOf({ id: "after", startedAt: NOON }));
    await ledger.close();
    assert.equal(harness.clock.pending(), 0);
    const reopened = await harness.open();
    assert.deepEqual(
      reopened.snapshot("today").recent.map((call) => call.id),
      ["before"],
    );
  });
});
