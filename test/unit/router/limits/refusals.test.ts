import assert from "node:assert/strict";
import { refusedKinds } from "../../../../src/router/limits/refused-kinds.ts";
import { createLimitBench, refusal, routeOf } from "./limit-bench.ts";

const route = routeOf();
const minute = 60_000;

/** How many requests of so many tokens find room now. */
function fitting({ book }: ReturnType<typeof createLimitBench>, tokens: number): number {
  const holds = [];
  while (holds.length < 1000 && book.room(route, tokens).ok) holds.push(book.reserve(route, tokens));
  for (const hold of holds) hold.release();
  return holds.length;
}

describe("a refusal", () => {
  it("teaches that the limit is a little less than what was used", () => {
    const bench = createLimitBench();
    bench.send(route, 20);
    bench.book.refused(route, refusal({ message: "Limit of requests per minute reached" }));
    const room = bench.book.room(route, 100);
    assert.ok(!room.ok);
    assert.equal(room.reason, "no room in its limit of about 18 requests a minute, learned from its refusals");
    bench.advance(62_000);
    assert.equal(fitting(bench, 100), 19);
  });

  it("is forgiven by a tenth with each minute that brings none, and forgotten after an hour", () => {
    const bench = createLimitBench();
    bench.send(route, 100);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    const after: number[] = [];
    for (let at = 0; at < 3; at += 1) {
      bench.advance(2 * minute);
      after.push(fitting(bench, 1));
    }
    assert.deepEqual(after, [108, 126, 144]);
    bench.advance(53 * minute);
    assert.ok(fitting(bench, 1) < 1000);
    bench.advance(minute);
    assert.equal(fitting(bench, 1), 1000);
  });

  it("that comes several times at once counts once", () => {
    const bench = createLimitBench();
    bench.send(route, 20);
    for (let at = 0; at < 8; at += 1) bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.advance(62_000);
    assert.equal(fitting(bench, 1), 19);
  });

  it("never raises what was learned before", () => {
    const bench = createLimitBench();
    bench.send(route, 10);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.send(route, 90);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.advance(62_000);
    assert.equal(fitting(bench, 1), 9);
  });

  it("teaches nothing when hardly anything was used: that was somebody else", () => {
    const bench = createLimitBench();
    bench.send(route, 2);
    bench.book.refused(route, refusal());
    assert.deepEqual(bench.book.room(route, 100), { ok: true, load: 0 });
  });

  it("teaches from three requests on", () => {
    const bench = createLimitBench();
    bench.send(route, 3);
    bench.book.refused(route, refusal());
    assert.ok(!bench.book.room(route, 100).ok);
  });

  it("about tokens leaves the requests alone, and the other way round", () => {
    const tokens = createLimitBench();
    tokens.send(route, 4, 1000);
    tokens.book.refused(route, refusal({ message: "Rate limit reached on tokens per min (TPM): Limit 4000" }));
    tokens.advance(62_000);
    assert.equal(fitting(tokens, 10), 396);
    const requests = createLimitBench();
    requests.send(route, 4, 1000);
    requests.book.refused(route, refusal({ message: "Rate limit reached on requests per min (RPM): Limit 4" }));
    requests.advance(62_000);
    assert.equal(fitting(requests, 100_000), 3);
  });

  it("is refuted when more is answered in a minute than was refused", () => {
    const bench = createLimitBench();
    bench.send(route, 5);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.advance(62_000);
    bench.send(route, 5);
    const last = bench.book.reserve(route, 100);
    assert.ok(!bench.book.room(route, 100).ok);
    last.heard([], refusal());
    assert.ok(!bench.book.room(route, 100).ok);
    last.heard([]);
    assert.ok(bench.book.room(route, 100).ok);
  });

  it("is not refuted when no more is answered than was refused", () => {
    const bench = createLimitBench();
    bench.send(route, 5);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.advance(62_000);
    bench.send(route, 4);
    bench.book.reserve(route, 100).heard([]);
    assert.ok(!bench.book.room(route, 100).ok);
  });

  it("is not refuted by what was not answered yet", () => {
    const bench = createLimitBench();
    bench.send(route, 5);
    bench.book.refused(route, refusal({ message: "RPM reached" }));
    bench.advance(62_000);
    const first = bench.book.reserve(route, 100);
    for (let at = 0; at < 9; at += 1) bench.book.reserve(route, 100);
    first.heard([]);
    assert.ok(!bench.book.room(route, 100).ok);
  });

  it("that names a pause keeps the route away exactly so long, whatever was used", () => {
    const { book, advance } = createLimitBench();
    book.refused(route, refusal({ retryAfterMs: 7000 }));
    assert.deepEqual(book.room(route, 1), { ok: false, untilMs: 7000, reason: "its provider asked for a pause" });
    advance(6999);
    assert.ok(!book.room(route, 1).ok);
    advance(1);
    assert.ok(book.room(route, 1).ok);
  });

  it("does not shorten a pause that another one asked for", () => {
    const { book } = createLimitBench();
    book.refused(route, refusal({ retryAfterMs: 7000 }));
    book.refused(route, refusal({ retryAfterMs: 1000 }));
    const room = book.room(route, 1);
    assert.equal(!room.ok && room.untilMs, 7000);
  });

  it("has its pause ended by an answer to a request that was sent after it, and by no other", () => {
    const { book } = createLimitBench();
    const before = book.reserve(route, 1);
    book.refused(route, refusal({ retryAfterMs: 7000 }));
    before.heard([]);
    assert.ok(!book.room(route, 1).ok);
    const forced = book.reserve(route, 1);
    forced.heard([], refusal());
    assert.ok(!book.room(route, 1).ok);
    forced.heard([]);
    assert.ok(book.room(route, 1).ok);
  });

  it("is unlearned with the key", () => {
    const { book, send } = createLimitBench();
    send(route, 9);
    book.refused(route, refusal({ retryAfterMs: 7000 }));
    book.credentialChanged("work");
    assert.ok(book.room(route, 1).ok);
  });

  it("of another class, or of a fire drill, is ignored", () => {
    const { book, send } = createLimitBench();
    send(route, 9);
    book.refused(route, refusal({ class: "overloaded", retryAfterMs: 7000 }));
    book.refused(route, refusal({ code: "fire-drill", retryAfterMs: 7000 }));
    assert.deepEqual(book.room(route, 1), { ok: true, load: 0 });
  });
});

describe("what a refusal speaks of", () => {
  const told = (message: string, retryAfterMs?: number) =>
    refusedKinds(refusal({ message, ...(retryAfterMs !== undefined && { retryAfterMs }) }));

  for (const message of [
    "Rate limit reached for gpt-x in organization org-1 on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.",
    "This request would exceed your organization's rate limit of 40,000 input tokens per minute.",
    "Tokens per minute limit exceeded - too many tokens processed.",
    "Number of request tokens has exceeded your per-minute rate limit",
    "TPM limit reached.",
    "Quota exceeded for metric generate_content_free_tier_input_token_count",
  ]) {
    it(`is tokens in: ${message}`, () => assert.deepEqual(told(message), ["tokens"]));
  }

  for (const message of [
    "Rate limit reached on requests per minute (RPM): Limit 30, Used 30, Requested 1. Need more tokens? Upgrade today",
    "Requests rate limit exceeded",
    "Number of requests has exceeded your per-minute rate limit",
    "too many requests per minute",
    "Quota exceeded for metric generate_content_free_tier_requests",
  ]) {
    it(`is requests in: ${message}`, () => assert.deepEqual(told(message), ["requests"]));
  }

  for (const message of ["Too Many Requests", "Rate limit exceeded", ""]) {
    it(`may be either in: ${message}`, () => assert.deepEqual(told(message), ["requests", "tokens"]));
  }

  for (const message of [
    "Rate limit reached on requests per day (RPD): Limit 1000",
    "Rate limit reached on tokens per day (TPD): Limit 100000",
    "You have used up your daily requests",
    "Quota GenerateRequestsPerDayPerProject",
    "Only 1 request per second",
  ]) {
    it(`is no minute's limit in: ${message}`, () => assert.deepEqual(told(message), []));
  }

  it("is no minute's limit when it asks for a pause of more than two minutes", () => {
    assert.deepEqual(told("RPM reached", 120_000), ["requests"]);
    assert.deepEqual(told("RPM reached", 120_001), []);
  });
});
