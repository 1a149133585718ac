import assert from "node:assert/strict";
import { LedgerHarness, NOON } from "./ledger-harness.ts";
import { Told } from "./told.ts";

const REQUESTS = { kind: "requests", limit: 100, remaining: 40, resetMs: 60_000 } as const;
const TOKENS = { kind: "tokens", remaining: 9000 } as const;

const requests = {
  credential: "one",
  model: "gpt-5",
  kind: "requests",
  at: NOON,
  limit: 100,
  remaining: 40,
  resetsAt: NOON + 60_000,
} as const;
const tokens = { credential: "one", model: "gpt-5", kind: "tokens", at: NOON, remaining: 9000 } as const;

for (const kind of ["a file", "memory"] as const) {
  describe(`limits that providers told of, kept in ${kind}`, () => {
    const harness = LedgerHarness.perTest();
    const open = () => (kind === "memory" ? harness.openInMemory() : harness.open());

    it("are what was said last, written or not", async () => {
      const ledger = await open();
      assert.deepEqual(ledger.limits(), []);
      ledger.recordLimits("one", "gpt-5", [REQUESTS, TOKENS], NOON);
      assert.deepEqual(ledger.limits(), [requests, tokens]);
      await ledger.flush();
      assert.deepEqual(ledger.limits(), [requests, tokens]);
      ledger.recordLimits("one", "gpt-5", [{ kind: "tokens", remaining: 5 }], NOON + 1);
      ledger.recordLimits("other", "gpt-5", [{ kind: "tokens", remaining: 6 }], NOON + 1);
      const later = [
        requests,
        { ...tokens, at: NOON + 1, remaining: 5 },
        { ...tokens, credential: "other", at: NOON + 1, remaining: 6 },
      ];
      assert.deepEqual(ledger.limits(), later);
      await ledger.flush();
      assert.deepEqual(ledger.limits(), later);
    });

    it("are not replaced by what was said before", async () => {
      const ledger = await open();
      ledger.recordLimits("one", "gpt-5", [TOKENS], NOON);
      ledger.recordLimits("one", "gpt-5", [{ kind: "tokens", remaining: 1 }], NOON - 1);
      assert.deepEqual(ledger.limits(), [tokens]);
      await ledger.flush();
      ledger.recordLimits("one", "gpt-5", [{ kind: "tokens", remaining: 2 }], NOON - 2);
      assert.deepEqual(ledger.limits(), [tokens]);
      await ledger.flush();
      assert.deepEqual(ledger.limits(), [tokens]);
    });

    it("take figures that are none", async () => {
      const ledger = await open();
      const odd = { kind: "requests", limit: Number.NaN, remaining: -3, resetMs: Infinity } as const;
      ledger.recordLimits("one", "gpt-5", [odd], NOON + 0.5);
      const kept = { credential: "one", model: "gpt-5", kind: "requests", at: NOON + 1, remaining: 0 };
      assert.deepEqual(ledger.limits(), [kept]);
      await ledger.flush();
      assert.deepEqual(ledger.limits(), [kept]);
    });
  });
}

describe("limits that providers told of", () => {
  const harness = LedgerHarness.perTest();

  it("are told to who follows, once, at the beginning", async () => {
    const other = await harness.open();
    other.recordLimits("one", "gpt-5", [REQUESTS], NOON);
    await other.flush();
    const told = new Told(await harness.open(), 1000);
    await harness.clock.advance(100);
    assert.deepEqual(told.parts, [{ calls: [], health: [], limits: [requests] }]);
    other.recordLimits("one", "gpt-5", [REQUESTS], NOON + 1);
    await other.flush();
    await harness.clock.advance(3000);
    assert.equal(told.parts.length, 1);
  });
});
