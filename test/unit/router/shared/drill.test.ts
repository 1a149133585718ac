import assert from "node:assert/strict";
import type { DrillFault } from "../../../../src/router/types.ts";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  type ScriptedRouter,
  textOf,
} from "../../../support/scripted-router.ts";
import { budgetOf } from "../budget/budget-bench.ts";
import { directoryOf } from "../directory-of.ts";
import { pricesOf, teach } from "../plan/plan-bench.ts";

const faults: readonly DrillFault[] = [
  "rate-limited",
  "overloaded",
  "server-error",
  "network",
  "timeout",
  "quota-exhausted",
  "credential-invalid",
];
const stateOf = ({ router }: ScriptedRouter, routeId = "a/m") =>
  router.health("chat").find((one) => one.routeId === routeId)?.state;

async function calls(bench: ScriptedRouter, times: number): Promise<readonly string[]> {
  bench.asked.length = 0;
  for (let at = 0; at < times; at += 1) await bench.call();
  return bench.asked;
}

describe("a fire drill", () => {
  for (const fault of faults) {
    it(`of ${fault} fails as its provider would, sends nothing, and leaves nothing behind when its minute is over`, async () => {
      const bench = createScriptedRouter();
      const from = bench.clock.now();
      bench.router.drill("a/m", fault);
      assert.deepEqual(bench.router.drills(), [{ routeId: "a/m", fault, until: from + 60_000 }]);
      const events = await bench.call();
      const [first] = endOf(events).record.attempts;
      assert.deepEqual([first?.routeId, first?.role, first?.failure?.class], ["a/m", "drill", fault]);
      assert.equal(first?.failure?.code, "fire-drill");
      assert.equal(textOf(events), "from b/m");
      assert.ok((await calls(bench, 4)).every((id) => id === "b/m"));
      assert.notEqual(stateOf(bench)?.kind, "closed");
      await bench.clock.advance(from + 60_000 - bench.clock.now());
      assert.deepEqual([bench.router.drills(), stateOf(bench)], [[], { kind: "closed" }]);
      assert.equal(bench.clock.pending(), 0);
      assert.deepEqual(await calls(bench, 3), ["a/m", "a/m", "a/m"]);
    });
  }

  it("goes back at once when it is ended, and is told of at both ends", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "quota-exhausted");
    await bench.call();
    bench.router.drill("a/m", "none");
    bench.router.drill("a/m", "none");
    assert.deepEqual(
      bench.drillMoves.map((drills) => drills.map(({ fault }) => fault)),
      [["quota-exhausted"], []],
    );
    assert.deepEqual(
      bench.health.map(({ to, cause, failure }) => [to, cause, failure?.code]),
      [
        ["open", "out of quota: to be left alone for 60 s", "fire-drill"],
        ["closed", "the fire drill is over", "fire-drill"],
      ],
    );
    assert.equal(bench.clock.pending(), 0);
    assert.deepEqual(await calls(bench, 1), ["a/m"]);
  });

  it("that hangs lasts as long as the deadline says", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "timeout");
    const [first] = endOf(await bench.call()).record.attempts;
    assert.deepEqual([first?.durationMs, first?.failure?.deadline], [1000, "connect"]);
    assert.equal(first?.failure?.message, "No reply within 1 s.");
  });

  it("can be called off while it hangs, and is then no failure", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "timeout");
    const abort = new AbortController();
    const running = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(100);
    abort.abort();
    await bench.clock.advance(1000);
    assert.equal(endOf(await running).record.outcome, "cancelled");
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("that ends while it hangs leaves nothing behind, however the attempt ends then", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    bench.router.drill("a/m", "timeout");
    const running = [1, 2, 3].map(() => collect(bench.start()));
    await bench.clock.advance(500);
    bench.router.drill("a/m", "none");
    await bench.clock.advance(6000);
    await Promise.all(running);
    assert.ok(bench.records.every(({ attempts: [only] }) => only?.failure?.class === "timeout"));
    assert.equal(stateOf(bench)?.kind, "closed");
    bench.script("a/m", [failing("server-error")]);
    await calls(bench, 2);
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("touches no budget, no limit, no latency and no conversation", async () => {
    const budgets = [budgetOf({ limitUsd: 1 })];
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"], objective: "fastest" }, undefined, undefined, {
      prices: pricesOf({ "a/m": 0.5, "b/m": 0 }),
      budgets: () => budgets,
      limits: () => ({ requests: 1 }),
    });
    teach(bench, { "a/m": 100, "b/m": 900 }, { promptTokens: 10, times: 60 });
    const before = bench.router.plan({ task: "chat" });
    bench.router.drill("a/m", "server-error");
    await bench.call({ conversation: "mine" });
    bench.router.drill("a/m", "none");
    assert.deepEqual(bench.router.budgets()[0], {
      budget: budgets[0],
      spentUsd: 0,
      reservedUsd: 0,
      state: "within",
      unpriced: 0,
    });
    await bench.clock.advance(62_000);
    const after = bench.router.plan({ task: "chat" });
    assert.deepEqual(after.routes[0], before.routes[0]);
    await bench.call();
    assert.equal(bench.asked.at(-1), "a/m");
  });
});

describe("two fire drills", () => {
  it("are played side by side, and each takes only its own traces away", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "credential-invalid");
    bench.router.drill("b/m", "rate-limited");
    assert.deepEqual(await calls(bench, 2), ["c/m", "c/m"]);
    bench.router.drill("a/m", "none");
    assert.deepEqual([stateOf(bench)?.kind, stateOf(bench, "b/m")?.kind], ["closed", "open"]);
    assert.deepEqual(
      bench.router.drills().map(({ routeId }) => routeId),
      ["b/m"],
    );
    await bench.clock.advance(60_000);
    assert.deepEqual([stateOf(bench, "b/m")?.kind, bench.router.drills()], ["closed", []]);
  });

  it("at one route follow each other, the second for a whole minute and from a clean beginning", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "credential-invalid");
    await bench.call();
    await bench.clock.advance(30_000);
    bench.router.drill("a/m", "overloaded");
    assert.equal(stateOf(bench)?.kind, "closed");
    await bench.clock.advance(59_000);
    assert.equal(bench.router.drills()[0]?.fault, "overloaded");
    await bench.clock.advance(1000);
    assert.deepEqual(bench.router.drills(), []);
  });

  it("are begun and ended by one entry that leads to two keys", async () => {
    const directory = directoryOf({ id: "two", keys: ["work", "home"] }, { id: "one" });
    const bench = createScriptedRouter({ chain: ["two/m", "one/m"] }, undefined, directory);
    bench.router.drill("two/m", "rate-limited");
    assert.deepEqual(await calls(bench, 2), ["one/m", "one/m"]);
    bench.router.drill("two/m", "none");
    assert.deepEqual(bench.router.drills(), []);
    assert.deepEqual(await calls(bench, 1), ["two/m#work"]);
    bench.router.drill("nowhere/m", "timeout");
    assert.deepEqual([bench.router.drills(), bench.clock.pending()], [[], 0]);
  });
});

describe("what was known before a fire drill", () => {
  it("holds again after it: failures that were counted count on", async () => {
    const bench = createScriptedRouter();
    bench.script(
      "a/m",
      [failing("server-error")],
      [failing("server-error")],
      [failing("server-error")],
      answer("well"),
    );
    await calls(bench, 2);
    bench.router.drill("a/m", "server-error");
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "open");
    bench.router.drill("a/m", "none");
    assert.equal(stateOf(bench)?.kind, "closed");
    await bench.call();
    const state = stateOf(bench);
    assert.equal(state?.kind === "open" && state.cause.code, undefined);
  });

  it("holds again after it: a key that was refused stays refused", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    bench.script("a/m", [failing("credential-invalid")]);
    await bench.call();
    const before = stateOf(bench);
    bench.router.drill("a/m", "quota-exhausted");
    await bench.call();
    assert.equal(stateOf(bench)?.kind === "open" && bench.records.at(-1)?.attempts[0]?.role, "drill");
    bench.router.drill("a/m", "none");
    assert.deepEqual(stateOf(bench), before);
    assert.deepEqual(bench.router.plan({ task: "completion" }).routes, []);
  });

  it("gives way to what was found out meanwhile", async () => {
    const bench = createScriptedRouter();
    bench.router.drill("a/m", "rate-limited");
    await bench.call();
    bench.router.reset("a/m");
    bench.router.drill("a/m", "none");
    const at = bench.clock.now();
    const failure = { class: "overloaded", scope: "model", message: "Busy." } as const;
    bench.router.drill("a/m", "overloaded");
    await calls(bench, 3);
    const target = { scope: "model", key: "a/m" } as const;
    const open = { at: bench.clock.now(), target, from: "closed", to: "open", cause: "elsewhere", failure } as const;
    bench.router.learn({ calls: [], health: [{ ...open, until: at + 600_000 }] });
    bench.router.drill("a/m", "none");
    assert.deepEqual(stateOf(bench), { kind: "open", until: at + 600_000, cause: failure });
  });
});
