import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultDeadlines } from "../../../../src/router/attempt/default-deadlines.ts";
import { type ExpectedLatency, LatencyBook } from "../../../../src/router/timing/latency-book.ts";
import { learnedDeadlines } from "../../../../src/router/timing/learned-deadline.ts";
import { createDraws } from "../../../support/latency-draws.ts";

const { chat, completion } = defaultDeadlines;
const key = "openai/gpt-5-mini";

function expecting(more: Partial<ExpectedLatency> = {}): ExpectedLatency {
  return { p50: 1000, p95: 3000, p99: 5000, samples: 40, samplesOfSize: 40, ...more };
}

interface World {
  readonly firstTokenMs: (at: number) => number;
  readonly attempts: number;
}

/** Attempts under the deadline that was learned until then, as a call makes them while other routes are left. */
function live({ firstTokenMs, attempts }: World): { readonly cut: number; readonly deadlines: readonly number[] } {
  const book = new LatencyBook();
  const deadlines: number[] = [];
  let cut = 0;
  for (let at = 0; at < attempts; at += 1) {
    const deadline = learnedDeadlines(chat, book.expected(key, 2000)).firstTokenMs;
    const truth = firstTokenMs(at);
    deadlines.push(deadline);
    if (truth <= deadline) book.answered(key, 2000, truth);
    else book.gaveUp(key, 2000, deadline);
    if (truth > deadline && truth <= chat.firstTokenMs) cut += 1;
  }
  return { cut, deadlines };
}

describe("a learned deadline", () => {
  it("is the configured one until twenty answers to prompts of its size are known", () => {
    assert.equal(learnedDeadlines(chat, undefined), chat);
    assert.equal(learnedDeadlines(chat, expecting({ samplesOfSize: 19, samples: 400 })), chat);
    assert.notEqual(learnedDeadlines(chat, expecting({ samplesOfSize: 20 })), chat);
  });

  it("gives the P99 half as much again", () => {
    assert.deepEqual(learnedDeadlines(chat, expecting()), { ...chat, firstTokenMs: 7500, connectMs: 7500 });
  });

  it("is never under 1.5 s, nor under three medians", () => {
    assert.equal(learnedDeadlines(chat, expecting({ p50: 50, p95: 80, p99: 90 })).firstTokenMs, 1500);
    assert.equal(learnedDeadlines(chat, expecting({ p50: 4000, p95: 4500, p99: 5000 })).firstTokenMs, 12_000);
  });

  it("leaves the time to connect alone where the first token may come later", () => {
    const learned = learnedDeadlines(completion, expecting({ p50: 800, p95: 1500, p99: 2000 }));
    assert.deepEqual(learned, { ...completion, firstTokenMs: 3000 });
  });

  it("is never longer than what was configured, whatever was learned", () => {
    const ms = fc.integer({ min: 1, max: 600_000 });
    fc.assert(
      fc.property(fc.tuple(ms, ms, ms), ms, ms, (times, firstTokenMs, connectMs) => {
        const [p50 = 0, p95 = 0, p99 = 0] = times.toSorted((a, b) => a - b);
        const configured = { ...chat, firstTokenMs, connectMs };
        const learned = learnedDeadlines(configured, expecting({ p50, p95, p99 }));
        assert.ok(learned.firstTokenMs <= firstTokenMs && learned.firstTokenMs >= Math.min(1500, firstTokenMs));
        assert.ok(learned.connectMs <= connectMs && learned.connectMs <= learned.firstTokenMs);
        assert.equal(learned.idleMs, chat.idleMs);
        assert.equal(learned.totalMs, chat.totalMs);
      }),
    );
  });
});

describe("deadlines that are learned from what they cut off", () => {
  it("do not creep down", () => {
    const draws = createDraws(11);
    const { cut, deadlines } = live({ firstTokenMs: () => draws.logNormal(800, 0.6), attempts: 10_000 });
    const shortest = Math.min(...deadlines.slice(1000));
    assert.ok(shortest > 2900, `${shortest}`);
    assert.ok(cut < 40, `${cut} of 10,000 cut off`);
  });

  it("grow with a model that became five times slower, and let it answer within some tens of attempts", () => {
    const draws = createDraws(12);
    const world = { firstTokenMs: (at: number) => draws.logNormal(at < 200 ? 800 : 4000, 0.3), attempts: 600 };
    const { cut, deadlines } = live(world);
    assert.ok((deadlines[200] ?? 0) < 3000);
    assert.ok((deadlines.at(-1) ?? 0) > 8000);
    assert.ok(cut < 40, `${cut} cut off`);
  });

  it("stay well below the configured one where one attempt in ten hangs", () => {
    const draws = createDraws(13);
    const hangs = () => draws.uniform() < 0.1;
    const { deadlines } = live({ firstTokenMs: () => (hangs() ? 1e9 : draws.logNormal(500, 0.5)), attempts: 5000 });
    assert.ok(Math.max(...deadlines.slice(100)) < 14_000);
  });

  it("let a model with only late answers have all the configured time in the end", () => {
    const { deadlines } = live({ firstTokenMs: (at) => (at < 100 ? 500 : 20_000), attempts: 400 });
    assert.equal(deadlines.at(-1), chat.firstTokenMs);
  });
});
