import assert from "node:assert/strict";
import { policyFor } from "../../../src/connections/policies.ts";
import { decodePreset, presetPolicy, presets, type PresetName } from "../../../src/connections/presets.ts";
import { tasks } from "../../../src/spec/task.ts";

const deadlines = { connectMs: 1000, firstTokenMs: 2000, idleMs: 3000, totalMs: 4000 };
const names = Object.keys(presets) as readonly PresetName[];

describe("switchyard.preset", () => {
  for (const name of names) {
    it(`may be ${name}, which has a title, and one sentence that says what it does`, () => {
      assert.deepEqual(decodePreset(name), { preset: name });
      assert.match(presets[name].title, /^[A-Z]/);
      assert.match(presets[name].description, /^[A-Z][^.]+\.$/);
    });
  }

  for (const value of ["fast", "toString", "", null, 3, ["ordered"], {}]) {
    it(`refuses ${JSON.stringify(value)} and keeps to the order`, () => {
      const { preset, problem } = decodePreset(value);
      assert.equal(preset, "ordered");
      assert.equal(problem?.message, "a preset is ordered, balanced, quality, cheapest or local");
    });
  }
});

describe("a preset", () => {
  const choices = (preset: PresetName) => tasks.map((task) => presetPolicy(preset, task).objective ?? "ordered");

  it("of order changes nothing", () => {
    for (const task of tasks) assert.deepEqual(presetPolicy("ordered", task), {});
  });

  it("of balance wants ghost text fast, and weighs price and speed elsewhere", () => {
    assert.deepEqual(choices("balanced"), ["fastest", "balanced", "balanced", "ordered"]);
  });

  it("of quality keeps the order of leading models, and pays for a second answer", () => {
    for (const task of tasks) {
      assert.deepEqual(presetPolicy("quality", task), { objective: "ordered", breadth: "first", hedge: "always" });
    }
  });

  it("of thrift looks at every model, and never pays for a second answer", () => {
    for (const task of tasks) {
      assert.deepEqual(presetPolicy("cheapest", task), { objective: "cheapest", breadth: "all", hedge: "never" });
    }
  });

  it("of locality never sends a prompt away because a model here is slow", () => {
    for (const task of tasks) {
      assert.deepEqual(presetPolicy("local", task), { objective: "ordered", localFirst: true, hedge: "never" });
    }
  });

  it("gives way to what the user says of a task", () => {
    const setting = { chat: { objective: "fastest" as const } };
    const preset = presetPolicy("cheapest", "chat");
    const policy = policyFor("chat", { deadlines, preset, setting }, true);
    assert.deepEqual([policy.objective, policy.breadth, policy.hedge], ["fastest", "all", "never"]);
  });
});
