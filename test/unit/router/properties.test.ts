import assert from "node:assert/strict";
import fc from "fast-check";
import type { AttemptRecord } from "../../../src/spec/call.ts";
import type { FailureClass } from "../../../src/spec/failure.ts";
import type { CallEvent } from "../../../src/router/events.ts";
import {
  collect,
  createScriptedRouter,
  endOf,
  failing,
  finish,
  hang,
  pause,
  textOf,
  type Script,
  type Step,
} from "../../support/scripted-router.ts";

const classes: readonly FailureClass[] = [
  "rate-limited",
  "overloaded",
  "server-error",
  "network",
  "truncated",
  "quota-exhausted",
  "credential-invalid",
  "model-gone",
  "context-too-long",
  "capability",
  "caller-fault",
];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ maxLength: 4 }).map((words): Step => ({ type: "text", text: words })) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 9000 }).map(pause) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>({ type: "start" }, { type: "reasoning", text: "hm" }, hang, { type: "throw" }),
  },
);
const ending: fc.Arbitrary<Script> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([finish]) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(...classes)
      .chain((one) =>
        fc
          .option(fc.integer({ min: 0, max: 30_000 }))
          .map((retryAfterMs) => [failing(one, retryAfterMs === null ? {} : { retryAfterMs })]),
      ),
  },
  { weight: 1, arbitrary: fc.constant([]) },
);
const script = fc.tuple(fc.array(step, { maxLength: 5 }), ending).map(([steps, end]): Script => [...steps, ...end]);
const scripts = fc.record({
  a: fc.array(script, { minLength: 1, maxLength: 4 }),
  b: fc.array(script, { minLength: 1, maxLength: 4 }),
  c: fc.array(script, { minLength: 1, maxLength: 4 }),
});
type Scripts = typeof scripts extends fc.Arbitrary<infer T> ? T : never;

const planned = (all: Scripts, continueBroken = true) => {
  const bench = createScriptedRouter({ continueBroken });
  bench.script("a/m", ...all.a);
  bench.script("b/m", ...all.b);
  bench.script("c/m", ...all.c);
  return bench;
};
/** When its probe's question was answered. */
const answeredAt = ({ startedAt, firstTokenMs, durationMs }: AttemptRecord) => startedAt + (firstTokenMs ?? durationMs);
const isShown = ({ type }: CallEvent) => type === "text" || type === "reasoning";

describe("whatever routes do, a call", () => {
  it("ends exactly once, is recorded once, shows one route's text alone, and leaves nothing behind", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.constantFrom("chat", "completion"), fc.boolean(), async (all, task, continues) => {
        const bench = planned(all, continues);
        const from = bench.clock.now();
        const events = await bench.call({ task });
        const end = endOf(events);
        assert.equal(events.filter(({ type }) => type === "end").length, 1);
        assert.equal(bench.records.length, 1);
        const broken = events.filter(({ type }) => type === "broken");
        assert.ok(broken.length <= (continues ? 1 : 0));
        const firstShown = events.findIndex(isShown);
        const upToBreak = broken[0] ? events.indexOf(broken[0]) : events.length;
        const begun = firstShown < 0 ? [] : events.slice(firstShown, upToBreak);
        assert.ok(!begun.some(({ type }) => type === "attempt" || type === "failover" || type === "wait"));
        const succeeded = end.record.outcome === "succeeded";
        assert.equal(
          succeeded,
          events.some(({ type }) => type === "finish"),
        );
        assert.equal(end.failure === undefined, succeeded);
        const whole = end.record.attempts.filter(({ outcome }) => outcome === "succeeded").length;
        // A continuation that did not fit was whole in itself.
        assert.ok(succeeded ? whole === 1 : whole <= broken.length);
        const waited = events.reduce((sum, event) => sum + (event.type === "wait" ? event.waitMs : 0), 0);
        assert.ok(waited <= (task === "completion" ? 0 : 20_000), `waited ${waited} ms`);
        assert.ok(end.record.durationMs <= bench.clock.now() - from);
        await bench.clock.advance(100);
        assert.equal(bench.open(), 0);
        assert.equal(bench.clock.pending(), 0);
      }),
      { numRuns: 150 },
    );
  });

  it("that is cancelled at any time changes nobody's health and ends at once", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 5 }), fc.integer({ min: 0, max: 900 }), async (steps, afterMs) => {
        const bench = createScriptedRouter();
        const harmless = steps.filter(({ type }) => type !== "throw");
        bench.script("a/m", [...harmless, hang]);
        const abort = new AbortController();
        const events = collect(bench.start({ signal: abort.signal }));
        await bench.clock.advance(afterMs);
        abort.abort();
        await bench.clock.advance(100);
        assert.equal(endOf(await events).record.outcome, "cancelled");
        assert.deepEqual(bench.health, []);
        assert.equal(bench.open(), 0);
        assert.equal(bench.clock.pending(), 0);
      }),
      { numRuns: 80 },
    );
  });

  it("never makes a second probe while one is out", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, fc.integer({ min: 2, max: 6 }), async (all, atOnce) => {
        const bench = planned(all);
        const watch = () => collect(bench.start());
        for (let round = 0; round < 4; round += 1) {
          const calls = Promise.all(Array.from({ length: atOnce }, watch));
          const progress = { over: false };
          void calls.finally(() => (progress.over = true));
          for (let turn = 0; !progress.over && turn < 200; turn += 1) await bench.clock.advance(1000);
          await calls;
          await bench.clock.advance(30_000);
        }
        const probes = bench.records.flatMap(({ attempts }) => attempts).filter(({ probe }) => probe);
        for (const one of probes) {
          for (const other of probes) {
            if (one === other || one.routeId !== other.routeId) continue;
            assert.ok(one.startedAt >= answeredAt(other) || other.startedAt >= answeredAt(one), "two probes at once");
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("goes the same way again with the same random numbers", async () => {
    await fc.assert(
      fc.asyncProperty(scripts, async (all) => {
        const run = async () => {
          const bench = planned(all);
          const texts = [];
          for (let round = 0; round < 4; round += 1) texts.push(textOf(await bench.call()));
          return { texts, asked: bench.asked, health: bench.health };
        };
        assert.deepEqual(await run(), await run());
      }),
      { numRuns: 25 },
    );
  });
});
