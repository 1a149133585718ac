import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { SnapshotSums } from "../../../src/ledger/snapshot.ts";
import { openMemory, openStore } from "../../../src/ledger/store/open-store.ts";
import type { Store } from "../../../src/ledger/store/store.ts";
import type { CallRecord, PricedCall } from "../../../src/spec/call.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";

const price = () => ({ kind: "known", usd: 0.25, source: "list" }) as const;

const DAY_MS = 86_400_000;
const FRAME = { range: "today", since: 0, recent: [], status: { kind: "disk" } } as const;
const NOTHING_ELSE = { health: [], outcomes: [], limits: [] } as const;

function call(id: string, startedAt: number, more: Partial<CallRecord> = {}): PricedCall {
  return priceCall(callOf({ id, startedAt, ...more }), price);
}

for (const kind of ["memory", "file"] as const) {
  describe(`a store in ${kind === "memory" ? "memory" : "a file"}`, () => {
    let directory: string;
    let store: Store;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), "switchyard-store-"));
      const path = join(directory, "ledger.sqlite");
      const opened = kind === "memory" ? openMemory(sqlite, 1, "No file.") : openStore(sqlite, path, 1, 0);
      assert.ok(opened !== "locked" && opened.store);
      ({ store } = opened);
    });

    /** What the days from `since` on add up to. */
    function summed(since: number) {
      const sums = new SnapshotSums();
      store.addDays(since, sums.of);
      return sums.snapshot(FRAME);
    }

    afterEach(async () => {
      store.close();
      await rm(directory, { recursive: true, force: true });
    });

    it("numbers calls as they are written, whenever they started", () => {
      assert.equal(store.lastNumber(), 0);
      store.append({ calls: [call("late", 20), call("early", 10)], ...NOTHING_ELSE });
      assert.equal(store.lastNumber(), 2);
    });

    it("sums up the days that begin at a moment or later", () => {
      const day = new Date(2026, 5, 15).getTime();
      const times = [day - 1, day, day + 5, day + DAY_MS - 1, day + DAY_MS];
      store.append({ calls: times.map((at) => call(`at ${at}`, at)), ...NOTHING_ELSE });
      const counted = [day - DAY_MS, day, day + 1, day + DAY_MS, day + 2 * DAY_MS].map(
        (since) => summed(since).totals.calls,
      );
      assert.deepEqual(counted, [5, 4, 1, 1, 0]);
    });

    it("keeps a call as it was written first, and does not count it again", () => {
      const first = call("same", 5);
      store.append({ calls: [first, call("same", 6)], ...NOTHING_ELSE });
      store.append({ calls: [call("same", 7), call("other", 8)], ...NOTHING_ELSE });
      assert.equal(store.recentCalls(0, 5).length, 2);
      assert.deepEqual(store.recentCalls(0, 5)[1], first);
      assert.equal(summed(-DAY_MS).totals.calls, 2);
    });

    it("gives the newest calls, and of those that start together the one written last", () => {
      store.append({ calls: [call("a", 5), call("b", 7), call("c", 5), call("old", 1)], ...NOTHING_ELSE });
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
        ...NOTHING_ELSE,
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
        ...NOTHING_ELSE,
      });
      const { totals, byRoute, failovers } = summed(-DAY_MS);
      assert.deepEqual([totals.calls, totals.failed, failovers], [2, 1, 1]);
      const routes = byRoute.map(({ routeId, calls: tried, failed: lost }) => [routeId, tried, lost]);
      assert.deepEqual(routes, [["openai/gpt-5-mini", 2, 1]]);
      assert.deepEqual(store.recentAttempts("x/m", 5), []);
    });

    it("keeps the parts of a call in their order", () => {
      const attempts = ["a", "b", "c"].map((model) => attemptOf({ routeId: `x/${model}`, provider: "x", model }));
      const made = call("call", 5, { attempts });
      store.append({ calls: [made], ...NOTHING_ELSE });
      assert.deepEqual(store.recentCalls(0, 1), [made]);
    });
  });
}

describe("a store in a file", () => {
  it("writes all of a batch or nothing, and works on", async () => {
    const directory = await mkdtemp(join(tmpdir(), "switchyard-store-"));
    const opened = openStore(sqlite, join(directory, "ledger.sqlite"), 1, 0);
    assert.ok(opened !== "locked" && opened.store);
    const { store } = opened;
    const impossible = { ...call("impossible", 2), startedAt: 2.5 };
    assert.throws(() => store.append({ calls: [call("good", 1), impossible], ...NOTHING_ELSE }));
    assert.equal(store.lastNumber(), 0);
    store.append({ calls: [call("good", 1)], ...NOTHING_ELSE });
    assert.equal(store.recentCalls(0, 5).length, 1);
    store.close();
    await rm(directory, { recursive: true });
  });
});
