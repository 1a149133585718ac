import assert from "node:assert/strict";
import fc from "fast-check";
import type { Objective } from "../../../../src/spec/objective.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import { answer, collect, createScriptedRouter, failing, hang } from "../../../support/scripted-router.ts";
import { budgetOf } from "../budget/budget-bench.ts";
import { directoryOf } from "../directory-of.ts";
import { leftOutOf, pricesOf, teach } from "./plan-bench.ts";

const prices = pricesOf({ "a/m": 0.25, "b/m": 0.1, "c/m": 0 });

describe("a plan that is to be explained", () => {
  it("says of each route what it is expected to cost and to take, also in the order of the chain", () => {
    const bench = createScriptedRouter({}, undefined, undefined, { prices });
    teach(bench, { "a/m": 800 });
    const [a, b] = bench.router.plan({ task: "chat" }).routes;
    assert.equal(a?.expected?.costUsd, 0.25);
    assert.ok(Math.abs((a?.expected?.firstTokenMs ?? 0) - 800) < 40);
    assert.deepEqual(b?.expected, { costUsd: 0.1 });
  });

  it("says the same of routes that are held back, busy or not to be paid", async () => {
    const budgets = [budgetOf({ limitUsd: 0.2 })];
    const bench = createScriptedRouter({}, undefined, undefined, { prices, budgets: () => budgets });
    bench.script("c/m", [failing("rate-limited", { retryAfterMs: 60_000 })]);
    bench.script("b/m", [failing("rate-limited", { retryAfterMs: 1000 })], [hang]);
    await bench.call();
    await bench.clock.advance(1000);
    const abort = new AbortController();
    const probing = collect(bench.start({ signal: abort.signal, pinned: "b/m" }));
    await bench.clock.advance(0);
    const { routes, leftOut } = bench.router.plan({ task: "completion" });
    assert.deepEqual(routes, []);
    assert.deepEqual(
      leftOut.map(({ entry, expected }) => [entry, expected?.costUsd]),
      [
        ["a/m", 0.25],
        ["b/m", 0.1],
        ["c/m", 0],
      ],
    );
    abort.abort();
    await bench.clock.advance(1000);
    await probing;
  });

  it("expects nothing of an entry that leads to no route", () => {
    const { router } = createScriptedRouter({ chain: ["gone/m", "nonsense", "a/m"] });
    const plan = router.plan({ task: "chat" });
    assert.deepEqual(leftOutOf(plan), [
      "gone/m: no provider is called gone: check the chain in the settings",
      "nonsense: not a route: write it as provider/model or provider/model#key",
    ]);
    assert.ok(plan.leftOut.every(({ expected }) => expected === undefined));
  });

  const failures: readonly FailureClass[] = [
    "rate-limited",
    "overloaded",
    "server-error",
    "credential-invalid",
    "quota-exhausted",
    "model-gone",
    "timeout",
    "network",
  ];
  const objectives: readonly Objective[] = ["ordered", "cheapest", "fastest", "balanced"];

  it("gives every route exactly one reason, a phrase for a person, whatever happened before", async () => {
    const given = fc.record({
      objective: fc.constantFrom(...objectives),
      fails: fc.array(fc.constantFrom(...failures, undefined), { minLength: 4, maxLength: 4 }),
      calls: fc.nat(6),
      waitMs: fc.constantFrom(0, 11_000, 120_000),
      limitUsd: fc.constantFrom(0.3, 1, 100),
      onceUsedUp: fc.constantFrom("warn" as const, "cheaper" as const, "stop" as const),
      task: fc.constantFrom("chat" as const, "completion" as const),
      pinned: fc.constantFrom(undefined, "b/m", "gone/m"),
    });
    const chain = ["a/m", "b/m", "c/m", "here/m"];
    await fc.assert(
      fc.asyncProperty(given, async ({ objective, fails, calls, waitMs, limitUsd, onceUsedUp, task, pinned }) => {
        const budgets = [budgetOf({ limitUsd }, onceUsedUp)];
        const directory = directoryOf(
          { id: "a" },
          { id: "b" },
          { id: "c" },
          { id: "here", local: true, needsKey: false },
        );
        const bench = createScriptedRouter({ chain, objective }, undefined, directory, {
          prices,
          budgets: () => budgets,
        });
        for (const [at, id] of chain.entries()) bench.script(id, fails[at] ? [failing(fails[at])] : answer("well"));
        for (let at = 0; at < calls; at += 1) await bench.call({ conversation: "mine" });
        await bench.clock.advance(waitMs);
        const plan = bench.router.plan({ task, conversation: "mine", ...(pinned !== undefined && { pinned }) });
        const entries = [...plan.routes.map(({ route }) => route.id), ...plan.leftOut.map(({ entry }) => entry)];
        assert.deepEqual(entries.toSorted(), [...chain, ...(pinned === "gone/m" ? [pinned] : [])].toSorted());
        for (const { reason } of [...plan.routes, ...plan.leftOut]) {
          assert.match(reason, /^[a-z0-9][^\n]{3,160}[^.\s]$/);
          assert.doesNotMatch(reason, /undefined|null|NaN|Infinity|\[object/);
        }
      }),
      { numRuns: 100 },
    );
  });
});
