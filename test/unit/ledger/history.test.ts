import assert from "node:assert/strict";
import { History } from "../../../src/ledger/history.ts";
import { priceCall } from "../../../src/ledger/pricing/price-call.ts";
import { MemoryStore } from "../../../src/ledger/store/memory-store.ts";
import { StoreKeeper } from "../../../src/ledger/store/store-keeper.ts";
import type { FigureSink } from "../../../src/ledger/tally/figures.ts";
import { daysOf } from "../../../src/ledger/tally/local-day.ts";
import { callOf } from "../../support/call-records.ts";
import { NOON, quarterDollar } from "./ledger-harness.ts";

const [TODAY, YESTERDAY] = daysOf("week", NOON);
const disk = { kind: "disk" } as const;

/** Memory that fails as a file may: with SQLite's result code, once, on the next count. */
class FailingStore extends MemoryStore {
  failWith: number | undefined;

  override countDay(...[day, upTo, sink]: Parameters<MemoryStore["countDay"]>): void {
    super.countDay(day, upTo, this.#failing(sink));
  }

  override countSince(after: number, upTo: number, sink: FigureSink): void {
    super.countSince(after, upTo, this.#failing(sink));
  }

  #failing(sink: FigureSink): FigureSink {
    return {
      addCall: (call) => sink.addCall(call),
      addAttempt: (attempt) => {
        sink.addAttempt(attempt);
        const errcode = this.failWith;
        this.failWith = undefined;
        if (errcode !== undefined) throw Object.assign(new Error("failed"), { errcode });
      },
    };
  }
}

describe("the calls counted by day", () => {
  function setUp() {
    const store = new FailingStore();
    const replacement = new MemoryStore();
    const keeper = new StoreKeeper({ store, status: disk }, () => ({ store: replacement, status: disk }));
    const history = new History(keeper);
    const append = (to: MemoryStore, id: string, startedAt: number) =>
      to.append({ calls: [priceCall(callOf({ id, startedAt }), quarterDollar)], health: [] });
    const counts = () => {
      assert.ok(TODAY && YESTERDAY);
      return history.over([TODAY, YESTERDAY]).map((tally) => tally.byTask.get("chat")?.calls ?? 0);
    };
    append(store, "today", NOON);
    append(store, "yesterday", NOON - 86_400_000);
    return { store, replacement, history, append, counts };
  }

  it("are all of the new store when the old one fails halfway", () => {
    const { store, replacement, history, append, counts } = setUp();
    append(replacement, "saved", NOON);
    append(replacement, "saved too", NOON);
    history.follow();
    assert.ok(TODAY);
    history.over([TODAY]);
    store.failWith = 11;
    assert.deepEqual(counts(), [2, 0]);
  });

  it("are not counted twice when adding new ones fails halfway", () => {
    const { store, history, append, counts } = setUp();
    history.follow();
    assert.deepEqual(counts(), [1, 1]);
    append(store, "one more", NOON);
    append(store, "and another", NOON);
    store.failWith = 10;
    assert.throws(() => history.follow());
    assert.ok(history.follow());
    assert.deepEqual(counts(), [3, 1]);
    assert.equal(history.follow(), false);
  });
});
