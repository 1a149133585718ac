import assert from "node:assert/strict";
import fc from "fast-check";
import type { LimitHold } from "../../../../src/router/limits/limit-book.ts";
import type { StatedLimits } from "../../../../src/router/types.ts";
import { createLimitBench, type LimitBench, refusal, routeOf } from "./limit-bench.ts";
import { fixedUpstream, slidingUpstream, type StrictUpstream } from "./strict-upstream.ts";

const route = routeOf();

type Step =
  | { readonly type: "reserve"; readonly tokens: number }
  | { readonly type: "settle"; readonly at: number; readonly tokens: number | undefined }
  | { readonly type: "release"; readonly at: number }
  | { readonly type: "pass"; readonly ms: number };

const stepOf = (longestMs: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.nat(5000).map((tokens): Step => ({ type: "reserve", tokens })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(9), fc.option(fc.nat(9000), { nil: undefined }))
        .map(([at, tokens]): Step => ({ type: "settle", at, tokens })),
    },
    { weight: 1, arbitrary: fc.nat(9).map((at): Step => ({ type: "release", at })) },
    { weight: 2, arbitrary: fc.nat(longestMs).map((ms): Step => ({ type: "pass", ms })) },
  );

/** What a book should have counted, told in the plainest way: amounts with the time at which they count. */
interface Entry {
  hold: LimitHold;
  reservedAt: number;
  estimate: number;
  state: "open" | "settled" | "released";
  excess?: { readonly at: number; readonly tokens: number };
  took: number;
}

/** Plays the steps; a hold may be settled again and again, and only the first time counts. */
function play({ book, clock, advance }: LimitBench, steps: readonly Step[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const step of steps) {
    const now = clock.now();
    if (step.type === "pass") advance(step.ms);
    else if (step.type === "reserve") {
      const hold = book.reserve(route, step.tokens);
      entries.push({ hold, reservedAt: now, estimate: step.tokens, state: "open", took: step.tokens });
    } else {
      const entry = entries.at(-1 - step.at);
      if (!entry) continue;
      if (step.type === "release") entry.hold.release();
      else entry.hold.settle(step.tokens);
      if (entry.state !== "open") continue;
      entry.state = step.type === "release" ? "released" : "settled";
      if (step.type === "release" || step.tokens === undefined) continue;
      entry.took = Math.min(step.tokens, entry.estimate);
      if (step.tokens > entry.estimate) entry.excess = { at: now, tokens: step.tokens - entry.estimate };
    }
  }
  return entries;
}

/** What counts from `since` on. */
function counted(entries: readonly Entry[], since: number): { readonly requests: number; readonly tokens: number } {
  const alive = entries.filter(({ state }) => state !== "released");
  const recent = alive.filter(({ reservedAt }) => reservedAt > since);
  const late = alive.flatMap(({ excess }) => (excess && excess.at > since ? [excess.tokens] : []));
  const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
  return { requests: recent.length, tokens: sum(recent.map(({ took }) => took)) + sum(late) };
}

describe("whatever is reserved, settled and released, the book's count", () => {
  it("is what was taken and what is open, to the token, within a minute", () => {
    fc.assert(
      fc.property(fc.array(stepOf(1500), { maxLength: 40 }), (steps) => {
        const bench = createLimitBench();
        const entries = play(bench, steps);
        const { requests, tokens, inFlight } = bench.book.use(route);
        assert.deepEqual({ requests, tokens }, counted(entries, 0));
        assert.equal(inFlight, entries.filter(({ state }) => state === "open").length);
      }),
      { numRuns: 400 },
    );
  });

  it("holds all of the last minute and nothing older than two seconds before it", () => {
    fc.assert(
      fc.property(fc.array(stepOf(40_000), { maxLength: 40 }), (steps) => {
        const bench = createLimitBench();
        const entries = play(bench, steps);
        const [use, now] = [bench.book.use(route), bench.clock.now()];
        const [least, most] = [counted(entries, now - 60_000), counted(entries, now - 62_000)];
        for (const kind of ["requests", "tokens"] as const) {
          assert.ok(use[kind] >= least[kind] && use[kind] <= most[kind], `${least[kind]} ${use[kind]} ${most[kind]}`);
        }
        bench.advance(62_000);
        assert.deepEqual([bench.book.use(route).requests, bench.book.use(route).tokens], [0, 0]);
      }),
      { numRuns: 400 },
    );
  });
});

describe("where there is no room", () => {
  const report = fc.record({
    kind: fc.constantFrom("requests", "tokens"),
    limit: fc.integer({ min: 1, max: 9000 }),
    remaining: fc.nat(9000),
    resetMs: fc.nat(200_000),
  });
  const stated = fc.record(
    { requests: fc.integer({ min: 1, max: 20 }), tokens: fc.integer({ min: 1, max: 20_000 }) },
    { requiredKeys: [] },
  );

  it("it is there at the moment that is named, and not a millisecond before", () => {
    fc.assert(
      fc.property(
        stated,
        fc.array(stepOf(9000), { minLength: 1, maxLength: 30 }),
        fc.option(report),
        fc.option(fc.nat(100_000)),
        fc.nat(9000),
        (limits: StatedLimits, steps, heard, retryAfterMs, tokens) => {
          const bench = createLimitBench(limits);
          const { book, advance } = bench;
          for (const { hold } of play(bench, steps)) hold.settle(undefined);
          if (heard) book.heard(route, [heard]);
          // About a day, so that it teaches no limit: that would grow meanwhile.
          if (retryAfterMs !== null) book.refused(route, refusal({ message: "RPD reached", retryAfterMs }));
          const room = book.room(route, tokens);
          if (room.ok) {
            assert.ok(room.load >= 0 && room.load <= 1);
            return;
          }
          assert.ok(room.untilMs > 0 && room.reason.length > 0);
          advance(room.untilMs - 1);
          assert.ok(!book.room(route, tokens).ok);
          advance(1);
          assert.ok(book.room(route, tokens).ok);
        },
      ),
      { numRuns: 600 },
    );
  });
});

interface Sent {
  readonly hold: LimitHold;
  readonly heardAt: number;
  readonly endsAt: number;
  readonly reports: ReturnType<StrictUpstream["report"]>;
  readonly tokens: number;
}

interface Drive {
  readonly requests: number;
  readonly tokens: number;
  /** Of one request at a time: how long after the last, its estimate, what it really takes, and its delays. */
  readonly attempts: readonly {
    readonly pauseMs: number;
    readonly estimate: number;
    readonly share: number;
    readonly wayMs: number;
    readonly headersMs: number;
    readonly answerMs: number;
  }[];
}

const drive: fc.Arbitrary<Drive> = fc.record({
  requests: fc.integer({ min: 1, max: 12 }),
  tokens: fc.integer({ min: 3000, max: 9000 }),
  attempts: fc.array(
    fc.record({
      pauseMs: fc.oneof(fc.nat(50), fc.nat(3000)),
      estimate: fc.nat(3000),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      wayMs: fc.nat(1000),
      headersMs: fc.nat(6000),
      answerMs: fc.nat(90_000),
    }),
    { minLength: 20, maxLength: 80 },
  ),
});

/** Sends as fast as there is room, hears and settles late and out of order; returns how much was sent. */
function send(bench: LimitBench, upstream: StrictUpstream, { attempts }: Drive, wayCounts: boolean): number {
  const { book, clock, advance } = bench;
  let open: Sent[] = [];
  const digest = () => {
    const now = clock.now();
    for (const one of open.toSorted((a, b) => a.heardAt - b.heardAt)) {
      if (one.heardAt > now - 1 && one.heardAt <= now) one.hold.heard(one.reports);
      if (one.endsAt <= now) one.hold.settle(one.tokens);
    }
    open = open.filter(({ endsAt }) => endsAt > now);
  };
  const pass = (ms: number) => {
    const until = clock.now() + ms;
    const events = () =>
      open.flatMap((one) => [one.heardAt, one.endsAt]).filter((at) => at > clock.now() && at <= until);
    for (let due = events(); due.length > 0; due = events()) {
      advance(Math.min(...due) - clock.now());
      digest();
    }
    advance(until - clock.now());
  };
  let sent = 0;
  for (const { pauseMs, estimate, share, wayMs, headersMs, answerMs } of attempts) {
    pass(pauseMs);
    for (let room = book.room(route, estimate); !room.ok; room = book.room(route, estimate)) {
      assert.ok(room.untilMs > 0);
      pass(room.untilMs);
    }
    const now = clock.now();
    const arrivesAt = now + (wayCounts ? wayMs : 0);
    const tokens = Math.floor(estimate * share);
    assert.ok(upstream.take(arrivesAt, tokens), `request ${sent} was too much`);
    const heardAt = arrivesAt + 1 + headersMs;
    const hold = book.reserve(route, estimate);
    open.push({ hold, heardAt, endsAt: heardAt + 1 + answerMs, reports: upstream.report(arrivesAt), tokens });
    sent += 1;
    // Nothing is known of the limits before the first answer, so it is waited for.
    if (sent === 1) pass(1 + headersMs);
  }
  return sent;
}

describe("a loop that sends whenever there is room", () => {
  it("never exceeds a stated limit that its provider counts over a sliding minute", () => {
    fc.assert(
      fc.property(drive, (one) => {
        const bench = createLimitBench({ requests: one.requests, tokens: one.tokens });
        send(bench, slidingUpstream(one.requests, one.tokens), one, true);
      }),
      { numRuns: 150 },
    );
  });

  it("uses nearly all of a stated limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), (requests) => {
        const { book, advance, clock } = createLimitBench({ requests });
        const until = clock.now() + 620_000;
        let sent = 0;
        while (clock.now() < until) {
          const room = book.room(route, 1);
          if (room.ok) {
            book.reserve(route, 1).settle(1);
            sent += 1;
          } else advance(room.untilMs);
        }
        assert.ok(sent >= requests * 10, `${sent} of ${requests} a minute in 10 minutes`);
      }),
      { numRuns: 50 },
    );
  });

  it("never exceeds a limit that headers report, however late and in whatever order they are heard", () => {
    fc.assert(
      fc.property(drive, fc.constantFrom(20_000, 60_000, 90_000), (one, periodMs) => {
        const bench = createLimitBench();
        send(bench, fixedUpstream(one.requests, one.tokens, periodMs), one, false);
      }),
      { numRuns: 300 },
    );
  });

  it("sends nothing before the reset once headers or a refusal said that there is no room", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200_000 }),
        fc.constantFrom("requests", "tokens", "refusal"),
        fc.array(fc.nat(20_000), { minLength: 1, maxLength: 30 }),
        (resetMs, by, pauses) => {
          const { book, clock, advance, send: sendNow } = createLimitBench();
          sendNow(route, 5, 10);
          if (by === "refusal") book.refused(route, refusal({ retryAfterMs: resetMs }));
          else book.heard(route, [{ kind: by, limit: 60, remaining: 0, resetMs }]);
          const reset = clock.now() + resetMs;
          for (const ms of pauses) {
            assert.ok(clock.now() >= reset || !book.room(route, 1).ok);
            advance(ms);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
