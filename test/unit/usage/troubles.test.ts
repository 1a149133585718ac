import assert from "node:assert/strict";
import { troubles, type TroubleFacts } from "../../../src/features/usage/troubles.ts";
import type { HealthEvent, RouteHealth } from "../../../src/spec/health.ts";
import { callOf } from "../../support/call-records.ts";
import { testDirectory } from "../../support/test-directory.ts";

const guard = { scope: "provider", key: "acme" } as const;
const cause = { class: "overloaded", scope: "provider", message: "Acme is overloaded." } as const;
const open: RouteHealth = { routeId: "acme/m", state: { kind: "open", until: 90_000, cause }, guard };
const well: RouteHealth = { routeId: "beta/m", state: { kind: "closed" } };

const move = (at: number, to: HealthEvent["to"]): HealthEvent => ({
  at,
  target: guard,
  from: "closed",
  to,
  cause: "x",
});
const answered = (startedAt: number, routeId: string, more = {}) =>
  ({ ...callOf({ id: `${startedAt} ${routeId}`, startedAt, routeId, ...more }), cost: { kind: "unknown" } }) as never;

function facts(more: Partial<TroubleFacts>): TroubleFacts {
  return {
    directory: testDirectory,
    health: [
      { task: "chat", routes: [open, well] },
      { task: "explain", routes: [open] },
    ],
    events: [],
    calls: [],
    now: 80_000,
    ...more,
  };
}

describe("what is unwell now", () => {
  it("is told once for all routes and tasks that a breaker guards", () => {
    assert.deepEqual(troubles(facts({})), [
      { target: "Acme", since: 80_000, cause: cause.message, done: "No call had to go elsewhere since." },
    ]);
  });

  it("is nothing while all is well", () => {
    assert.deepEqual(troubles(facts({ health: [{ task: "chat", routes: [well] }] })), []);
  });

  it("began when it was last well, however often it was probed since", () => {
    const events = [
      move(7000, "open"),
      move(6000, "half-open"),
      move(5000, "open"),
      move(4000, "closed"),
      move(1, "open"),
    ];
    assert.equal(troubles(facts({ events }))[0]?.since, 5000);
  });

  it("says who answered meanwhile, and how many calls failed", () => {
    const calls = [
      answered(9000, "beta/m"),
      answered(8000, "gamma/vendor/large#work"),
      answered(7000, "beta/m"),
      answered(6500, "delta/x"),
      answered(6400, "acme/m"),
      answered(6300, "beta/m", { outcome: "failed" }),
      answered(6200, "beta/m", { task: "completion" }),
      answered(4000, "beta/m"),
    ];
    assert.equal(
      troubles(facts({ events: [move(5000, "open")], calls }))[0]?.done,
      "Since then m answered 2 calls, large answered 1 call, others answered 1 call; 1 call failed.",
    );
  });

  it("says so where every call failed", () => {
    const calls = [answered(9000, "acme/m", { outcome: "failed" })];
    assert.equal(troubles(facts({ events: [move(5000, "open")], calls }))[0]?.done, "Since then 1 call failed.");
  });
});
