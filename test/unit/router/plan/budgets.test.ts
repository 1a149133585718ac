import assert from "node:assert/strict";
import type { Policy } from "../../../../src/router/types.ts";
import type { Budget } from "../../../../src/spec/budget.ts";
import {
  chatRequest,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  hang,
  pause,
  type ScriptedRouter,
  text,
} from "../../../support/scripted-router.ts";
import { budgetOf } from "../budget/budget-bench.ts";
import { firstOf, idsOf, leftOutOf, pricesOf, reasonsOf } from "./plan-bench.ts";

const hour = 3_600_000;
const usedUp = "your budget of $1.00 a day is used up ($1.00 spent)";

/** Calls cost 25 cents at `a` and 10 at `b`; `c` is free. The budget is a dollar a day, unless a test says otherwise. */
function spender(budget: Partial<Budget> = {}, policy: Partial<Policy> = {}): ScriptedRouter {
  const budgets = [budgetOf({ limitUsd: 1, ...budget }, budget.onceUsedUp)];
  return createScriptedRouter(policy, undefined, undefined, {
    prices: pricesOf({ "a/m": 0.25, "b/m": 0.1, "c/m": 0 }),
    budgets: () => budgets,
  });
}

async function spend(bench: ScriptedRouter, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) await bench.call();
}

describe("a budget that stops", () => {
  it("lets calls pass until it is used up, and then only what is free", async () => {
    const bench = spender();
    await spend(bench, 6);
    assert.deepEqual(bench.asked, ["a/m", "a/m", "a/m", "a/m", "c/m", "c/m"]);
    const plan = bench.router.plan({ task: "chat" });
    assert.deepEqual(leftOutOf(plan), [`a/m: ${usedUp}`, `b/m: ${usedUp}`]);
    assert.equal(plan.leftOut[0]?.expected?.costUsd, 0.25);
    assert.equal(bench.router.budgets()[0]?.spentUsd, 1);
  });

  it("ends a call with the reason when nothing is free", async () => {
    const bench = spender({}, { chain: ["a/m", "b/m"] });
    await spend(bench, 4);
    const end = endOf(await bench.call());
    assert.equal(end.failure?.message, `No route can be used for chat: a/m (${usedUp}); b/m (${usedUp}).`);
    assert.equal(end.record.attempts.length, 0);
  });

  it("skips what costs more than is left, and says so", async () => {
    const bench = spender({ limitUsd: 0.4 });
    await spend(bench, 3);
    assert.deepEqual(bench.asked, ["a/m", "b/m", "c/m"]);
    const [a, b] = leftOutOf(bench.router.plan({ task: "chat" }));
    assert.equal(a, "a/m: it is expected to cost $0.25, and only $0.05 is left of your budget of $0.40 a day");
    assert.match(b ?? "", /^b\/m: it is expected to cost \$0\.10, and only/);
  });

  it("is not overshot by calls that run at the same time", async () => {
    const bench = spender({ limitUsd: 0.4 }, { chain: ["a/m"] });
    bench.script("a/m", [pause(500), text("well"), { type: "finish", reason: "stop" }]);
    const running = [1, 2, 3].map(() => collect(bench.start()));
    await bench.clock.advance(10);
    assert.deepEqual(bench.asked, ["a/m"]);
    assert.equal(bench.router.budgets()[0]?.reservedUsd, 0.25);
    await bench.clock.advance(1000);
    const ends = (await Promise.all(running)).map((events) => endOf(events).failure?.message ?? "answered");
    assert.equal(ends[0], "answered");
    assert.match(ends[1] ?? "", /only \$0\.15 is left of your budget of \$0\.40 a day/);
    assert.deepEqual(
      bench.router.budgets().map(({ spentUsd, reservedUsd }) => [spentUsd, reservedUsd]),
      [[0.25, 0]],
    );
  });

  it("begins anew at midnight", async () => {
    const bench = spender();
    await spend(bench, 4);
    assert.equal(firstOf(bench.router), "c/m");
    await bench.clock.advance(24 * hour);
    assert.equal(firstOf(bench.router), "a/m");
    assert.deepEqual(
      bench.budgetMoves.map(({ state }) => state),
      ["over", "within"],
    );
  });

  it("counts a call on the day on which it began, whenever its attempts did", async () => {
    const bench = spender();
    bench.script("a/m", [pause(700), failing("server-error")]);
    const midnight = new Date(bench.clock.now()).setHours(24, 0, 0, 0);
    await bench.clock.advance(midnight - 500 - bench.clock.now());
    const [first, second] = endOf(await bench.call()).record.attempts;
    assert.ok((first?.startedAt ?? 0) < midnight && (second?.startedAt ?? 0) >= midnight);
    assert.equal(second?.outcome, "succeeded");
    assert.equal(bench.router.budgets()[0]?.spentUsd, 0);
    await bench.call();
    assert.ok((bench.router.budgets()[0]?.spentUsd ?? 0) > 0);
  });

  it("counts every task and any client", async () => {
    const bench = spender();
    await bench.call({ task: "completion", request: fillRequest });
    await bench.call({ task: "explain" });
    const query = { task: "chat", request: chatRequest, client: "aider" } as const;
    for (let at = 0; at < 2; at += 1) await collect(bench.router.call(query, new AbortController().signal));
    assert.deepEqual(bench.asked, ["a/m", "a/m", "a/m", "a/m"]);
    for (const task of ["completion", "chat", "explain"] as const) assert.equal(firstOf(bench.router, { task }), "c/m");
    assert.equal(firstOf(bench.router, { client: "aider" }), "c/m");
  });

  it("for one task or client leaves the others alone", async () => {
    const ofTask = spender({ task: "completion" });
    for (let at = 0; at < 4; at += 1) await ofTask.call({ task: "completion", request: fillRequest });
    assert.equal(firstOf(ofTask.router, { task: "completion" }), "c/m");
    assert.equal(firstOf(ofTask.router), "a/m");
    const ofClient = spender({ client: "aider", limitUsd: 0 });
    assert.equal(firstOf(ofClient.router, { client: "aider" }), "c/m");
    assert.equal(firstOf(ofClient.router), "a/m");
  });

  it("counts what a cancelled and a failed attempt cost", async () => {
    const bench = spender();
    bench.script("a/m", [hang]);
    const abort = new AbortController();
    const cancelled = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(10);
    abort.abort();
    await bench.clock.advance(1000);
    await cancelled;
    bench.script("a/m", [failing("server-error")]);
    await bench.call();
    assert.ok(Math.abs((bench.router.budgets()[0]?.spentUsd ?? 0) - 0.6) < 1e-9);
  });

  it("lets what has no known price pass until it is used up", async () => {
    const budgets = [budgetOf({ limitUsd: 0.25 })];
    const bench = createScriptedRouter({ chain: ["b/m", "a/m"] }, undefined, undefined, {
      prices: pricesOf({ "a/m": 0.25 }),
      budgets: () => budgets,
    });
    await spend(bench, 2);
    await bench.call({ pinned: "a/m" });
    assert.deepEqual(bench.asked, ["b/m", "b/m", "a/m"]);
    assert.deepEqual(idsOf(bench.router.plan({ task: "chat" })), []);
  });
});

describe("a budget that asks for cheaper routes", () => {
  it("puts the cheapest first when it is nearly used up, says why, and in the end allows only what is free", async () => {
    const bench = spender({ onceUsedUp: "cheaper" }, { chain: ["a/m", "b/m"] });
    await spend(bench, 4);
    assert.deepEqual(bench.asked, ["a/m", "a/m", "a/m", "a/m"]);
    assert.equal(firstOf(bench.router), undefined);
    const near = spender({ onceUsedUp: "cheaper" }, { chain: ["a/m", "b/m"] });
    await spend(near, 3);
    await near.call({ pinned: "b/m" });
    assert.deepEqual(reasonsOf(near.router.plan({ task: "chat" })), [
      "b/m: cheapest: about $0.10, as 85 % of your budget of $1.00 a day is used",
      "a/m: next cheapest: about $0.25",
    ]);
    await near.call();
    assert.equal(near.asked.at(-1), "b/m");
  });

  it("says nothing of it to one who wants the cheapest anyway", async () => {
    const bench = spender({ onceUsedUp: "cheaper", limitUsd: 0.12 }, { chain: ["a/m", "b/m"], objective: "cheapest" });
    await bench.call();
    assert.deepEqual(reasonsOf(bench.router.plan({ task: "chat" }))[0], "b/m: cheapest: about $0.10");
  });

  it("takes a conversation along", async () => {
    const bench = spender({ onceUsedUp: "cheaper", limitUsd: 0.3 }, { chain: ["a/m", "b/m"] });
    await bench.call({ conversation: "mine" });
    assert.equal(firstOf(bench.router, { conversation: "mine" }), "b/m");
  });
});

describe("a budget that warns", () => {
  it("changes nothing, and is told of once at each crossing", async () => {
    const bench = spender({ onceUsedUp: "warn" });
    await spend(bench, 10);
    assert.ok(bench.asked.every((id) => id === "a/m"));
    assert.deepEqual(
      bench.budgetMoves.map(({ budget, state }) => `${budget.id} ${state}`),
      ["day over"],
    );
    const slowly = spender({ onceUsedUp: "warn", limitUsd: 2 });
    await spend(slowly, 10);
    assert.deepEqual(
      slowly.budgetMoves.map(({ state }) => state),
      ["near", "over"],
    );
  });
});
