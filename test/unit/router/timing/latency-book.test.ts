import assert from "node:assert/strict";
import { LatencyBook } from "../../../../src/router/timing/latency-book.ts";
import { promptSizeOf } from "../../../../src/router/timing/prompt-size.ts";
import { createDraws } from "../../../support/latency-draws.ts";

const key = "openai/gpt-5-mini";

function bookOf(promptTokens: number, times: readonly number[]): LatencyBook {
  const book = new LatencyBook();
  for (const ms of times) book.answered(key, promptTokens, ms);
  return book;
}

function same(ms: number, count: number): readonly number[] {
  return Array.from({ length: count }, () => ms);
}

function assertNear(actual: number | undefined, expected: number): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= 0.05 * expected,
    `${actual} is not near ${expected}`,
  );
}

describe("prompt sizes", () => {
  it("begin at 1,000 tokens and are four times as large each", () => {
    const edges = [0, 999, 1000, 3999, 4000, 15_999, 16_000, 63_999, 64_000, 255_999, 256_000, 1e9];
    assert.deepEqual(edges.map(promptSizeOf), [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  });
});

describe("the latency book", () => {
  it("expects nothing of a model that never answered", () => {
    const book = new LatencyBook();
    assert.equal(book.expected(key, 2000), undefined);
    book.gaveUp(key, 2000, 30_000);
    assert.equal(book.expected(key, 2000), undefined);
  });

  it("expects of a model what it did before, and nothing of another one", () => {
    const book = bookOf(2000, [...same(500, 90), ...same(2000, 7), ...same(6000, 3)]);
    const expected = book.expected(key, 3000);
    assertNear(expected?.p50, 500);
    assertNear(expected?.p95, 2000);
    assertNear(expected?.p99, 6000);
    assert.equal(expected?.samples, 100);
    assert.equal(expected?.samplesOfSize, 100);
    assert.equal(expected?.tokensPerSecond, undefined);
    assert.equal(book.expected("openai/gpt-5", 3000), undefined);
  });

  it("tells prompts of different sizes apart once it knows enough of each", () => {
    const book = bookOf(500, same(300, 20));
    for (const ms of same(3000, 10)) book.answered(key, 20_000, ms);
    assertNear(book.expected(key, 500)?.p50, 300);
    assertNear(book.expected(key, 20_000)?.p50, 3000);
  });

  it("asks the sizes next to it before all of them, and says how few are its own", () => {
    const book = bookOf(500, same(300, 30));
    for (const ms of same(3000, 12)) book.answered(key, 20_000, ms);
    for (const ms of same(900, 2)) book.answered(key, 5000, ms);
    assertNear(book.expected(key, 5000)?.p50, 3000);
    assert.equal(book.expected(key, 5000)?.samples, 14);
    assert.equal(book.expected(key, 5000)?.samplesOfSize, 2);
    assertNear(book.expected(key, 500_000)?.p50, 300);
    assert.equal(book.expected(key, 500_000)?.samples, 44);
    assert.equal(book.expected(key, 500_000)?.samplesOfSize, 0);
  });

  it("expects anew after every lesson", () => {
    const book = bookOf(2000, same(500, 10));
    assert.equal(book.expected(key, 2000), book.expected(key, 3000));
    book.answered(key, 2000, 9000);
    assertNear(book.expected(key, 2000)?.p99, 12 * (book.expected(key, 2000)?.p50 ?? 0));
    book.spoke(key, 500, 5000);
    assert.equal(book.expected(key, 2000)?.tokensPerSecond, 100);
    assert.equal(book.expected(key, 2000)?.samples, 11);
  });

  it("keeps a tail that hedges cut off", () => {
    const draws = createDraws(3);
    const book = new LatencyBook();
    for (let at = 0; at < 2000; at += 1) {
      const truth = draws.logNormal(800, 0.6);
      const beaten = 1500 + 800 * draws.uniform();
      if (truth <= beaten) book.answered(key, 2000, truth);
      else book.gaveUp(key, 2000, beaten);
    }
    const expected = book.expected(key, 2000);
    assert.ok(expected && expected.p95 > 1700 && expected.p95 < 2900, `P95 ${expected?.p95}`);
    assert.ok(expected.p50 > 650 && expected.p50 < 950, `P50 ${expected.p50}`);
  });

  it("keeps its median, and an end to its tail, where one attempt in ten hangs", () => {
    const draws = createDraws(5);
    const book = new LatencyBook();
    for (let at = 0; at < 2000; at += 1) {
      if (at % 10 === 3) book.gaveUp(key, 2000, 30_000);
      else book.answered(key, 2000, draws.logNormal(800, 0.3));
    }
    const expected = book.expected(key, 2000);
    assert.ok(expected && expected.p50 > 700 && expected.p50 < 900, `P50 ${expected?.p50}`);
    assert.ok(expected.p95 <= 12 * expected.p50 && expected.p99 <= 12 * expected.p50);
  });

  it("gives the tail no end where many stay silent, for they may be slow ones", () => {
    const book = bookOf(2000, same(500, 45));
    for (const ms of same(30_000, 55)) book.gaveUp(key, 2000, ms);
    assert.ok((book.expected(key, 2000)?.p95 ?? 0) > 30_000);
    assertNear(book.expected(key, 2000)?.p50, 500);
  });
});

describe("the speed of answers", () => {
  it("leaves out those that are too short or come in one piece", () => {
    const book = bookOf(2000, [500]);
    book.spoke(key, 5, 1000);
    book.spoke(key, 900, 0);
    book.spoke(key, 900, -5);
    book.spoke(key, Number.NaN, 500);
    assert.equal(book.expected(key, 2000)?.tokensPerSecond, undefined);
  });

  it("weighs long answers more, and follows a change within some tens", () => {
    const book = bookOf(2000, [500]);
    for (let at = 0; at < 50; at += 1) book.spoke(key, 1000, 10_000);
    book.spoke(key, 20, 1000);
    const before = book.expected(key, 2000)?.tokensPerSecond ?? 0;
    assert.ok(before > 95 && before < 100, `${before}`);
    for (let at = 0; at < 30; at += 1) book.spoke(key, 1000, 50_000);
    const after = book.expected(key, 2000)?.tokensPerSecond ?? 0;
    assert.ok(after > 19 && after < 24, `${after}`);
  });
});
