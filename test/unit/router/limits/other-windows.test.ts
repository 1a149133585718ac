import assert from "node:assert/strict";
import type { AttemptRecord } from "../../../../src/spec/call.ts";
import { attemptOf, usageOf } from "../../../support/call-records.ts";
import { createLimitBench, refusal, routeOf } from "./limit-bench.ts";

const route = routeOf();

function bench(stated?: Parameters<typeof createLimitBench>[0]) {
  const made = createLimitBench(stated);
  const learn = (agoMs: number, more: Partial<AttemptRecord> = {}) =>
    made.book.learn(
      attemptOf({
        routeId: route.id,
        provider: route.provider,
        model: route.model,
        credential: route.credential,
        startedAt: made.clock.now() - agoMs,
        ...more,
      }),
    );
  return { ...made, learn };
}

describe("what another window did", () => {
  it("counts into the same minute, at the time at which it did it", () => {
    const { book, learn, advance } = bench({ requests: 2, tokens: 5000 });
    learn(30_000);
    assert.equal(book.use(route).requests, 1);
    assert.equal(book.use(route).tokens, 1200);
    learn(10_000);
    const room = book.room(route, 1);
    assert.ok(!room.ok && room.untilMs <= 32_000);
    advance(32_000);
    assert.equal(book.use(route).requests, 1);
  });

  it("takes off what headers reported before it, and nothing of what they reported after", () => {
    const { book, learn } = bench();
    book.heard(route, [{ kind: "requests", limit: 10, remaining: 2, resetMs: 30_000 }]);
    learn(1000);
    assert.deepEqual(book.room(route, 1), { ok: true, load: 0.8 });
    const later = bench();
    later.book.heard(route, [{ kind: "requests", limit: 10, remaining: 1, resetMs: 30_000 }]);
    later.advance(5000);
    later.learn(1000);
    assert.ok(!later.book.room(route, 1).ok);
  });

  it("is ignored when it is old", () => {
    const { book, learn } = bench();
    learn(3_600_000, { failure: refusal(), outcome: "failed" });
    assert.deepEqual(book.use(route), { requests: 0, tokens: 0, inFlight: 0, lastUsedAt: 0 });
    assert.ok(book.room(route, 1).ok);
  });

  it("teaches a limit and a pause too when it was refused", () => {
    const { book, learn, advance } = bench();
    for (let at = 0; at < 10; at += 1) learn(20_000);
    learn(10_000, { durationMs: 1000, outcome: "failed", failure: refusal({ message: "RPM", retryAfterMs: 15_000 }) });
    const room = book.room(route, 1);
    assert.deepEqual(
      !room.ok && room.reason,
      "no room in its limit of about 9 requests a minute, learned from its refusals",
    );
    const paused = bench();
    paused.learn(10_000, { durationMs: 1000, outcome: "failed", failure: refusal({ retryAfterMs: 15_000 }) });
    assert.deepEqual(paused.book.room(route, 1), {
      ok: false,
      untilMs: 6000,
      reason: "its provider asked for a pause",
    });
    advance(6000);
    paused.advance(6000);
    assert.ok(paused.book.room(route, 1).ok);
  });

  it("teaches no limit when it was refused more than a minute ago, for what was used then is not known", () => {
    const { book, learn, send, advance } = bench();
    send(route, 5);
    learn(90_000, { durationMs: 0, outcome: "failed", failure: refusal({ retryAfterMs: 100_000 }) });
    assert.ok(!book.room(route, 1).ok);
    advance(10_000);
    assert.deepEqual(book.room(route, 1), { ok: true, load: 0 });
  });

  it("keeps a long pause that it was asked for long ago", () => {
    const { book, learn } = bench();
    learn(600_000, { durationMs: 0, outcome: "failed", failure: refusal({ retryAfterMs: 3_600_000 }) });
    const room = book.room(route, 1);
    assert.equal(!room.ok && room.untilMs, 3_000_000);
  });

  it("does not count when it sent nothing: in a fire drill, or without a connection", () => {
    const { book, learn, clock } = bench();
    learn(0, { role: "drill", outcome: "failed", failure: refusal({ retryAfterMs: 9000 }) });
    const { usage: _usage, ...unsent } = attemptOf({
      ...route,
      startedAt: clock.now(),
      outcome: "failed",
      failure: refusal({ class: "network" }),
    });
    book.learn(unsent);
    assert.equal(book.use(route).requests, 0);
    assert.ok(book.room(route, 1).ok);
  });

  it("counts a request that took no tokens as a request", () => {
    const { book, learn } = bench();
    learn(0, { usage: usageOf({}) });
    assert.equal(book.use(route).requests, 1);
    assert.equal(book.use(route).tokens, 0);
  });
});
