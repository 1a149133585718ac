import assert from "node:assert/strict";
import type { Failure } from "../../../src/spec/failure.ts";
import type { HealthEvent } from "../../../src/spec/health.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
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

    async function open() {
      return kind === "memory" ? harness.openInMemory() : harness.open();
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
