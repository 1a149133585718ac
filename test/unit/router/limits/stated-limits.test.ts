import assert from "node:assert/strict";
import { createLimitBench, routeOf } from "./limit-bench.ts";

const route = routeOf();

describe("a limit that the user states", () => {
  it("leaves room until it is reached, and says how full it is", () => {
    const { book, send } = createLimitBench({ requests: 4 });
    assert.deepEqual(book.room(route, 100), { ok: true, load: 0 });
    send(route, 3);
    assert.deepEqual(book.room(route, 100), { ok: true, load: 0.75 });
    send(route, 1);
    const room = book.room(route, 100);
    assert.ok(!room.ok);
    assert.equal(room.reason, "no room in its limit of 4 requests a minute");
  });

  it("has room again as soon as it says, and not before", () => {
    const { book, send, advance } = createLimitBench({ requests: 2 });
    send(route, 1);
    advance(10_000);
    send(route, 1);
    const room = book.room(route, 100);
    assert.ok(!room.ok);
    assert.ok(room.untilMs > 50_000 && room.untilMs <= 52_000, `${room.untilMs} ms`);
    advance(room.untilMs - 1);
    assert.ok(!book.room(route, 100).ok);
    advance(1);
    assert.deepEqual(book.room(route, 100), { ok: true, load: 0.5 });
  });

  it("is each credential's and each model's own", () => {
    const { book, send } = createLimitBench({ requests: 1 });
    send(route, 1);
    assert.ok(!book.room(route, 1).ok);
    assert.ok(book.room(routeOf("home"), 1).ok);
    assert.ok(book.room(routeOf("work", "other"), 1).ok);
  });

  it("of tokens counts what a request would take before it is sent", () => {
    const { book, send } = createLimitBench({ tokens: 20_000 });
    send(route, 1, 15_000);
    assert.deepEqual(book.room(route, 5000), { ok: true, load: 0.75 });
    const room = book.room(route, 5001);
    assert.ok(!room.ok);
    assert.equal(room.reason, "no room in its limit of 20k tokens a minute");
  });

  it("keeps a request of unknown size out when it is full", () => {
    const { book, send } = createLimitBench({ tokens: 1000 });
    send(route, 1, 1000);
    assert.ok(!book.room(route, 0).ok);
  });

  it("does not keep a request away for ever that is larger than the whole of it", () => {
    const { book, send, advance } = createLimitBench({ tokens: 1000 });
    assert.ok(book.room(route, 5000).ok);
    send(route, 1, 10);
    const room = book.room(route, 5000);
    assert.ok(!room.ok);
    advance(room.untilMs - 1);
    assert.ok(!book.room(route, 5000).ok);
    advance(1);
    assert.ok(book.room(route, 5000).ok);
  });

  it("gives way to whichever is stricter, and the one that takes longer is the reason", () => {
    const { book, send, advance } = createLimitBench({ requests: 10, tokens: 1000 });
    send(route, 1, 900);
    assert.deepEqual(book.room(route, 50), { ok: true, load: 0.9 });
    advance(30_000);
    send(route, 9, 1);
    const both = book.room(route, 1000);
    assert.ok(!both.ok);
    assert.match(both.reason, /1000 tokens/);
    assert.ok(both.untilMs > 60_000);
    const requests = book.room(route, 50);
    assert.ok(!requests.ok);
    assert.match(requests.reason, /10 requests/);
    assert.ok(requests.untilMs <= 32_000);
  });

  it("of one is written as one", () => {
    const { book, send } = createLimitBench({ requests: 1 });
    send(route, 1);
    const room = book.room(route, 1);
    assert.equal(!room.ok && room.reason, "no room in its limit of 1 request a minute");
  });
});

describe("a hold", () => {
  it("counts its estimate until it is settled, and then what was taken", () => {
    const { book } = createLimitBench();
    const hold = book.reserve(route, 1000);
    assert.equal(book.use(route).tokens, 1000);
    assert.equal(book.use(route).inFlight, 1);
    hold.settle(300);
    assert.equal(book.use(route).tokens, 300);
    assert.equal(book.use(route).inFlight, 0);
  });

  it("keeps its estimate when nothing better is known", () => {
    const { book } = createLimitBench();
    book.reserve(route, 1000).settle(undefined);
    assert.equal(book.use(route).tokens, 1000);
  });

  it("is settled or released once; what comes after changes nothing", () => {
    const { book, clock } = createLimitBench();
    const settled = book.reserve(route, 1000);
    settled.settle(300);
    settled.settle(900);
    settled.release();
    settled.heard([{ kind: "requests", limit: 1, remaining: 0 }]);
    const released = book.reserve(route, 1000);
    released.release();
    released.settle(70);
    released.release();
    assert.deepEqual(book.use(route), { requests: 1, tokens: 300, inFlight: 0, lastUsedAt: clock.now() });
    assert.ok(book.room(route, 1).ok);
  });

  it("counts what was not expected when it is known, so that it stays a minute from then on", () => {
    const { book, advance } = createLimitBench();
    const hold = book.reserve(route, 1000);
    advance(50_000);
    hold.settle(1500);
    assert.equal(book.use(route).tokens, 1500);
    advance(20_000);
    assert.equal(book.use(route).tokens, 500);
    advance(42_000);
    assert.equal(book.use(route).tokens, 0);
  });

  it("that outlives its minute gives nothing back that others use", () => {
    const { book, advance, send } = createLimitBench();
    const [early, other] = [book.reserve(route, 1000), book.reserve(route, 1000)];
    advance(90_000);
    send(route, 1, 400);
    assert.equal(book.use(route).tokens, 400);
    early.settle(10);
    other.release();
    const { requests, tokens, inFlight } = book.use(route);
    assert.deepEqual({ requests, tokens, inFlight }, { requests: 1, tokens: 400, inFlight: 0 });
  });

  it("of no sensible size spoils no sum", () => {
    const { book } = createLimitBench({ tokens: 1000 });
    book.reserve(route, Number.NaN).settle(-5);
    book.reserve(route, 10.2).settle(Number.NaN);
    assert.equal(book.use(route).tokens, 0);
    assert.ok(book.room(route, Number.NaN).ok);
  });

  it("may outlive what is known of its credential", () => {
    const { book } = createLimitBench();
    const hold = book.reserve(route, 1000);
    book.credentialChanged("work");
    hold.settle(2000);
    assert.equal(book.use(route).tokens, 0);
  });
});

describe("the minute", () => {
  it("is not stopped by a clock that is set back by an hour", () => {
    const { book, send, advance } = createLimitBench({ requests: 1 });
    send(route, 1);
    advance(-3_600_000);
    assert.ok(book.room(route, 1).ok);
    send(route, 1);
    const room = book.room(route, 1);
    assert.ok(!room.ok && room.untilMs <= 62_000);
  });

  it("never counts less than nothing, when a request ends before it began", () => {
    const { book, advance } = createLimitBench();
    const [early, unsent] = [book.reserve(route, 1000), book.reserve(route, 1000)];
    advance(-3_600_000);
    early.settle(300);
    unsent.release();
    assert.deepEqual([book.use(route).requests, book.use(route).tokens], [0, 0]);
    book.reserve(route, 100);
    assert.deepEqual([book.use(route).requests, book.use(route).tokens], [1, 100]);
  });

  it("is not upset by a clock that is set back by a few seconds", () => {
    const { book, send, advance } = createLimitBench({ requests: 2 });
    send(route, 1);
    advance(-5000);
    assert.equal(book.use(route).requests, 1);
    send(route, 1);
    assert.ok(!book.room(route, 1).ok);
    advance(70_000);
    assert.ok(book.room(route, 1).ok);
  });

  it("is over after a long pause", () => {
    const { book, send, advance } = createLimitBench({ requests: 1 });
    send(route, 1);
    advance(24 * 3_600_000);
    assert.equal(book.use(route).requests, 0);
  });
});

describe("the book", () => {
  it("remembers no more than a few hundred models, and those in use the longest", () => {
    const { book, advance, send } = createLimitBench({ requests: 1 });
    const hold = book.reserve(route, 10);
    for (let at = 0; at < 1000; at += 1) {
      advance(10);
      send(routeOf("work", `model-${at}`), 1);
    }
    const remembered = Array.from({ length: 1000 }, (_, at) => book.use(routeOf("work", `model-${at}`)).requests);
    const count = remembered.filter((requests) => requests > 0).length;
    assert.ok(count <= 200 && count > 100, `${count}`);
    assert.equal(remembered.at(-1), 1);
    hold.settle(10);
  });

  it("lets idle models go first", () => {
    const { book, advance, send } = createLimitBench({ requests: 1 });
    book.refused(route, { class: "rate-limited", scope: "credential-model", message: "", retryAfterMs: 3_600_000 });
    for (let at = 0; at < 150; at += 1) send(routeOf("work", `old-${at}`), 1);
    advance(120_000);
    for (let at = 0; at < 150; at += 1) send(routeOf("work", `new-${at}`), 1);
    assert.ok(!book.room(route, 1).ok);
    for (let at = 0; at < 150; at += 1) assert.equal(book.use(routeOf("work", `new-${at}`)).requests, 1);
  });

  it("has room for new models where a credential was forgotten", () => {
    const { book, advance, send } = createLimitBench({ requests: 1 });
    send(routeOf("first"), 1);
    advance(10);
    for (let at = 0; at < 150; at += 1) send(routeOf("work", `old-${at}`), 1);
    book.credentialChanged("work");
    for (let at = 0; at < 150; at += 1) send(routeOf("home", `new-${at}`), 1);
    assert.equal(book.use(routeOf("first")).requests, 1);
  });

  it("forgets a route, or everything of a credential, when told to", () => {
    const { book, send } = createLimitBench({ requests: 1 });
    send(route, 1);
    send(routeOf("work", "other"), 1);
    send(routeOf("home"), 1);
    book.forget(route);
    book.forget(route);
    assert.ok(book.room(route, 1).ok);
    assert.ok(!book.room(routeOf("work", "other"), 1).ok);
    send(route, 1);
    book.credentialChanged("work");
    book.credentialChanged("work");
    assert.ok(book.room(route, 1).ok);
    assert.ok(book.room(routeOf("work", "other"), 1).ok);
    assert.ok(!book.room(routeOf("home"), 1).ok);
  });
});
