import assert from "node:assert/strict";
import { simulatedChain } from "../../../src/features/simulator/chains.ts";
import { createSimulatorControl, type RunningSimulator } from "../../../src/features/simulator/control.ts";
import { simulatedProviders } from "../../../src/simulator/providers.ts";
import { editorTasks } from "../../../src/spec/task.ts";

function setUp() {
  const log: string[] = [];
  const simulator: RunningSimulator = {
    providers: [],
    setFault: () => {},
    fault: () => undefined,
    stop: async () => void log.push("stopped"),
  };
  const control = createSimulatorControl(
    async () => {
      log.push("started");
      return simulator;
    },
    () => log.push("told"),
  );
  return { log, control };
}

describe("the simulator's switch", () => {
  it("starts once, however often it is asked", async () => {
    const { log, control } = setUp();
    await Promise.all([control.set(true), control.set(true)]);
    assert.deepEqual(log, ["started", "told"]);
    assert.ok(control.running);
  });

  it("ends as it was asked last, and is out of sight before it stops", async () => {
    const { log, control } = setUp();
    await Promise.all([control.set(true), control.set(false), control.set(false)]);
    assert.equal(control.running, undefined);
    assert.deepEqual(log, ["started", "told", "told", "stopped"]);
  });

  it("can be tried again when a start failed", async () => {
    let tries = 0;
    const control = createSimulatorControl(
      async () => {
        tries += 1;
        throw new Error("no port");
      },
      () => {},
    );
    await assert.rejects(control.set(true));
    await assert.rejects(control.set(true));
    assert.equal(tries, 2);
  });
});

describe("the simulator's chains", () => {
  const providers = simulatedProviders.map((provider) => ({ ...provider, baseUrl: "http://127.0.0.1:1" }));

  it("give each task of the editor another first route, and somewhere to fail over to", () => {
    const chains = editorTasks.map((task) => simulatedChain(task, providers));
    assert.equal(new Set(chains.map((chain) => chain[0])).size, editorTasks.length);
    assert.ok(chains.every((chain) => chain.length >= 2));
  });
});
