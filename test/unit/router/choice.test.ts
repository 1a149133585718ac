import assert from "node:assert/strict";
import { createScriptedRouter, endOf } from "../../support/scripted-router.ts";

describe("routes that a caller names", () => {
  it("take the place of the task's chain", async () => {
    const bench = createScriptedRouter();
    await bench.call({ choice: { chain: ["c/m", "b/m"] } });
    assert.deepEqual(bench.asked, ["c/m"]);
    const { routes } = bench.router.plan({ task: "chat", choice: { chain: ["c/m", "b/m"] } });
    assert.deepEqual(
      routes.map(({ route, reason }) => [route.id, reason]),
      [
        ["c/m", "first of those the caller named"],
        ["b/m", "next of those the caller named"],
      ],
    );
  });

  it("do not change what the task's own chain is", () => {
    const bench = createScriptedRouter();
    bench.router.plan({ task: "chat", choice: { chain: ["a/m", "b/m", "c/m"] } });
    const { routes } = bench.router.plan({ task: "chat" });
    assert.equal(routes[0]?.reason, "first in your chain");
  });

  it("are used though the task is switched off", async () => {
    const bench = createScriptedRouter({ enabled: false });
    assert.equal(endOf(await bench.call({ choice: { chain: ["b/m"] } })).record.outcome, "succeeded");
    assert.equal(endOf(await bench.call({})).record.outcome, "failed");
  });

  it("are not left for others, whatever happens", async () => {
    const bench = createScriptedRouter();
    bench.script("b/m", [{ type: "failure", failure: { class: "server-error", scope: "model", message: "No." } }]);
    const { record } = endOf(await bench.call({ choice: { chain: ["b/m"] } }));
    assert.equal(record.outcome, "failed");
    assert.deepEqual([...new Set(bench.asked)], ["b/m"]);
  });

  it("are taken in the order in which they are named, unless an objective is", () => {
    const prices = { estimate: (route: { id: string }) => (route.id === "a/m" ? 1 : 2) };
    const bench = createScriptedRouter({ objective: "cheapest" }, undefined, undefined, {
      prices: { ...prices, costOf: () => ({ kind: "unknown" }) },
    });
    const firstOf = (choice: object) => bench.router.plan({ task: "chat", choice }).routes[0]?.route.id;
    assert.equal(firstOf({ chain: ["b/m", "a/m"] }), "b/m");
    assert.equal(firstOf({ chain: ["b/m", "a/m"], objective: "cheapest" }), "a/m");
    assert.equal(firstOf({ objective: "ordered" }), "a/m");
  });
});
