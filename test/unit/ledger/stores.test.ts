import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { MemoryStore } from "../../../src/ledger/store/memory-store.ts";
import { openStore } from "../../../src/ledger/store/open-store.ts";
import type { Store } from "../../../src/ledger/store/store.ts";
import { UsageTally } from "../../../src/ledger/tally/usage-tally.ts";
import type { CallRecord, PricedCall } from "../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";

const price = () => ({ kind: "known", usd: 0.25, source: "list" }) as const;

function call(id: string, startedAt: number, more: Partial<CallRecord> = {}): PricedCall {
  return priceCall(callOf({ id, startedAt, ...more }), price);
}

for (const kind of ["memory", "file"] as const) {
  describe(`a store in ${kind === "memory" ? "memory" : "a file"}`, () => {
    let directory: string;
    let store: Store;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), "switchyard-store-"));
      const opened = openStore(sqlite, join(directory, "ledger.sqlite"), "this window", 0);
      assert.ok(opened !== "locked");
      if (kind === "memory") opened.store.close();
      store = kind === "memory" ? new MemoryStore() : opened.store;
    });

    afterEach(async () => {
      store.close();
      await rm(directory, { recursive: true, force: true });
    });

    it("numbers calls as they are written, whenever they started", () => {
      assert.equal(store.lastNumber(), 0);
      store.append({ calls: [call("late", 20), call("early", 10)], health: [] });
      assert.equal(store.lastNumber(), 2);
      const ofFirst = new UsageTally();
      store.countSince(0, 1, ofFirst);
      assert.equal(ofFirst.byRoute.get("openai/gpt-5-mini")?.lastAt, 20);
    });

    it("counts a day from its first moment to the next day's, up to a number", () => {
      store.append({ calls: [9, 10, 15, 19, 20].map((at) => call(`at ${at}`, at)), health: [] });
      const counted = (upTo: number) => {
        const tally = new UsageTally();
        store.countDay({ from: 10, until: 20 }, upTo, tally);
        return tally.byTask.get("chat")?.calls;
      };
      assert.deepEqual([counted(5), counted(3), counted(1)], [3, 2, undefined]);
    });

    it("counts what came after a number, up to another", () => {
      store.append({ calls: [1, 2, 3, 4].map((at) => call(`at ${at}`, at)), health: [] });
      const tally = new UsageTally();
      store.countSince(1, 3, tally);
      assert.equal(tally.byTask.get("chat")?.calls, 2);
    });

    it("gives the newest calls, and of those that start together the one written last", () => {
      store.append({ calls: [call("a", 5), call("b", 7), call("c", 5), call("old", 1)], health: [] });
      const ids = (limit: number) => store.recentCalls(5, limit).map(({ id }) => id);
      assert.deepEqual(ids(10), ["b", "c", "a"]);
      assert.deepEqual(ids(2), ["b", "c"]);
    });

    it("gives a route's newest attempts, over all its credentials", () => {
      const of = (credential: string, startedAt: number) =>
        attemptOf({ credential, startedAt, firstTokenMs: startedAt });
      const other = attemptOf({ routeId: "openai/gpt-5", model: "gpt-5", startedAt: 9 });
      store.append({
        calls: [call("a", 1, { attempts: [of("one", 1), other] }), call("b", 2, { attempts: [of("two", 2)] })],
        health: [],
      });
      const times = store.recentAttempts("openai/gpt-5-mini", 5).map((attempt) => attempt.firstTokenMs);
      assert.deepEqual(times, [2, 1]);
      assert.equal(store.recentAttempts("openai/gpt-5-mini", 1).length, 1);
    });

    it("counts a call that met a fire drill, and no attempt of the drill", () => {
      const drilled = attemptOf({ routeId: "x/m", provider: "x", model: "m", role: "drill", outcome: "failed" });
      const failed = attemptOf({ outcome: "failed", startedAt: 2 });
      store.append({
        calls: [
          call("one", 1, { attempts: [drilled, failed, attemptOf({ startedAt: 3 })] }),
          call("other", 2, { attempts: [drilled], outcome: "failed" }),
        ],
        health: [],
      });
      const tally = new UsageTally();
      store.countSince(0, 2, tally);
      const { calls, failed: failedCalls } = tally.byTask.get("chat") ?? {};
      assert.deepEqual([calls, failedCalls, tally.failovers], [2, 1, 1]);
      const routes = [...tally.byRoute.values()].map(({ routeId, calls: tried, failed: lost }) => [
        routeId,
        tried,
        lost,
      ]);
      assert.deepEqual(routes, [["openai/gpt-5-mini", 2, 1]]);
      assert.deepEqual(store.recentAttempts("x/m", 5), []);
    });

    it("keeps the parts of a call in their order", () => {
      const attempts = ["a", "b", "c"].map((model) => attemptOf({ routeId: `x/${model}`, provider: "x", model }));
      const made = call("call", 5, { attempts });
      store.append({ calls: [made], health: [] });
      assert.deepEqual(store.recentCalls(0, 1), [made]);
    });
  });
}

describe("a store in a file", () => {
  it("writes all of a batch or nothing, and works on", async () => {
    const directory = await mkdtemp(join(tmpdir(), "switchyard-store-"));
    const opened = openStore(sqlite, join(directory, "ledger.sqlite"), "this window", 0);
    assert.ok(opened !== "locked");
    const { store } = opened;
    const impossible = { ...call("impossible", 2), startedAt: 2.5 };
    assert.throws(() => store.append({ calls: [call("good", 1), impossible], health: [] }));
    assert.equal(store.lastNumber(), 0);
    store.append({ calls: [call("good", 1)], health: [] });
    assert.equal(store.recentCalls(0, 5).length, 1);
    store.close();
    await rm(directory, { recursive: true });
  });
});
