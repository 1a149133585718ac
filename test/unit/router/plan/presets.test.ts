import assert from "node:assert/strict";
import { presetPolicy, type PresetName } from "../../../../src/connections/presets.ts";
import type { StatedPorts } from "../../../support/scripted-router.ts";
import { createScriptedRouter, failing } from "../../../support/scripted-router.ts";
import type { Task } from "../../../../src/spec/task.ts";
import { directoryOf } from "../directory-of.ts";
import { firstOf, idsOf, pricesOf, slowly, teach } from "./plan-bench.ts";

const suits = ["chat", "completion"] as const;

/** Two vendors with a leading and a small model, and a server on this machine; the user wrote no chain. */
function user(preset: PresetName, task: Task = "chat", ports: StatedPorts = {}) {
  const models = [
    { id: "large", suits },
    { id: "small", suits },
  ];
  const directory = directoryOf(
    { id: "a", models },
    { id: "b", models, keys: ["work", "home"] },
    { id: "here", local: true, needsKey: false, models: [{ id: "own", suits }] },
  );
  return createScriptedRouter({ chain: [], ...presetPolicy(preset, task) }, undefined, directory, ports);
}

const prices = pricesOf({ "a/large": 0.05, "a/small": 0.004, "b/large": 0.03, "b/small": 0.002, "here/own": 0 });
const leading = ["a/large", "b/large#work", "b/large#home", "here/own"];

describe("the preset", () => {
  it("ordered tries the providers' first models as they were connected", () => {
    const bench = user("ordered", "chat", { prices });
    teach(bench, { "a/large": 9000, "here/own": 50 });
    assert.deepEqual(idsOf(bench.router.plan({ task: "chat" })), leading);
  });

  it("balanced sends ghost text where it is fastest", () => {
    const bench = user("balanced", "completion", { prices });
    teach(bench, { "a/large": 900, "b/large": 200, "here/own": 400 }, { task: "completion", times: 60 });
    assert.match(firstOf(bench.router, { task: "completion" }) ?? "", /^b\/large/);
  });

  it("balanced sends chat where price and speed together are best", () => {
    const bench = user("balanced", "chat", {
      prices: pricesOf({ "a/large": 0.05, "b/large": 0.03, "here/own": 0.029 }),
    });
    teach(bench, { "a/large": 400, "b/large": 500, "here/own": 60_000 }, { times: 60 });
    assert.match(firstOf(bench.router) ?? "", /^b\/large/);
  });

  it("quality keeps to leading models, and starts a second one beside one that is slow to begin, at any price", async () => {
    const bench = user("quality", "chat", { prices: pricesOf({ "b/large": 0.018 }) });
    teach(bench, { "a/large": 200 }, { promptTokens: 10 });
    bench.script("a/large", slowly(1400));
    await bench.call();
    assert.deepEqual(bench.asked, ["a/large", "b/large#work"]);
    assert.ok(idsOf(bench.router.plan({ task: "chat" })).every((id) => !id.includes("small")));
  });

  it("cheapest looks at all models, the least expensive first", () => {
    const bench = user("cheapest", "chat", { prices });
    const cheap = ["here/own", "b/small#work", "b/small#home", "a/small", "b/large#work", "b/large#home", "a/large"];
    assert.deepEqual(idsOf(bench.router.plan({ task: "chat" })), cheap);
  });

  it("cheapest lets the keys of the cheapest model take turns", async () => {
    const bench = user("cheapest", "chat", { prices: pricesOf({ "b/small": 0.001 }) });
    for (let at = 0; at < 4; at += 1) await bench.call();
    assert.deepEqual(bench.asked, ["b/small#work", "b/small#home", "b/small#work", "b/small#home"]);
  });

  it("cheapest never pays for a second answer beside a slow one", async () => {
    const bench = user("cheapest", "chat", { prices });
    teach(bench, { "here/own": 200 }, { promptTokens: 10 });
    bench.script("here/own", slowly(1400));
    await bench.call();
    assert.deepEqual(bench.asked, ["here/own"]);
  });

  it("local puts models on this machine first, and others only when none of them can answer", async () => {
    const bench = user("local", "chat", { prices });
    assert.deepEqual(idsOf(bench.router.plan({ task: "chat" })), [
      "here/own",
      "a/large",
      "b/large#work",
      "b/large#home",
    ]);
    bench.script("here/own", [failing("server-error")]);
    await bench.call();
    assert.deepEqual(bench.asked, ["here/own", "a/large"]);
  });

  it("local takes a conversation back to this machine as soon as that can answer again", async () => {
    const bench = user("local", "chat", { prices });
    bench.script("here/own", [failing("server-error")], slowly(10));
    await bench.call({ conversation: "one" });
    await bench.call({ conversation: "one" });
    assert.deepEqual(bench.asked, ["here/own", "a/large", "here/own"]);
  });
});
