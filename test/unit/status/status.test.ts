import assert from "node:assert/strict";
import type { RouteChoice } from "../../../src/protocol/chat.ts";
import { currentRoute } from "../../../src/features/status/current-route.ts";
import { routeRows } from "../../../src/features/status/route-rows.ts";
import { durationText, shortRouteName } from "../../../src/features/status/route-name.ts";
import { statusModel } from "../../../src/features/status/status-model.ts";
import type { Plan, PlanQuery } from "../../../src/router/types.ts";
import type { BudgetStanding } from "../../../src/spec/budget.ts";
import type { BreakerState } from "../../../src/spec/health.ts";
import type { Task } from "../../../src/spec/task.ts";
import { createFakeBoard } from "../../support/fake-router.ts";

const choice: RouteChoice = {
  label: "gpt-5-mini",
  routeId: "openai/gpt-5-mini",
  pinned: false,
  degraded: false,
  simulated: false,
  reason: "first in your chain",
};

const nothing = { usd: 0, calls: 0, unpriced: 0 };

describe("the status item", () => {
  it("names the model in use and why", () => {
    const model = statusModel("chat", choice, { kind: "idle" }, [], nothing);
    assert.equal(model.text, "$(git-compare) gpt-5-mini");
    assert.deepEqual(model.tooltip.slice(0, 2), ["Chat: openai/gpt-5-mini", "first in your chain"]);
    assert.equal(model.warning, false);
  });

  it("tells a degraded chain by icon and words, not by colour alone", () => {
    const model = statusModel("chat", { ...choice, degraded: true }, { kind: "idle" }, [], nothing);
    assert.match(model.text, /warning/);
    assert.ok(model.tooltip.some((line) => line.includes("unwell")));
    assert.equal(model.warning, true);
  });

  it("says that a model is simulated", () => {
    assert.equal(
      statusModel("chat", { ...choice, simulated: true }, { kind: "idle" }, [], nothing).text,
      "$(beaker) gpt-5-mini",
    );
  });

  it("says why no ghost text came, but only where ghost text is the task", () => {
    const failed = { kind: "failed", message: "OpenAI did not accept the key." } as const;
    assert.ok(
      statusModel("completion", choice, failed, [], nothing).tooltip.some((line) => line.includes("did not accept")),
    );
    assert.ok(
      !statusModel("chat", choice, failed, [], nothing).tooltip.some((line) => line.includes("did not accept")),
    );
  });

  it("lists each entry and why it is out when there is no route", () => {
    const none: RouteChoice = {
      pinned: false,
      degraded: false,
      simulated: false,
      reason: "openai/gpt-5: no key\nx/y: unknown",
    };
    const model = statusModel("chat", none, { kind: "idle" }, [], nothing);
    assert.equal(model.text, "$(circle-slash) Switchyard");
    assert.deepEqual(model.tooltip.slice(0, 3), ["Chat: no route", "openai/gpt-5: no key", "x/y: unknown"]);
  });
});

describe("the status item's tooltip", () => {
  const standing = (state: BudgetStanding["state"], spentUsd: number): BudgetStanding => ({
    // oxlint-disable-next-line unicorn/no-thenable -- a word and never a function
    budget: { id: "day chat", period: "day", task: "chat", limitUsd: 5, onceUsedUp: "stop" },
    spentUsd,
    reservedUsd: 0,
    state,
    unpriced: 0,
  });

  it("tells of budgets that are used up or nearly so, and of no others", () => {
    const budgets = [standing("within", 1), standing("near", 4.1), standing("over", 5.03)];
    const { tooltip } = statusModel("chat", choice, { kind: "idle" }, budgets, nothing);
    assert.deepEqual(
      tooltip.filter((line) => line.startsWith("Budget")),
      ["Budget for chat nearly used up: $4.10 of $5.00 today.", "Budget for chat used up: $5.03 of $5.00 today."],
    );
  });
});

describe("what was spent today", () => {
  const budget = { id: "day", period: "day", limitUsd: 5, onceUsedUp: "stop" } as const;
  const ofAll: BudgetStanding = { budget, spentUsd: 1, reservedUsd: 0, state: "within", unpriced: 0 };
  const ofChat: BudgetStanding = { ...ofAll, budget: { ...budget, task: "chat", limitUsd: 2 } };
  const model = (usd: number, budgets: readonly BudgetStanding[] = []) =>
    statusModel("chat", choice, { kind: "idle" }, budgets, { usd, calls: 31, unpriced: 2 });

  it("stands beside the model once it is worth a look, against the day's budget of all calls", () => {
    assert.equal(model(0.0049).text, "$(git-compare) gpt-5-mini");
    assert.equal(model(0.005).text, "$(git-compare) gpt-5-mini · $0.01");
    assert.equal(model(1.239, [ofChat]).text, "$(git-compare) gpt-5-mini · $1.24");
    assert.equal(model(1.239, [ofChat, ofAll]).text, "$(git-compare) gpt-5-mini · $1.24 of $5");
  });

  it("is told in words, with what is not known of it", () => {
    assert.ok(model(1.239).tooltip.includes("Today: $1.24 in 31 calls, and 2 attempts of unknown price."));
    const quiet = statusModel("chat", choice, { kind: "idle" }, [], nothing);
    assert.ok(!quiet.tooltip.some((line) => line.startsWith("Today")));
  });
});

describe("the route in use", () => {
  it("is that of the conversation and of the pin", () => {
    const queries: PlanQuery[] = [];
    const router = createFakeBoard({
      plan(query) {
        queries.push(query);
        return { task: query.task, routes: [], leftOut: [] };
      },
    });
    const directory = { credentials: () => [], provider: () => undefined, model: () => undefined };
    const paths = (task: Task) => (task === "chat" ? ["src/a.ts"] : []);
    currentRoute({ router, directory, paths, pinned: () => "a/one" }, "chat", "s1");
    currentRoute({ router, directory, paths, pinned: () => undefined }, "explain");
    assert.deepEqual(queries, [
      { task: "chat", paths: ["src/a.ts"], pinned: "a/one", conversation: "s1" },
      { task: "explain", paths: [] },
    ]);
  });

  it("is degraded by one that rests or is wanted for a probe, and not by one that may be tried again some day", () => {
    const cause = { class: "overloaded", scope: "model", message: "" } as const;
    const degraded = (state: BreakerState, probe: boolean) => {
      const planned = { route: { id: "a/one", provider: "a", model: "one", credential: "c" }, reason: "first", probe };
      const router = createFakeBoard({
        plan: ({ task }) => ({ task, routes: [planned], leftOut: [] }),
        health: () => [{ routeId: "b/two", state }],
      });
      const directory = { credentials: () => [], provider: () => undefined, model: () => undefined };
      return currentRoute({ router, directory, paths: () => [], pinned: () => undefined }, "chat").degraded;
    };
    assert.equal(degraded({ kind: "open", until: 9, cause }, false), true);
    assert.equal(degraded({ kind: "half-open", probing: false, cause }, true), true);
    assert.equal(degraded({ kind: "half-open", probing: false, cause }, false), false);
    assert.equal(degraded({ kind: "closed" }, false), false);
  });
});

describe("the model quick pick", () => {
  const route = (id: string) => ({ id, provider: "p", model: "m", credential: "c" });
  const plan: Plan = {
    task: "chat",
    routes: [{ route: route("a/one"), reason: "first in your chain", probe: false }],
    leftOut: [
      { entry: "b/two", reason: "resting: overloaded" },
      { entry: "nonsense", reason: "not a route" },
    ],
  };
  const open = { kind: "open", until: 12_000, cause: { class: "overloaded", scope: "model", message: "" } } as const;
  const rows = routeRows(
    plan,
    undefined,
    [{ routeId: "b/two", state: open }],
    (id) =>
      id === "a/one"
        ? { price: { input: 0.25, output: 2 }, lastFirstTokenMs: 340 }
        : { price: undefined, lastFirstTokenMs: undefined },
    2000,
  );

  it("offers auto first, marked while nothing is pinned", () => {
    assert.equal(rows[0]?.routeId, undefined);
    assert.match(rows[0]?.label ?? "", /Auto.*check/);
  });

  it("shows health, price, last latency and reason of each route", () => {
    assert.equal(
      rows[1]?.detail,
      "healthy · $0.25 in, $2 out per M tokens · last first token 340 ms · first in your chain",
    );
    assert.equal(rows[2]?.detail, "resting for 10.0 s · price unknown · not used yet · resting: overloaded");
    assert.match(rows[2]?.label ?? "", /error/);
  });

  it("leaves out what is no route", () => {
    assert.equal(rows.length, 3);
  });
});

describe("a route's short name", () => {
  for (const [id, name] of [
    ["openai/gpt-5-mini", "gpt-5-mini"],
    ["openrouter/anthropic/claude-sonnet-5", "claude-sonnet-5"],
    ["mistral/codestral-latest#work", "codestral-latest"],
  ] as const) {
    it(`of ${id} is ${name}`, () => assert.equal(shortRouteName(id), name));
  }

  it("durations are in the unit a person reads", () => {
    assert.deepEqual([durationText(340.4), durationText(2440)], ["340 ms", "2.4 s"]);
  });
});
