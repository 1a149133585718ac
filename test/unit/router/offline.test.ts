import assert from "node:assert/strict";
import { answer, createScriptedRouter, endOf, failing, text } from "../../support/scripted-router.ts";
import { directoryOf, type KnownProvider } from "./directory-of.ts";

const ollama: KnownProvider = { id: "ollama", name: "Ollama", local: true, needsKey: false };

function createBench(...providers: readonly KnownProvider[]) {
  return createScriptedRouter({ chain: providers.map(({ id }) => `${id}/m`) }, undefined, directoryOf(...providers));
}

describe("providers that cannot be reached", () => {
  it("are not blamed while the machine is offline", async () => {
    const bench = createBench({ id: "x" }, { id: "y" });
    bench.script("x/m", [failing("network")]);
    bench.script("y/m", [failing("network")]);
    for (let at = 0; at < 5; at += 1) {
      const end = endOf(await bench.call());
      assert.match(end.failure?.message ?? "", /^You seem to be offline/);
      assert.equal(end.failure?.class, "network");
    }
    assert.deepEqual(bench.health, []);
  });

  it("are blamed as soon as another one is reached", async () => {
    const bench = createBench({ id: "x" }, { id: "y" });
    bench.script("x/m", [failing("network")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    assert.deepEqual(
      bench.health.map(({ target, cause }) => [target, cause]),
      [[{ scope: "provider", key: "x" }, "3 failures in a row: not reachable"]],
    );
  });

  it("are blamed also when the other one refuses", async () => {
    const bench = createBench({ id: "x" }, { id: "y" });
    bench.script("x/m", [failing("network")]);
    bench.script("y/m", [failing("caller-fault")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    assert.equal(bench.health[0]?.target.key, "x");
  });

  it("are not blamed because a server on this machine answers", async () => {
    const bench = createBench({ id: "x" }, ollama);
    bench.script("x/m", [failing("network")]);
    for (let at = 0; at < 5; at += 1) assert.equal(endOf(await bench.call()).record.routeId, "ollama/m");
    assert.deepEqual(bench.health, []);
  });

  it("are blamed when they break off what they began", async () => {
    const bench = createBench({ id: "x" });
    bench.script("x/m", [text("Half"), failing("network")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    assert.equal(bench.health[0]?.target.key, "x");
  });

  it("give a probe back without a verdict", async () => {
    const bench = createBench({ id: "x" }, ollama);
    const broken = [text("Half"), failing("network")];
    bench.script("x/m", broken, broken, broken, [failing("network")], answer("well"));
    for (let at = 0; at < 3; at += 1) await bench.call();
    await bench.clock.advance(3_600_000);
    await bench.call();
    assert.equal(bench.router.health("chat")[0]?.state.kind, "half-open");
    assert.equal(endOf(await bench.call()).record.routeId, "x/m");
  });
});

describe("a server on this machine that does not answer", () => {
  it("is blamed at once, and the message says to start it", async () => {
    const bench = createBench(ollama);
    bench.script("ollama/m", [failing("network")]);
    for (let at = 0; at < 3; at += 1) {
      assert.match(endOf(await bench.call()).failure?.message ?? "", /Start Ollama and try again\.$/);
    }
    assert.equal(bench.health[0]?.target.key, "ollama");
  });
});
