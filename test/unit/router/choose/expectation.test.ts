import assert from "node:assert/strict";
import { type ExpectationPorts, prospectOf } from "../../../../src/router/choose/expectation.ts";
import { orderBy } from "../../../../src/router/choose/order.ts";
import type { ExpectedTokens } from "../../../../src/router/types.ts";
import { modelsOf, routeOf } from "./contestants.ts";

const route = routeOf("m");
const sizes = { prompt: 10_000, answer: 500 };
const now = 1000;

/** $1 for a thousand tokens, a tenth of that for cached ones. */
const estimate = (_: unknown, { input, cacheRead, output }: ExpectedTokens) =>
  (input - cacheRead + output + cacheRead / 10) / 1000;

const unknown: ExpectationPorts = { prices: { estimate: () => undefined }, speeds: () => undefined };

describe("what is expected of a route", () => {
  it("is nothing where nothing is known", () => {
    assert.deepEqual(prospectOf(unknown, route, sizes, undefined, now), { expected: {}, samples: 0 });
  });

  it("is its price, asked for the sizes of the question at this moment", () => {
    const asked: unknown[] = [];
    const prices = {
      estimate(...question: readonly unknown[]) {
        asked.push(question);
        return 0;
      },
    };
    assert.deepEqual(prospectOf({ ...unknown, prices }, route, sizes, undefined, now).expected, { costUsd: 0 });
    assert.deepEqual(asked, [[route, { input: 10_000, cacheRead: 0, output: 500 }, now]]);
  });

  it("is its usual first-token time for such a prompt, and the time to write the answer after it", () => {
    const asked: unknown[] = [];
    const speeds = (...question: readonly unknown[]) => {
      asked.push(question);
      return { p50: 800, p95: 900, p99: 950, samples: 7, tokensPerSecond: 100 };
    };
    assert.deepEqual(prospectOf({ ...unknown, speeds }, route, sizes, undefined, now), {
      expected: { firstTokenMs: 800, answerMs: 5800 },
      samples: 7,
    });
    assert.deepEqual(asked, [["lab/m", 10_000]]);
  });

  for (const speed of [{}, { tokensPerSecond: 0 }]) {
    it(`has no time for the answer with a speed of ${JSON.stringify(speed)}`, () => {
      const speeds = () => ({ p50: 800, samples: 1, ...speed });
      assert.deepEqual(prospectOf({ ...unknown, speeds }, route, sizes, undefined, now).expected, {
        firstTokenMs: 800,
      });
    });
  }
});

describe("a prompt that a provider has in its cache", () => {
  const cached = (routeId: string, cachedTokens: number, prompt = sizes.prompt) => {
    let read = 0;
    const prices = {
      estimate(_: unknown, tokens: ExpectedTokens) {
        read = tokens.cacheRead;
        return 0;
      },
    };
    prospectOf({ ...unknown, prices }, route, { ...sizes, prompt }, { routeId, cachedTokens }, now);
    return read;
  };

  it("is nine tenths of the conversation's last one, at the route where it was", () => {
    assert.equal(cached("lab/m", 8000), 7200);
    assert.equal(cached("lab/other", 8000), 0);
  });

  it("is nothing when it is too old, or too short to be kept", () => {
    assert.equal(cached("lab/m", 0), 0);
    assert.equal(cached("lab/m", 1023), 0);
    assert.equal(cached("lab/m", 1024), 921);
  });

  it("is never more than what is sent", () => assert.equal(cached("lab/m", 8000, 3000), 3000));

  it("makes a dearer route the cheapest for its own conversation", () => {
    const prices = {
      estimate: (to: { readonly model: string }, tokens: ExpectedTokens) =>
        estimate(to, tokens) * (to.model === "m" ? 2 : 1),
    };
    const order = (cachedTokens: number) =>
      modelsOf(
        orderBy(
          "cheapest",
          [route, routeOf("other")].map((one) => ({
            route: one,
            ...prospectOf({ ...unknown, prices }, one, sizes, { routeId: route.id, cachedTokens }, now),
          })),
        ),
      );
    assert.equal(order(0), "other m");
    assert.equal(order(9000), "m other");
  });
});
