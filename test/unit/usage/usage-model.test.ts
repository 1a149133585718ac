import assert from "node:assert/strict";
import { createLiveCalls } from "../../../src/features/usage/live-calls.ts";
import { usageView, type UsageModelDeps } from "../../../src/features/usage/usage-model.ts";
import type { HealthEvent, RouteHealth } from "../../../src/spec/health.ts";
import type { UsageSnapshot } from "../../../src/spec/snapshot.ts";
import type { Task } from "../../../src/spec/task.ts";
import { createFakeBoard } from "../../support/fake-router.ts";
import { testDirectory } from "../../support/test-directory.ts";

const totals = {
  calls: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  input: 0,
  cacheRead: 0,
  output: 0,
  costUsd: 0,
  unpriced: 0,
  estimated: 0,
};
const snapshot: UsageSnapshot = {
  range: "today",
  since: 0,
  totals,
  byTask: [],
  byRoute: [],
  recent: [],
  failovers: 0,
  status: { kind: "disk" },
};
const closed: RouteHealth["state"] = { kind: "closed" };

function deps(
  health: Partial<Record<Task, readonly RouteHealth[]>>,
  events: readonly HealthEvent[] = [],
  board: Parameters<typeof createFakeBoard>[0] = {},
  trends: ReturnType<UsageModelDeps["trends"]> = new Map(),
): UsageModelDeps {
  return {
    ledger: { snapshot: () => snapshot, health: () => events },
    router: createFakeBoard({ health: (task) => health[task] ?? [], ...board }),
    directory: testDirectory,
    live: createLiveCalls(),
    connected: () => true,
    simulated: () => false,
    trends: () => trends,
    gateway: () => undefined,
    now: () => 100_000,
  };
}

describe("the usage panel", () => {
  it("shows a route once, with every task in whose chain it is", () => {
    const route = { routeId: "acme/m", state: closed };
    const { routes } = usageView(deps({ chat: [route], explain: [route] }), "today");
    assert.equal(routes.length, 1);
    assert.deepEqual(routes[0]?.tasks, ["chat", "explain"]);
    assert.equal(routes[0]?.providerName, "Acme");
  });

  it("shows how soon a route spoke lately, where it did", () => {
    const trend = { hours: [null, 300], p50: 300, p99: 300, samples: 1 };
    const health = {
      chat: [
        { routeId: "acme/m", state: closed },
        { routeId: "acme/n", state: closed },
      ],
    };
    const { routes } = usageView(deps(health, [], {}, new Map([["acme/m", trend]])), "today");
    assert.deepEqual(
      routes.map((card) => card.trend),
      [trend, undefined],
    );
  });

  it("keeps a model's own slashes", () => {
    const { routes } = usageView(deps({ chat: [{ routeId: "acme/vendor/m", state: closed }] }), "today");
    assert.equal(routes[0]?.model, "vendor/m");
  });

  it("names keys by their labels, never by their ids", () => {
    const event = (scope: HealthEvent["target"]["scope"], key: string): HealthEvent => ({
      at: 1,
      target: { scope, key },
      from: "closed",
      to: "open",
      cause: "key refused",
    });
    const events = [
      event("credential", "c1"),
      event("credential-model", "c1/m"),
      event("provider", "acme"),
      event("credential", "gone"),
    ];
    assert.deepEqual(
      usageView(deps({}, events), "today").incidents.map(({ target }) => target),
      ['Acme, key "work"', "Acme, m", "Acme", "a removed key"],
    );
  });

  it("says of a fire drill's incidents whose doing they were", () => {
    const failure = { class: "overloaded", scope: "provider", message: "Busy." } as const;
    const event = (cause: string, code?: string): HealthEvent => ({
      at: 1,
      target: { scope: "provider", key: "acme" },
      from: "closed",
      to: "open",
      cause,
      failure: { ...failure, ...(code !== undefined && { code }) },
    });
    const events = [
      event("the fire drill is over", "fire-drill"),
      event("3 failures in a row: overloaded", "fire-drill"),
      event("3 failures in a row: overloaded", "overloaded_error"),
    ];
    assert.deepEqual(
      usageView(deps({}, events), "today").incidents.map(({ cause }) => cause),
      ["the fire drill is over", "fire drill: 3 failures in a row: overloaded", "3 failures in a row: overloaded"],
    );
  });

  it("shows budgets and drills in words", () => {
    const view = usageView(
      deps({}, [], {
        budgets: () => [
          {
            // oxlint-disable-next-line unicorn/no-thenable -- a word and never a function
            budget: { id: "month", period: "month", limitUsd: 20, onceUsedUp: "warn" },
            spentUsd: 1.5,
            reservedUsd: 0.1,
            state: "within",
            unpriced: 12,
          },
        ],
        drills: () => [{ routeId: "acme/m", fault: "timeout", until: 9_000 }],
      }),
      "today",
    );
    assert.deepEqual(view.budgets, [
      {
        id: "month",
        covers: "All calls",
        period: "this month",
        spentUsd: 1.5,
        reservedUsd: 0.1,
        limitUsd: 20,
        state: "within",
        unpriced: 12,
      },
    ]);
    assert.deepEqual(view.drills, [{ routeId: "acme/m", fault: "no answer", until: 9_000 }]);
  });

  it("lists calls while they run", () => {
    const view = deps({});
    view.live.changed({ id: "1", task: "chat", startedAt: 5, attempt: 0, state: "connecting" });
    view.live.changed({ id: "1", task: "chat", startedAt: 5, attempt: 1, state: "streaming" });
    assert.deepEqual(
      usageView(view, "today").live.map(({ attempt, state }) => [attempt, state]),
      [[1, "streaming"]],
    );
    view.live.ended("1");
    assert.deepEqual(usageView(view, "today").live, []);
  });
});
