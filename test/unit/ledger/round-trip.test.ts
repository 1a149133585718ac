import assert from "node:assert/strict";
import fc from "fast-check";
import type { PriceAttempt } from "../../../src/ledger/pricing/pricing.ts";
import type { Failure } from "../../../src/spec/failure.ts";
import type { HealthEvent } from "../../../src/spec/health.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON, quarterDollar } from "./ledger-harness.ts";
import { moveOf } from "./told.ts";

const UNTIL_RESET = 8.64e15;

const failure: Failure = {
  class: "timeout",
  scope: "model",
  message: "No first token within 8 s",
  status: 503,
  code: "slow_down",
  retryAfterMs: 1500,
  deadline: "first-token",
};

for (const kind of ["a file", "memory"] as const) {
  describe(`what is recorded and read back from ${kind}`, () => {
    const harness = LedgerHarness.perTest();

    async function open(loadPrice = async (): Promise<PriceAttempt> => quarterDollar) {
      return kind === "memory" ? harness.openInMemory({ loadPrice }) : harness.open({ loadPrice });
    }

    /** The event as it comes back. */
    async function kept(event: HealthEvent): Promise<HealthEvent | undefined> {
      const ledger = await open();
      ledger.recordHealth(event);
      const waiting = ledger.health(1);
      await ledger.flush();
      assert.deepEqual(ledger.health(1), waiting, "written or not");
      assert.deepEqual(ledger.status.kind, kind === "memory" ? "memory" : "disk");
      return waiting[0];
    }

    it("has what attempts were for and the experiment", async () => {
      const ledger = await open();
      const roles = ["hedge", "continuation", "drill", undefined] as const;
      const attempts = roles.map((role) => attemptOf({ startedAt: NOON, ...(role === undefined ? {} : { role }) }));
      ledger.record(callOf({ startedAt: NOON, experiment: "terse prompts", attempts }));
      await ledger.flush();
      const [call] = ledger.snapshot("today").recent;
      assert.equal(call?.experiment, "terse prompts");
      assert.deepEqual(
        call.attempts.map(({ cost: _cost, ...attempt }) => attempt),
        attempts,
      );
    });

    it("has no property that was not there", async () => {
      const ledger = await open();
      ledger.record(callOf({ startedAt: NOON }));
      await ledger.flush();
      const [call] = ledger.snapshot("today").recent;
      assert.ok(call && !("experiment" in call) && call.attempts.every((attempt) => !("role" in attempt)));
      const event = await kept(moveOf("openai", "closed", NOON));
      assert.ok(event && !("until" in event) && !("failure" in event));
    });

    it("has what the cache saved, the workspace and no name that is empty", async () => {
      const cost = { kind: "known", usd: 0.5, source: "list", cacheSavedUsd: -0.25 } as const;
      const ledger = await open(async () => () => cost);
      ledger.record(callOf({ id: "named", startedAt: NOON, workspace: "shop" }));
      ledger.record(callOf({ id: "nameless", startedAt: NOON - 1, workspace: "", experiment: "" }));
      await ledger.flush();
      const [named, nameless] = ledger.snapshot("today").recent;
      assert.deepEqual([named?.workspace, named?.attempts[0]?.cost], ["shop", cost]);
      assert.ok(nameless && !("workspace" in nameless) && !("experiment" in nameless));
    });

    it("has no price where that is no figure", async () => {
      const prices = [Number.NaN, Number.POSITIVE_INFINITY, 1];
      const ledger = await open(async () => ({ startedAt }) => {
        const usd = prices[startedAt - NOON] ?? 0;
        return { kind: "known", usd, source: "list", cacheSavedUsd: Number.NaN };
      });
      for (const [index] of prices.entries()) ledger.record(callOf({ id: `${index}`, startedAt: NOON + index }));
      await ledger.flush();
      const { recent, totals } = ledger.snapshot("today");
      const known = { kind: "known", usd: 1, source: "list" } as const;
      assert.deepEqual(
        recent.map(({ attempts }) => attempts[0]?.cost),
        [known, { kind: "unknown" }, { kind: "unknown" }],
      );
      assert.deepEqual([totals.costUsd, totals.unpriced], [1, 2]);
    });

    it("has calls by ids of every form", async () => {
      const near = fc.array(fc.constantFrom(..."0123456789abcdefABCDEFgz:/`@-"), { minLength: 36, maxLength: 36 });
      const uuid = fc.tuple(fc.uuid(), fc.nat(35), fc.constantFrom(..."0afgAF-:/`@é"));
      const changed = uuid.map(([id, at, letter]) => id.slice(0, at) + letter + id.slice(at + 1));
      const ids = fc.oneof(
        fc.uuid(),
        changed,
        near.map((letters) => letters.join("")),
        fc.string({ minLength: 1 }),
      );
      const ledger = await open();
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(ids, { maxLength: 40 }), async (made) => {
          for (const [index, id] of made.entries()) ledger.record(callOf({ id, startedAt: NOON - index }));
          await ledger.flush();
          assert.deepEqual(
            ledger.snapshot("today").recent.map(({ id }) => id),
            made,
          );
          await ledger.wipe({ accounts: false });
        }),
      );
    });

    it("has until when a breaker is open and why, in full or in short", async () => {
      const full = moveOf("openai", "open", NOON, { until: NOON + 60_000, failure });
      assert.deepEqual(await kept(full), full);
      const short = moveOf("openai", "open", NOON + 1, {
        until: NOON,
        failure: { class: "network", scope: "provider", message: "refused" },
      });
      assert.deepEqual(await kept(short), short);
    });

    it("has a breaker that is open until it is reset", async () => {
      const event = moveOf("openai", "open", NOON, { until: UNTIL_RESET, failure });
      assert.deepEqual(await kept(event), event);
    });

    it("is cut to what can be kept", async () => {
      const times = [Infinity, 1e300, UNTIL_RESET + 1, NOON + 0.4, -5, Number.NaN];
      const untils: (number | undefined)[] = [];
      for (const [index, until] of times.entries()) {
        untils.push((await kept(moveOf("openai", "open", NOON + index, { until })))?.until);
      }
      assert.deepEqual(untils, [UNTIL_RESET, UNTIL_RESET, UNTIL_RESET, NOON, 0, 0]);
      const long = { ...failure, message: "x".repeat(10_000), retryAfterMs: 1e300 };
      const event = await kept(moveOf("openai", "open", NOON + 10, { failure: long }));
      assert.equal(event?.failure?.message.length, 500);
      assert.equal(event.failure.retryAfterMs, Number.MAX_SAFE_INTEGER);
    });
  });
}
