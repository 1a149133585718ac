import assert from "node:assert/strict";
import type { Policy } from "../../../../src/router/types.ts";
import { createDraws } from "../../../support/latency-draws.ts";
import {
  answer,
  createScriptedRouter,
  endOf,
  failing,
  hang,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import { slowly, teach } from "../plan/plan-bench.ts";

/** `a/m` has answered within a quarter of a second so far, for prompts like those of the calls below. */
function usuallyQuick(policy: Partial<Policy> = {}): ScriptedRouter {
  const bench = createScriptedRouter({ chain: ["a/m", "b/m"], hedge: "never", ...policy });
  const draws = createDraws(7);
  for (let at = 0; at < 40; at += 1) {
    teach(bench, { "a/m": draws.logNormal(250, 0.2) }, { times: 1, promptTokens: 10, agoMs: 3_600_000 - at * 1000 });
  }
  return bench;
}

async function calls(bench: ScriptedRouter, times: number): Promise<readonly string[]> {
  bench.asked.length = 0;
  for (let at = 0; at < times; at += 1) await bench.call();
  return bench.asked;
}

const stateOf = ({ router }: ScriptedRouter, routeId = "a/m") =>
  router.health("chat").find((one) => one.routeId === routeId)?.state;

/** How long the cool-downs were that it was given, in milliseconds. */
const coolDowns = ({ health }: ScriptedRouter) =>
  health.flatMap(({ to, at, until }) => (to === "open" && until !== undefined ? [until - at] : []));

/** Waits until the route has cooled down and no chat leaves it to ghost text any more. */
async function coolDown(bench: ScriptedRouter): Promise<void> {
  const state = stateOf(bench);
  assert.ok(state?.kind === "open");
  await bench.clock.advance(state.until + 15_000 - bench.clock.now());
}

describe("a model that became five times slower than it used to be", () => {
  it("is left within five attempts, none of which failed, with the cause in the health event", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", slowly(1250));
    const asked = await calls(bench, 6);
    const attempts = asked.filter((id) => id === "a/m").length;
    assert.ok(attempts >= 3 && attempts <= 5, `${attempts} attempts`);
    assert.equal(asked.at(-1), "b/m");
    assert.ok(bench.records.every(({ outcome, attempts: [first] }) => outcome === "succeeded" && !first?.failure));
    const [move] = bench.health;
    assert.deepEqual([move?.target, move?.to], [{ scope: "model", key: "a/m" }, "open"]);
    assert.match(move?.cause ?? "", /^too slow: first tokens take 1\.\d s, usually 0\.\d s$/);
    assert.match(move?.failure?.message ?? "", /^The model is slow just now: first tokens take/);
  });

  it("is left for its slowness also when nobody waits for its answers", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", [hang]);
    for (let at = 0; at < 5; at += 1) {
      const abort = new AbortController();
      const running = bench.call({ signal: abort.signal });
      bench.clock.schedule(1300, () => abort.abort());
      await running;
    }
    assert.equal(stateOf(bench)?.kind, "open");
    assert.ok(bench.records.every(({ outcome }) => outcome !== "failed"));
  });

  it("is not left when it is the only one", async () => {
    const bench = usuallyQuick({ chain: ["a/m"] });
    bench.script("a/m", slowly(1250));
    assert.ok((await calls(bench, 10)).every((id) => id === "a/m"));
    assert.deepEqual(bench.health, []);
  });

  it("is not left when it is the last one that is well, but as soon as another one is", async () => {
    const bench = usuallyQuick();
    bench.script("b/m", [failing("overloaded", { retryAfterMs: 600_000 })], answer("well again"));
    await bench.call({ pinned: "b/m" });
    bench.script("a/m", slowly(1250));
    assert.ok((await calls(bench, 8)).every((id) => id === "a/m"));
    assert.equal(stateOf(bench)?.kind, "closed");
    bench.router.reset("b/m");
    assert.deepEqual(await calls(bench, 2), ["a/m", "b/m"]);
    assert.equal(stateOf(bench)?.kind, "open");
  });

  it("comes back with a probe when it is quick again", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", slowly(1250));
    await calls(bench, 6);
    bench.script("a/m", slowly(250));
    await coolDown(bench);
    assert.deepEqual(await calls(bench, 5), ["a/m", "a/m", "a/m", "a/m", "a/m"]);
    assert.equal(stateOf(bench)?.kind, "closed");
  });

  it("is left at its first slow probe, for longer each time while it stays slow", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", slowly(1250));
    await calls(bench, 6);
    for (let at = 0; at < 3; at += 1) {
      await coolDown(bench);
      assert.deepEqual(await calls(bench, 2), ["a/m", "b/m"]);
    }
    const lengths = coolDowns(bench);
    assert.equal(lengths.length, 4);
    for (const [at, length] of lengths.slice(1).entries()) assert.ok(length > (lengths[at] ?? 0), lengths.join(" "));
  });

  it("begins with a short cool-down again once it was well in between", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", slowly(1250));
    await calls(bench, 6);
    bench.script("a/m", slowly(250));
    await coolDown(bench);
    await calls(bench, 12);
    bench.script("a/m", slowly(1250));
    await calls(bench, 6);
    const [first, second] = coolDowns(bench);
    assert.equal(first, second);
  });

  it("is not left when its chain names nothing else that there is", async () => {
    const bench = usuallyQuick({ chain: ["a/m", "a/m", "gone/m"] });
    bench.script("a/m", slowly(1250));
    assert.ok((await calls(bench, 8)).every((id) => id === "a/m"));
    assert.deepEqual(bench.health, []);
  });
});

describe("a model whose times jump about as they always did", () => {
  it("is never left for that", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"], hedge: "never" });
    const draws = createDraws(11);
    for (let at = 0; at < 400; at += 1) {
      bench.script("a/m", slowly(Math.min(draws.logNormal(300, 0.6), 4000)));
      await bench.call();
    }
    assert.deepEqual(bench.health, []);
  });

  it("is not left for one answer that was very late", async () => {
    const bench = usuallyQuick();
    bench.script("a/m", slowly(1400), slowly(240));
    const asked = await calls(bench, 5);
    assert.ok(asked.every((id) => id === "a/m"));
    assert.equal(endOf(await bench.call()).record.routeId, "a/m");
  });
});
