import assert from "node:assert/strict";
import fc from "fast-check";
import { type Contestant, orderBy } from "../../../../src/router/choose/order.ts";
import type { Expectation } from "../../../../src/router/types.ts";
import { contestant, modelsOf, reasonsOf, routeOf } from "./contestants.ts";

const timed = (firstTokenMs: number, answerMs = firstTokenMs): Expectation => ({ firstTokenMs, answerMs });

describe("the order of a chain", () => {
  it("is kept as it was written, without a reason", () => {
    const placed = orderBy("ordered", [contestant("dear", { costUsd: 9 }), contestant("cheap", { costUsd: 1 })]);
    assert.equal(modelsOf(placed), "dear cheap");
    assert.deepEqual(placed[0], { candidate: contestant("dear", { costUsd: 9 }) });
  });

  for (const objective of ["ordered", "cheapest", "fastest", "balanced"] as const) {
    it(`is kept under ${objective} while nothing is known, however often routes were tried`, () => {
      const candidates = ["a", "b", "c"].map((model, at) => contestant(model, {}, { tries: 3 - at }));
      assert.equal(modelsOf(orderBy(objective, candidates)), "a b c");
    });

    it(`is kept under ${objective} among equals`, () => {
      const same = { costUsd: 0.01, ...timed(500, 900) };
      assert.equal(modelsOf(orderBy(objective, [contestant("b", same), contestant("a", same)])), "b a");
    });

    it(`is empty under ${objective} where there is nothing`, () => assert.deepEqual(orderBy(objective, []), []));
  }
});

describe("cheapest", () => {
  it("has free ones first and unknown ones last", () => {
    const placed = orderBy("cheapest", [
      contestant("unknown"),
      contestant("dear", { costUsd: 0.31 }),
      contestant("cheap", { costUsd: 0.0042 }),
      contestant("free", { costUsd: 0 }),
    ]);
    assert.equal(modelsOf(placed), "free cheap dear unknown");
    assert.deepEqual(reasonsOf(placed), [
      "cheapest: free",
      "next cheapest: about $0.0042",
      "next cheapest: about $0.31",
      "price unknown, so last",
    ]);
  });

  it("does not call unknown prices last where all are", () => {
    assert.deepEqual(reasonsOf(orderBy("cheapest", [contestant("a"), contestant("b")])), [
      "price unknown",
      "price unknown",
    ]);
  });

  it("looks at no time", () => {
    const placed = orderBy("cheapest", [
      contestant("slow", { costUsd: 0.01, ...timed(9000) }),
      contestant("quick", { costUsd: 0.02, ...timed(90) }),
    ]);
    assert.equal(modelsOf(placed), "slow quick");
  });
});

describe("fastest", () => {
  it("is by the whole answer, and says when its first word comes", () => {
    const placed = orderBy("fastest", [contestant("a", timed(300, 5000)), contestant("b", timed(620, 2000))]);
    assert.equal(modelsOf(placed), "b a");
    assert.deepEqual(reasonsOf(placed), [
      "fastest: first word in about 0.6 s",
      "next fastest: first word in about 0.3 s",
    ]);
  });

  it("takes one whose writing was never timed to write as the others do", () => {
    const placed = orderBy("fastest", [
      contestant("a", { firstTokenMs: 900 }),
      contestant("b", timed(500, 2500)),
      contestant("c", { firstTokenMs: 400 }),
    ]);
    assert.equal(modelsOf(placed), "c b a");
  });

  it("tries what was never timed, and says so", () => {
    const placed = orderBy("fastest", [contestant("known", timed(300)), contestant("new")]);
    assert.deepEqual(reasonsOf(placed), ["not timed yet: trying it", "fastest: first word in about 0.3 s"]);
  });

  it("tries again what was tried less, and says so", () => {
    const placed = orderBy("fastest", [
      contestant("known", timed(300), { samples: 500 }),
      contestant("hardly", timed(900), { samples: 1 }),
    ]);
    assert.deepEqual(reasonsOf(placed), [
      "tried less than others: first word in about 0.9 s",
      "fastest: first word in about 0.3 s",
    ]);
  });

  it("is done with trying one that was tried often without an answer", () => {
    const candidates = (tries: number) => [
      contestant("known", timed(300), { samples: 100 }),
      contestant("silent", {}, { tries }),
    ];
    assert.equal(modelsOf(orderBy("fastest", candidates(0))), "silent known");
    assert.equal(modelsOf(orderBy("fastest", candidates(200))), "known silent");
  });

  it("is decided by nothing else among those that were never timed but by how often they were tried", () => {
    const placed = orderBy("fastest", [
      contestant("known", timed(300), { samples: 100 }),
      contestant("a", {}, { tries: 2 }),
      contestant("b", {}, { tries: 1 }),
    ]);
    assert.equal(modelsOf(placed), "b a known");
  });
});

describe("balanced", () => {
  it("weighs twice the price as much as twice the wait", () => {
    const order = (usd: number, ms: number) =>
      modelsOf(
        orderBy("balanced", [
          contestant("a", { costUsd: 0.01, ...timed(1000) }),
          contestant("b", { costUsd: usd, ...timed(ms) }),
        ]),
      );
    assert.equal(order(0.02, 490), "b a");
    assert.equal(order(0.02, 510), "a b");
    assert.equal(order(0.005, 1990), "b a");
  });

  it("says both", () => {
    const placed = orderBy("balanced", [
      contestant("a", { costUsd: 0.004, ...timed(300, 900) }),
      contestant("b", { costUsd: 0, ...timed(60_000) }),
      contestant("c", timed(10)),
    ]);
    assert.deepEqual(reasonsOf(placed), ["balanced: $0.004, 0.9 s", "balanced: free, 60 s", "price unknown, so last"]);
  });

  it("does not wait long for what is free, or as good as free", () => {
    const placed = orderBy("balanced", [
      contestant("free", { costUsd: 0, ...timed(40_000) }),
      contestant("paid", { costUsd: 0.002, ...timed(1000) }),
    ]);
    assert.equal(modelsOf(placed), "paid free");
    const little = orderBy("balanced", [
      contestant("paid", { costUsd: 0.00009, ...timed(900) }),
      contestant("free", { costUsd: 0, ...timed(1000) }),
    ]);
    assert.equal(modelsOf(little), "paid free");
  });

  it("goes by time alone while no price is known, and by price alone while no time is", () => {
    const byTime = orderBy("balanced", [contestant("slow", timed(900)), contestant("quick", timed(300))]);
    assert.equal(modelsOf(byTime), "quick slow");
    assert.deepEqual(reasonsOf(byTime)[0], "balanced: price unknown, 0.3 s");
    const byPrice = orderBy("balanced", [contestant("dear", { costUsd: 2 }), contestant("cheap", { costUsd: 1 })]);
    assert.equal(modelsOf(byPrice), "cheap dear");
    assert.deepEqual(reasonsOf(byPrice)[0], "balanced: $1.00, not timed yet");
  });

  it("tries what was never timed, unless it is far too dear", () => {
    const known = contestant("known", { costUsd: 0.01, ...timed(1000) }, { samples: 1000 });
    const order = (costUsd: number) => orderBy("balanced", [known, contestant("new", { costUsd })]);
    assert.equal(modelsOf(order(0.05)), "new known");
    assert.deepEqual(reasonsOf(order(0.05))[0], "tried less than others: $0.05, not timed yet");
    assert.equal(modelsOf(order(0.2)), "known new");
  });
});

describe("any order", () => {
  const figure = fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined });
  const candidate = fc.record({ usd: figure, first: figure, rest: figure, samples: fc.nat(300), tries: fc.nat(300) });
  const candidates = fc.array(candidate, { maxLength: 12 }).map((rows) =>
    rows.map(({ usd, first, rest, samples, tries }, at): Contestant => {
      const answerMs = first === undefined || rest === undefined ? undefined : (first + rest) * 100;
      const expected: Expectation = {
        ...(usd !== undefined && { costUsd: usd / 1000 }),
        ...(first !== undefined && { firstTokenMs: first * 100 }),
        ...(answerMs !== undefined && { answerMs }),
      };
      return { route: routeOf(`m${at}`), expected, samples: first === undefined ? 0 : samples, tries };
    }),
  );
  const objective = fc.constantFrom("ordered", "cheapest", "fastest", "balanced");

  it("has every candidate once, each with a reason unless it is the chain's own order, and is the same each time", () => {
    fc.assert(
      fc.property(objective, candidates, (wanted, given) => {
        const placed = orderBy(wanted, given);
        assert.deepEqual(new Set(placed.map(({ candidate: one }) => one)), new Set(given));
        assert.equal(placed.length, given.length);
        for (const { reason } of placed) assert.equal(reason === undefined, wanted === "ordered");
        assert.deepEqual(orderBy(wanted, given), placed);
      }),
    );
  });

  it("under cheapest never has a dearer one before a cheaper one, nor an unknown one before a known one", () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const costs = orderBy("cheapest", given).map(({ candidate: { expected } }) => expected.costUsd ?? Infinity);
        assert.deepEqual(
          costs,
          costs.toSorted((a, b) => (a === b ? 0 : a - b)),
        );
      }),
    );
  });

  it("is unmoved by candidates that are all as well known as each other", () => {
    fc.assert(
      fc.property(candidates, (given) => {
        const known = given
          .filter(({ expected }) => expected.answerMs !== undefined)
          .map((one) => ({ ...one, samples: 100, tries: 100 }));
        const times = orderBy("fastest", known).map(({ candidate: { expected } }) => expected.answerMs ?? 0);
        assert.deepEqual(
          times,
          times.toSorted((a, b) => a - b),
        );
      }),
    );
  });
});
