import assert from "node:assert/strict";
import fc from "fast-check";
import type { Objective } from "../../../../src/spec/objective.ts";
import { createScriptedRouter, failing } from "../../../support/scripted-router.ts";
import { directoryOf } from "../directory-of.ts";
import { callsAt, firstOf, idsOf, pricesOf, reasonsOf, slowly, teach } from "./plan-bench.ts";

const chat = { task: "chat" } as const;

describe("the cheapest routes", () => {
  const prices = pricesOf({ "a/m": 0.03, "b/m": 0.01 });

  it("come first, one of unknown price last, each with what it is expected to cost", () => {
    const { router } = createScriptedRouter(
      { chain: ["c/m", "a/m", "b/m"], objective: "cheapest" },
      undefined,
      undefined,
      {
        prices,
      },
    );
    const plan = router.plan(chat);
    assert.deepEqual(reasonsOf(plan), [
      "b/m: cheapest: about $0.01",
      "a/m: next cheapest: about $0.03",
      "c/m: price unknown, so last",
    ]);
    assert.deepEqual(
      plan.routes.map(({ expected }) => expected?.costUsd),
      [0.01, 0.03, undefined],
    );
  });

  it("are asked in that order, also when one fails", async () => {
    const bench = createScriptedRouter({ objective: "cheapest" }, undefined, undefined, { prices });
    bench.script("b/m", [failing("server-error")]);
    await bench.call();
    assert.deepEqual(bench.asked, ["b/m", "a/m"]);
  });

  it("are those for the sizes that are asked about", () => {
    const { router } = createScriptedRouter({ objective: "cheapest" }, undefined, undefined, {
      prices: {
        // One is dear to read, the other dear to write.
        estimate: ({ provider }, { input, output }) => (provider === "a" ? input * 2 + output : input + output * 100),
        costOf: () => ({ kind: "unknown" }),
      },
    });
    assert.equal(firstOf(router, { promptTokens: 900, answerTokens: 1 }), "b/m");
    assert.equal(firstOf(router, { promptTokens: 900, answerTokens: 600 }), "a/m");
  });
});

describe("the fastest routes", () => {
  it("come first, each with the time in which it is expected", () => {
    const bench = createScriptedRouter({ objective: "fastest" });
    teach(bench, { "a/m": 2000, "b/m": 500, "c/m": 1000 }, { times: 60 });
    const plan = bench.router.plan(chat);
    assert.deepEqual(idsOf(plan), ["b/m", "c/m", "a/m"]);
    assert.deepEqual(
      plan.routes.map(({ reason }) => reason),
      [
        "fastest: first word in about 0.5 s",
        "next fastest: first word in about 1.0 s",
        "next fastest: first word in about 2.0 s",
      ],
    );
    const [first] = plan.routes;
    assert.ok(Math.abs((first?.expected?.firstTokenMs ?? 0) - 500) < 25);
    // 600 tokens at fifty a second.
    assert.ok(Math.abs((first?.expected?.answerMs ?? 0) - 12_500) < 200);
  });

  it("are not known before they were tried, so one that never was comes first", () => {
    const bench = createScriptedRouter({ objective: "fastest" });
    teach(bench, { "a/m": 500, "b/m": 500 }, { times: 60 });
    assert.equal(reasonsOf(bench.router.plan(chat))[0], "c/m: not timed yet: trying it");
  });

  it("answer nearly all calls, and a slow one now and then, in case it has become quick", async () => {
    const bench = createScriptedRouter({ objective: "fastest", hedge: "never" });
    bench.script("a/m", slowly(1200));
    bench.script("b/m", slowly(200));
    bench.script("c/m", slowly(800));
    for (let at = 0; at < 150; at += 1) await bench.call();
    const share = (id: string) => bench.asked.filter((one) => one === id).length / bench.asked.length;
    assert.ok(share("b/m") > 0.85, `${share("b/m")}`);
    for (const id of ["a/m", "c/m"]) assert.ok(share(id) > 0 && share(id) < 0.1, `${id}: ${share(id)}`);
  });

  it("are found again when the quick one becomes slow", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"], objective: "fastest", hedge: "never" });
    bench.script("a/m", slowly(200));
    bench.script("b/m", slowly(500));
    for (let at = 0; at < 30; at += 1) await bench.call();
    assert.equal(bench.asked.at(-1), "a/m");
    bench.script("a/m", slowly(1100));
    for (let at = 0; at < 30; at += 1) await bench.call();
    assert.equal(bench.asked.at(-1), "b/m");
  });
});

describe("a balance of price and speed", () => {
  const objective = "balanced";

  it("takes twice the price for less than half the wait, and no more", () => {
    const prices = pricesOf({ "a/m": 0.02, "b/m": 0.01, "c/m": 0.01 });
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"], objective }, undefined, undefined, { prices });
    teach(bench, { "a/m": 1000, "b/m": 20_000 }, { times: 60 });
    assert.equal(firstOf(bench.router, { answerTokens: 1 }), "a/m");
    const other = createScriptedRouter({ chain: ["a/m", "b/m"], objective }, undefined, undefined, { prices });
    teach(other, { "a/m": 1000, "b/m": 1500 }, { times: 60 });
    assert.equal(firstOf(other.router, { answerTokens: 1 }), "b/m");
  });

  it("puts an unknown price last, however quick it is", () => {
    const bench = createScriptedRouter({ chain: ["c/m", "a/m"], objective }, undefined, undefined, {
      prices: pricesOf({ "a/m": 5 }),
    });
    teach(bench, { "a/m": 9000, "c/m": 100 }, { times: 60 });
    assert.deepEqual(idsOf(bench.router.plan(chat)), ["a/m", "c/m"]);
    assert.match(reasonsOf(bench.router.plan(chat))[0] ?? "", /^a\/m: balanced: \$5\.00, \d+ s$/);
  });
});

describe("whatever the objective", () => {
  const objectives: readonly Objective[] = ["ordered", "cheapest", "fastest", "balanced"];
  const local = () => directoryOf({ id: "a" }, { id: "b" }, { id: "here", local: true, needsKey: false });

  for (const objective of objectives) {
    it(`${objective}, a pinned route comes first, and then those on this machine where they are preferred`, () => {
      const prices = pricesOf({ "a/m": 0.01, "b/m": 0.02, "here/m": 9 });
      const bench = createScriptedRouter(
        { chain: ["a/m", "b/m", "here/m"], objective, localFirst: true },
        undefined,
        local(),
        { prices },
      );
      teach(bench, { "a/m": 100, "b/m": 200, "here/m": 9000 }, { times: 60 });
      assert.deepEqual(idsOf(bench.router.plan(chat)), ["here/m", "a/m", "b/m"]);
      const pinned = bench.router.plan({ ...chat, pinned: "b/m" });
      assert.deepEqual(idsOf(pinned), ["b/m", "here/m", "a/m"]);
      assert.equal(pinned.routes[0]?.reason, "pinned by you");
    });
  }

  it("the same question gives the same plan, as often as it is asked and in every router that knows the same", () => {
    const figure = fc.record({
      usd: fc.option(fc.constantFrom(0, 0.001, 0.02, 0.02, 1), { nil: undefined }),
      firstTokenMs: fc.option(fc.integer({ min: 1, max: 20_000 }), { nil: undefined }),
      times: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(
        fc.array(figure, { minLength: 3, maxLength: 3 }),
        fc.constantFrom(...objectives),
        (figures, objective) => {
          const models = ["a/m", "b/m", "c/m"];
          const prices = pricesOf(
            Object.fromEntries(
              models.flatMap((model, at) => (figures[at]?.usd === undefined ? [] : [[model, figures[at].usd]])),
            ),
          );
          const plans = [() => 0.1, () => 0.9].flatMap((random) => {
            const bench = createScriptedRouter({ objective }, random, undefined, { prices });
            for (const [at, model] of models.entries()) {
              const { firstTokenMs, times = 0 } = figures[at] ?? {};
              const lesson = { times, ...(firstTokenMs !== undefined && { firstTokenMs }) };
              bench.router.learn({ calls: callsAt(bench.clock, model, lesson), health: [] });
            }
            return [bench.router.plan(chat), bench.router.plan(chat)];
          });
          for (const plan of plans) assert.deepEqual(plan, plans[0]);
          assert.deepEqual(idsOf(plans[0] ?? { task: "chat", routes: [], leftOut: [] }).toSorted(), models);
        },
      ),
      { numRuns: 60 },
    );
  });
});
