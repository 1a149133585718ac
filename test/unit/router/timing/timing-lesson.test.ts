import assert from "node:assert/strict";
import type { AttemptRecord } from "../../../../src/spec/call.ts";
import type { DeadlineKind, Failure } from "../../../../src/spec/failure.ts";
import { LatencyBook } from "../../../../src/router/timing/latency-book.ts";
import { timingLesson } from "../../../../src/router/timing/timing-lesson.ts";
import { attemptOf, usageOf } from "../../../support/call-records.ts";

const key = "openai/gpt-5-mini";

function silent(more: Partial<AttemptRecord>): AttemptRecord {
  const { firstTokenMs: _, finish: __, ...rest } = attemptOf({ durationMs: 4000, ...more });
  return rest;
}

function timeout(deadline: DeadlineKind): Failure {
  return { class: "timeout", scope: "model", message: "Too late.", deadline };
}

describe("an attempt's record", () => {
  it("tells the first token's time, however the attempt ended", () => {
    for (const outcome of ["succeeded", "failed", "cancelled"] as const) {
      assert.deepEqual(timingLesson(attemptOf({ outcome })), { kind: "answered", ms: 300 });
    }
  });

  it("tells that the model outlasted a deadline, or whoever left before the first token", () => {
    for (const deadline of ["connect", "first-token", "total"] as const) {
      const record = silent({ outcome: "failed", failure: timeout(deadline) });
      assert.deepEqual(timingLesson(record), { kind: "outlasted", ms: 4000, by: "deadline" });
    }
    const left = silent({ outcome: "cancelled", role: "hedge" });
    assert.deepEqual(timingLesson(left), { kind: "outlasted", ms: 4000, by: "caller" });
  });

  it("tells nothing where it failed of itself, was a fire drill, or found nothing to say", () => {
    const failure: Failure = { class: "server-error", scope: "model", message: "Broken." };
    assert.equal(timingLesson(silent({ outcome: "failed", failure })), undefined);
    assert.equal(timingLesson(silent({ outcome: "succeeded" })), undefined);
    assert.equal(timingLesson(attemptOf({ role: "drill" })), undefined);
    assert.equal(
      timingLesson(silent({ role: "drill", outcome: "failed", failure: timeout("first-token") })),
      undefined,
    );
  });

  it("tells nothing where the clock was set back", () => {
    assert.equal(timingLesson(attemptOf({ firstTokenMs: -5 })), undefined);
    assert.equal(timingLesson(silent({ outcome: "cancelled", durationMs: Number.NaN })), undefined);
  });
});

describe("learning from records", () => {
  it("learns time and speed of a success, by what its prompt took, without its reasoning", () => {
    const book = new LatencyBook();
    const usage = usageOf({ input: 5000, output: 300, reasoning: 100 });
    for (let at = 0; at < 10; at += 1) {
      book.learn(attemptOf({ usage, firstTokenMs: 800, durationMs: 2800 }));
    }
    const expected = book.expected(key, 6000);
    assert.equal(expected?.samplesOfSize, 10);
    assert.ok(Math.abs((expected?.tokensPerSecond ?? 0) - 100) < 1e-6);
    assert.equal(expected?.samples, 10);
  });

  it("puts an attempt where its caller looked, rather than where the provider counted it", () => {
    const book = new LatencyBook();
    for (let at = 0; at < 10; at += 1) book.learn(attemptOf(), 900);
    assert.equal(book.expected(key, 900)?.samplesOfSize, 10);
    assert.equal(book.expected(key, 1000)?.samplesOfSize, 0);
  });

  it("learns no speed from an answer that was not finished", () => {
    const book = new LatencyBook();
    book.learn(attemptOf({ outcome: "cancelled" }));
    assert.equal(book.expected(key, 1000)?.tokensPerSecond, undefined);
  });

  it("learns from silence that answers take longer", () => {
    const book = new LatencyBook();
    for (let at = 0; at < 40; at += 1) book.learn(attemptOf());
    const before = book.expected(key, 1000)?.p95 ?? 0;
    for (let at = 0; at < 5; at += 1) book.learn(silent({ outcome: "failed", failure: timeout("first-token") }));
    assert.ok((book.expected(key, 1000)?.p95 ?? 0) > 2 * before);
  });

  it("leaves out a prompt of unknown size", () => {
    const book = new LatencyBook();
    const { usage: _, ...unmetered } = attemptOf();
    book.learn(unmetered);
    assert.equal(book.expected(key, 1000), undefined);
    book.learn(unmetered, 1000);
    assert.equal(book.expected(key, 1000)?.samples, 1);
  });
});
