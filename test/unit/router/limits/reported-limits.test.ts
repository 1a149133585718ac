import assert from "node:assert/strict";
import type { Room } from "../../../../src/router/limits/room.ts";
import type { LimitReport } from "../../../../src/spec/stream.ts";
import { createLimitBench, refusal, routeOf } from "./limit-bench.ts";

const route = routeOf();
const requests = (remaining: number, more: Partial<LimitReport> = {}): readonly LimitReport[] => [
  { kind: "requests", limit: 50, remaining, resetMs: 30_000, ...more },
];
const tokens = (remaining: number, more: Partial<LimitReport> = {}): readonly LimitReport[] => [
  { kind: "tokens", limit: 100_000, remaining, resetMs: 30_000, ...more },
];

const untilRoom = (room: Room) => (room.ok ? 0 : room.untilMs);

describe("a limit that headers report", () => {
  it("leaves what remains, less what was let out since", () => {
    const { book, send } = createLimitBench();
    book.reserve(route, 10).heard(requests(3));
    assert.deepEqual(book.room(route, 10), { ok: true, load: 0.94 });
    send(route, 3);
    const room = book.room(route, 10);
    assert.deepEqual(room, { ok: false, untilMs: 30_000, reason: "no room in its provider's limit of 50 requests" });
  });

  it("keeps a route away exactly until the reset when it is used up", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, requests(0, { resetMs: 12_345 }));
    assert.ok(!book.room(route, 1).ok);
    advance(12_344);
    assert.ok(!book.room(route, 1).ok);
    advance(1);
    assert.deepEqual(book.room(route, 1), { ok: true, load: 0 });
  });

  it("is whole after its reset, and then once a minute, until it is forgotten after an hour", () => {
    const { book, advance, send } = createLimitBench();
    book.heard(route, requests(0, { limit: 2 }));
    advance(30_000);
    send(route, 2);
    assert.equal(untilRoom(book.room(route, 1)), 60_000);
    advance(59 * 60_000);
    send(route, 2);
    assert.equal(untilRoom(book.room(route, 1)), 60_000);
    advance(60_000);
    send(route, 9);
    assert.ok(book.room(route, 1).ok);
  });

  it("is whole after its reset but for what is still under way", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, requests(0, { limit: 2 }));
    const slow = book.reserve(route, 10);
    advance(30_000);
    book.reserve(route, 10);
    assert.ok(!book.room(route, 1).ok);
    slow.release();
    assert.ok(book.room(route, 1).ok);
  });

  it("of tokens lets through what fits into the rest", () => {
    const { book } = createLimitBench();
    book.heard(route, tokens(2000));
    assert.ok(book.room(route, 2000).ok);
    const room = book.room(route, 2001);
    assert.equal(!room.ok && room.reason, "no room in its provider's limit of 100k tokens");
  });

  it("of tokens does not keep away for ever what is larger than the whole of it", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, tokens(99_000));
    const room = book.room(route, 150_000);
    assert.ok(!room.ok);
    advance(room.untilMs);
    assert.ok(book.room(route, 150_000).ok);
    book.reserve(route, 10);
    assert.ok(!book.room(route, 150_000).ok);
  });

  it("is given back what a request did not take, and loses what it took beyond its estimate", () => {
    const { book } = createLimitBench();
    book.heard(route, tokens(10_000));
    const [small, large, unsent] = [book.reserve(route, 4000), book.reserve(route, 4000), book.reserve(route, 2000)];
    assert.ok(!book.room(route, 1).ok);
    small.settle(1000);
    assert.ok(book.room(route, 3000).ok);
    large.settle(5000);
    assert.ok(book.room(route, 2000).ok);
    assert.ok(!book.room(route, 2001).ok);
    unsent.release();
    assert.ok(book.room(route, 4000).ok);
    assert.ok(!book.room(route, 4001).ok);
  });

  it("holds the lowest of what is heard of requests that were under way together", () => {
    const { book } = createLimitBench();
    const [first, second] = [book.reserve(route, 10), book.reserve(route, 10)];
    second.heard(requests(1));
    first.heard(requests(9));
    assert.ok(book.room(route, 10).ok);
    book.reserve(route, 10);
    assert.ok(!book.room(route, 10).ok);
  });

  it("keeps to the later reset of two that are heard of such requests", () => {
    const { book } = createLimitBench();
    const [first, second] = [book.reserve(route, 10), book.reserve(route, 10)];
    second.heard(requests(5));
    first.heard(requests(0, { resetMs: 5000 }));
    assert.equal(untilRoom(book.room(route, 10)), 30_000);
  });

  it("takes off what was sent after the request that it is heard of", () => {
    const { book } = createLimitBench();
    const first = book.reserve(route, 10);
    const others = [book.reserve(route, 10), book.reserve(route, 10)];
    first.heard(requests(2));
    assert.ok(!book.room(route, 10).ok);
    others[0]?.release();
    assert.ok(book.room(route, 10).ok);
  });

  it("believes a report on a request that was sent after the last one was heard, also when it is higher", () => {
    const { book, advance } = createLimitBench();
    book.reserve(route, 10).heard(requests(0));
    advance(1000);
    const forced = book.reserve(route, 10);
    forced.heard(requests(20));
    assert.deepEqual(book.room(route, 10), { ok: true, load: 0.6 });
  });

  it("believes a new report after a minute whoever it belongs to", () => {
    const { book, advance } = createLimitBench();
    const slow = book.reserve(route, 10);
    book.reserve(route, 10).heard(requests(0, { resetMs: 3_600_000 }));
    advance(61_000);
    slow.heard(requests(30, { resetMs: 20_000 }));
    assert.ok(book.room(route, 10).ok);
  });

  it("of a day is not taken for one of a minute", () => {
    const { book, send } = createLimitBench();
    book.heard(route, requests(14_370, { limit: 14_400, resetMs: 179_560 }));
    send(route, 1000);
    const room = book.room(route, 10);
    assert.ok(room.ok && room.load < 0.1);
  });

  it("of a day that is used up keeps the route away until the day is over", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, requests(0, { limit: 1000, resetMs: 5 * 3_600_000 }));
    advance(5 * 3_600_000 - 1);
    assert.ok(!book.room(route, 1).ok);
    advance(1);
    assert.ok(book.room(route, 1).ok);
  });

  it("that names no reset holds for a minute at the most", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, [{ kind: "requests", remaining: 0 }]);
    const room = book.room(route, 1);
    assert.deepEqual(room, { ok: false, untilMs: 60_000, reason: "no room in its provider's limit of requests" });
    advance(60_000);
    assert.ok(book.room(route, 1).ok);
  });

  it("that names a reset in the far future is looked at again after a day", () => {
    const { book, advance } = createLimitBench();
    book.heard(route, requests(0, { resetMs: 1e12 }));
    advance(24 * 3_600_000);
    assert.ok(book.room(route, 1).ok);
  });

  for (const [of, report] of [
    ["nothing but its size", { kind: "requests", limit: 1 }],
    ["a size of zero, as servers do that have none", { kind: "requests", limit: 0, remaining: 0, resetMs: 1000 }],
  ] as const) {
    it(`that tells of ${of} keeps nothing away`, () => {
      const { book, send } = createLimitBench();
      book.heard(route, [report]);
      send(route, 5);
      assert.ok(book.room(route, 1).ok);
    });
  }

  it("does not loosen what the user states, and the other way round", () => {
    const { book, send } = createLimitBench({ requests: 2 });
    book.heard(route, requests(40));
    send(route, 2);
    assert.ok(!book.room(route, 1).ok);
    const other = createLimitBench({ requests: 20 });
    other.book.heard(route, requests(0));
    assert.ok(!other.book.room(route, 1).ok);
  });

  it("is heard without a hold as well: then the lowest holds while several are under way", () => {
    const { book } = createLimitBench();
    book.reserve(route, 10);
    book.reserve(route, 10);
    book.heard(route, requests(5));
    book.reserve(route, 10);
    book.heard(route, requests(40));
    // 5, less the second and the third.
    const room = book.room(route, 10);
    assert.ok(room.ok && Math.abs(room.load - 47 / 50) < 1e-9, JSON.stringify(room));
  });

  it("is not believed to be news where a slow request's headers come late and without a hold", () => {
    const { book } = createLimitBench();
    book.reserve(route, 10);
    const quick = book.reserve(route, 10);
    book.heard(route, requests(1));
    quick.settle(10);
    book.reserve(route, 10);
    book.heard(route, requests(48));
    assert.ok(!book.room(route, 10).ok);
  });

  it("counts in the headers of a failed answer too", () => {
    const { book } = createLimitBench();
    book.reserve(route, 10).heard(requests(0), refusal());
    assert.ok(!book.room(route, 1).ok);
  });

  it("is the credential's: another key begins anew", () => {
    const { book } = createLimitBench();
    book.heard(route, requests(0));
    book.credentialChanged("work");
    assert.deepEqual(book.room(route, 1), { ok: true, load: 0 });
  });
});
