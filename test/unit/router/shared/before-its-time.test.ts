import assert from "node:assert/strict";
import { answer, createScriptedRouter, failing, hang, type ScriptedRouter } from "../../../support/scripted-router.ts";
import { idsOf } from "../plan/plan-bench.ts";

const stateOf = ({ router }: ScriptedRouter) => router.health("chat")[0]?.state;

/** The only route there is, whose key was refused. */
async function refused(): Promise<ScriptedRouter> {
  const bench = createScriptedRouter({ chain: ["a/m"] });
  bench.script("a/m", [failing("credential-invalid")]);
  await bench.call();
  bench.asked.length = 0;
  return bench;
}

describe("a route that is tried before its time, as nothing better is left", () => {
  it("is held for as long as before when the try finds nothing out, and ghost text does not ask it", async () => {
    const bench = await refused();
    const before = stateOf(bench);
    bench.script("a/m", [hang]);
    const abort = new AbortController();
    const running = bench.call({ signal: abort.signal });
    await bench.clock.advance(0);
    assert.equal(stateOf(bench)?.kind, "half-open");
    abort.abort();
    await running;
    assert.deepEqual(stateOf(bench), before);
    assert.deepEqual(idsOf(bench.router.plan({ task: "completion" })), []);
    assert.deepEqual(
      bench.health.slice(1).map(({ to, cause }) => [to, cause]),
      [
        ["half-open", "tried before its time: nothing better was left"],
        ["open", "the probe found nothing out"],
      ],
    );
  });

  it("is held for as long as before when it fails for another reason", async () => {
    const bench = await refused();
    const before = stateOf(bench);
    bench.script("a/m", [failing("server-error")]);
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m"]);
    assert.deepEqual(stateOf(bench), before);
  });

  it("is everybody's again when it answers", async () => {
    const bench = await refused();
    bench.script("a/m", answer("well again"));
    await bench.call();
    assert.equal(stateOf(bench)?.kind, "closed");
    assert.deepEqual(idsOf(bench.router.plan({ task: "completion" })), ["a/m"]);
  });
});
