import assert from "node:assert/strict";
import fc from "fast-check";
import type { Ledger } from "../../../src/ledger/ledger.ts";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { startOfDay } from "../../../src/ledger/rollup/bucket.ts";
import type { CallRecord } from "../../../src/spec/call.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { callFrom, realAttempts, sixteenths } from "./random-calls.ts";

const DAY_MS = 86_400_000;
const ZONES = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"] as const;

const calls = fc.array(callFrom(fc.integer({ min: NOON - 40 * DAY_MS, max: NOON })), { maxLength: 30 });
const loadPrice = async () => sixteenths;

/** By task, client and experiment, as far as something counts there. */
function found(ledger: Ledger, from: number) {
  const spends = ledger.spentSince(from) ?? [];
  const entries = spends.map(({ task, client, experiment = "", ...of }) => [`${task} ${client} ${experiment}`, of]);
  return Object.fromEntries(entries);
}

/** The same by a plain count. */
function counted(made: readonly CallRecord[], from: number) {
  const sums: Record<string, { usd: number; unpriced: number }> = {};
  for (const call of made.filter(({ startedAt }) => startedAt >= from)) {
    const sum = (sums[`${call.task} ${call.client} ${call.experiment ?? ""}`] ??= { usd: 0, unpriced: 0 });
    for (const { cost, usage } of realAttempts(priceCall(call, sixteenths)) as ReturnType<
      typeof priceCall
    >["attempts"]) {
      if (cost.kind === "known") sum.usd += cost.usd;
      else if (usage) sum.unpriced += 1;
    }
  }
  return sums;
}

describe("what was spent since any moment", () => {
  const harness = LedgerHarness.perTest();
  const zone = process.env["TZ"];

  afterEach(() => {
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
  });

  for (const place of ZONES) {
    it(`is what a plain count gives, in ${place}`, async () => {
      process.env["TZ"] = place;
      const since = fc.integer({ min: -1000, max: 41 * DAY_MS }).map((before) => NOON - before);
      await fc.assert(
        fc.asyncProperty(calls, fc.array(since, { maxLength: 5 }), async (made, times) => {
          await harness.renew();
          const windows = await Promise.all([harness.open({ loadPrice }), harness.open({ loadPrice })]);
          for (const [index, call] of made.entries()) windows[index % 2]?.record(call);
          for (const ledger of windows) await ledger.flush();
          for (const from of [0, ...times, ...made.map(({ startedAt }) => startedAt)]) {
            for (const ledger of windows) assert.deepEqual(found(ledger, from), counted(made, from));
          }
        }),
        { numRuns: 15 },
      );
    });

    it(`stays what it was when calls are pruned, counted from the beginning of a day, in ${place}`, async () => {
      process.env["TZ"] = place;
      await fc.assert(
        fc.asyncProperty(calls, fc.nat(40), fc.nat(40), async (made, kept, back) => {
          await harness.renew();
          const ledger = await harness.open({ loadPrice });
          for (const call of made) ledger.record(call);
          await ledger.flush();
          const before = NOON - kept * DAY_MS;
          const pruning = ledger.prune({ callsBefore: before, hoursBefore: before });
          await harness.clock.advance(10_000);
          const old = made.filter(({ startedAt }) => startedAt < before);
          assert.equal((await pruning).calls, old.length);
          for (const from of [0, startOfDay(NOON, back)]) {
            assert.deepEqual(found(ledger, from), counted(made, from));
          }
        }),
        { numRuns: 10 },
      );
    });
  }
});
