import assert from "node:assert/strict";
import type { HealthEvent } from "../../../../src/spec/health.ts";
import type { Hindsight } from "../../../../src/spec/hindsight.ts";
import {
  answer,
  createScriptedRouter,
  failing,
  failureOf,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import { budgetOf, pricedCall } from "../budget/budget-bench.ts";
import { callsAt, firstOf, type Lesson, slowly, teach } from "../plan/plan-bench.ts";

const target = { scope: "model", key: "a/m" } as const;
const failed = { outcome: "failed", failure: failureOf("server-error") } as const;

const stateOf = ({ router }: ScriptedRouter, routeId = "a/m") =>
  router.health("chat").find((one) => one.routeId === routeId)?.state;

/** A move of the breaker of `a/m` that another window made so many milliseconds ago. */
function moved(
  { clock }: ScriptedRouter,
  to: HealthEvent["to"],
  agoMs: number,
  more: Partial<HealthEvent> = {},
): HealthEvent {
  const opened = to === "open" && { until: clock.now() + 60_000, failure: failureOf("overloaded") };
  return { at: clock.now() - agoMs, target, from: "closed", to, cause: "elsewhere", ...opened, ...more };
}

function learn(bench: ScriptedRouter, { calls = [], health = [], ...limits }: Partial<Hindsight>): void {
  bench.router.learn({ calls, health, ...limits });
}

const lessons = (bench: ScriptedRouter, lesson: Lesson) => callsAt(bench.clock, "a/m", lesson);

describe("what others found out", () => {
  it("opens a breaker until the same moment, and tells nobody here", () => {
    const bench = createScriptedRouter();
    learn(bench, { health: [moved(bench, "open", 500)] });
    assert.deepEqual(stateOf(bench), {
      kind: "open",
      until: bench.clock.now() + 60_000,
      cause: failureOf("overloaded"),
    });
    assert.equal(firstOf(bench.router), "b/m");
    assert.deepEqual(bench.health, []);
  });

  it("keeps to a limit of the day that is used up, until it begins anew", async () => {
    const bench = createScriptedRouter();
    const route = bench.router.plan({ task: "chat", promptTokens: 10 }).routes[0]?.route;
    assert.equal(route?.id, "a/m");
    const now = bench.clock.now();
    const reading = { kind: "requests", limit: 50, remaining: 0, credential: route.credential, model: "m" } as const;
    learn(bench, { limits: [{ ...reading, at: now - 3_600_000, resetsAt: now - 1 }] });
    assert.equal(firstOf(bench.router), "a/m");
    learn(bench, { limits: [{ ...reading, at: now - 1000, resetsAt: now + 3_600_000 }] });
    assert.equal(firstOf(bench.router), "b/m");
    await bench.clock.advance(3_600_001);
    assert.equal(firstOf(bench.router), "a/m");
  });

  it("closes a breaker that is open here", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("overloaded", { retryAfterMs: 60_000 })]);
    await bench.call();
    await bench.clock.advance(1000);
    learn(bench, { health: [moved(bench, "closed", 500)] });
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("keeps calls away while a probe is out there, and for no longer than that can take", async () => {
    const bench = createScriptedRouter();
    learn(bench, { health: [moved(bench, "open", 500, { until: bench.clock.now() })] });
    assert.equal(stateOf(bench)?.kind, "half-open");
    learn(bench, { health: [moved(bench, "half-open", 100)] });
    const state = stateOf(bench);
    assert.equal(state?.kind === "open" && state.until, bench.clock.now() + 14_900);
    await bench.clock.advance(14_900);
    assert.equal(stateOf(bench)?.kind, "half-open");
  });

  it("never shortens what a provider asked for", () => {
    const bench = createScriptedRouter();
    const until = bench.clock.now() + 3_600_000;
    learn(bench, { health: [moved(bench, "open", 500, { until }), moved(bench, "half-open", 100)] });
    const state = stateOf(bench);
    assert.equal(state?.kind === "open" && state.until, until);
  });

  it("is taken in the order in which it happened, in whatever order it is told", () => {
    const bench = createScriptedRouter();
    learn(bench, { health: [moved(bench, "closed", 100), moved(bench, "open", 500)] });
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("does not undo what was done here since", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("overloaded", { retryAfterMs: 60_000 })]);
    await bench.call();
    bench.router.reset("a/m");
    learn(bench, { health: [moved(bench, "open", 500)] });
    assert.equal(stateOf(bench)?.kind, "closed");
    learn(bench, { health: [moved(bench, "open", 0)] });
    learn(bench, { health: [moved(bench, "closed", 500)] });
    assert.equal(stateOf(bench)?.kind, "open");
  });

  it("does not take the place of a probe that is out here", async () => {
    const bench = createScriptedRouter();
    learn(bench, { health: [moved(bench, "open", 500, { until: bench.clock.now() })] });
    bench.script("a/m", slowly(300));
    const probing = bench.call({ task: "completion" });
    await bench.clock.advance(100);
    learn(bench, { health: [moved(bench, "open", 0)] });
    assert.equal(stateOf(bench)?.kind, "half-open");
    await probing;
    assert.equal(stateOf(bench)?.kind, "closed");
  });
});

describe("attempts of others", () => {
  it("count with those made here, and the verdict is left to the next one made here", async () => {
    const bench = createScriptedRouter();
    learn(bench, { calls: lessons(bench, { ...failed, times: 5 }) });
    assert.equal(stateOf(bench)?.kind, "closed");
    bench.script("a/m", [failing("server-error")]);
    await bench.call();
    assert.match(bench.health[0]?.cause ?? "", /^6 failures in a row/);
  });

  it("that succeeded make up for failures", async () => {
    const bench = createScriptedRouter();
    learn(bench, { calls: lessons(bench, { ...failed, times: 2, agoMs: 60_000 }) });
    learn(bench, { calls: lessons(bench, { firstTokenMs: 300, times: 8, agoMs: 1000 }) });
    bench.script("a/m", [failing("server-error")], answer("well"));
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("from before a breaker was closed count no more", async () => {
    const bench = createScriptedRouter();
    const calls = lessons(bench, { ...failed, times: 5, agoMs: 10_000 });
    learn(bench, { calls, health: [moved(bench, "open", 9000), moved(bench, "closed", 4000)] });
    bench.script("a/m", [failing("server-error")], answer("well"));
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("that were refused, too long or filtered say nothing of health", async () => {
    const bench = createScriptedRouter();
    for (const failureClass of ["caller-fault", "context-too-long", "content-filtered", "capability"] as const) {
      learn(bench, { calls: lessons(bench, { outcome: "failed", failure: failureOf(failureClass), times: 4 }) });
    }
    bench.script("a/m", [failing("server-error")], answer("well"));
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("tell how quick a model is, and what is slow for it", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"], hedge: "never" });
    teach(bench, { "a/m": 200 }, { promptTokens: 10, times: 30 });
    assert.ok((bench.router.plan({ task: "chat", promptTokens: 10 }).routes[0]?.expected?.firstTokenMs ?? 0) > 190);
    bench.script("a/m", slowly(1100));
    for (let at = 0; at < 5; at += 1) await bench.call();
    assert.match(bench.health[0]?.cause ?? "", /^too slow/);
  });

  it("count for a model's tries, so that no window begins to explore from nothing", () => {
    const known = createScriptedRouter({ chain: ["a/m", "b/m"], objective: "fastest" });
    teach(known, { "a/m": 1000 }, { times: 60 });
    assert.equal(firstOf(known.router), "b/m");
    learn(known, { calls: callsAt(known.clock, "b/m", { ...failed, times: 60 }) });
    assert.equal(firstOf(known.router), "a/m");
  });

  it("use up limits, as long as the minute lasts", async () => {
    const bench = createScriptedRouter({}, undefined, undefined, { limits: () => ({ requests: 4 }) });
    learn(bench, { calls: lessons(bench, { firstTokenMs: 1, times: 4, agoMs: 10_000 }) });
    assert.equal(firstOf(bench.router), "b/m");
    await bench.clock.advance(60_000);
    assert.equal(firstOf(bench.router), "a/m");
  });

  it("are paid from the same budget, in whatever window, and that is told here once", () => {
    const budgets = [budgetOf({ limitUsd: 3 })];
    const bench = createScriptedRouter({}, undefined, undefined, { budgets: () => budgets });
    bench.router.budgets();
    const calls = [1, 1, 1].map((usd) => pricedCall(usd, { startedAt: bench.clock.now() - 60_000, durationMs: 10 }));
    learn(bench, { calls });
    assert.equal(bench.router.budgets()[0]?.spentUsd, 3);
    assert.deepEqual(
      bench.budgetMoves.map(({ state }) => state),
      ["over"],
    );
  });

  it("of a provider that is not known here do no harm", () => {
    const bench = createScriptedRouter();
    const key = { scope: "provider", key: "gone" } as const;
    learn(bench, {
      calls: callsAt(bench.clock, "gone/m", { ...failed }),
      health: [moved(bench, "open", 100, { target: key })],
    });
    assert.equal(firstOf(bench.router), "a/m");
  });
});

describe("a fire drill of others", () => {
  const drill = failureOf("server-error", { code: "fire-drill" });

  it("is nobody's experience", async () => {
    const bench = createScriptedRouter({ objective: "fastest" }, undefined, undefined, {
      limits: () => ({ requests: 5 }),
    });
    learn(bench, {
      calls: lessons(bench, { outcome: "failed", failure: drill, role: "drill", times: 9, agoMs: 1000 }),
      health: [moved(bench, "open", 500, { failure: drill })],
    });
    assert.deepEqual(stateOf(bench), { kind: "closed" });
    assert.equal(firstOf(bench.router), "a/m");
    bench.script("a/m", [failing("server-error")], answer("well"));
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("ends nothing here when it is over", () => {
    const bench = createScriptedRouter();
    learn(bench, { health: [moved(bench, "open", 500), moved(bench, "closed", 100, { failure: drill })] });
    assert.equal(stateOf(bench)?.kind, "open");
  });
});
