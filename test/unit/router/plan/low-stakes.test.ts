import assert from "node:assert/strict";
import type { Policy } from "../../../../src/router/types.ts";
import type { FailureClass } from "../../../../src/spec/failure.ts";
import {
  answer,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  type ScriptedRouter,
} from "../../../support/scripted-router.ts";
import { firstOf, idsOf, reasonsOf } from "./plan-bench.ts";

const completion = { task: "completion", request: fillRequest } as const;
const left = "half-open: left to ghost text to find out if it is well again";

/** `a/m` was held back, for ten seconds by a guess unless its provider said for how long, and has just cooled down. */
async function cooledDown(
  policy: Partial<Policy> = {},
  failureClass: FailureClass = "server-error",
  retryAfterMs?: number,
): Promise<ScriptedRouter> {
  const bench = createScriptedRouter({ chain: ["a/m", "b/m"], ...policy });
  bench.script("a/m", [failing(failureClass, retryAfterMs === undefined ? {} : { retryAfterMs })]);
  while (bench.router.health("chat")[0]?.state.kind === "closed") await bench.call();
  bench.script("a/m", answer("well again"));
  const { state } = bench.router.health("chat")[0] ?? {};
  assert.ok(state?.kind === "open");
  await bench.clock.advance(state.until - bench.clock.now());
  bench.asked.length = 0;
  return bench;
}

describe("a route that has cooled down by a guess", () => {
  it("is left to ghost text by a chat, which says so", async () => {
    const bench = await cooledDown();
    assert.deepEqual(reasonsOf(bench.router.plan({ task: "chat" })), ["b/m: next in your chain", `a/m: ${left}`]);
    await bench.call();
    await bench.call({ task: "explain" });
    assert.deepEqual(bench.asked, ["b/m", "b/m"]);
  });

  it("is probed by ghost text at once, and is then a chat's again", async () => {
    const bench = await cooledDown();
    assert.match(reasonsOf(bench.router.plan({ task: "completion" }))[0] ?? "", /^a\/m: probing: it failed \d+ s ago$/);
    const end = endOf(await bench.call(completion));
    assert.equal(end.record.attempts[0]?.probe, true);
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m", "a/m"]);
  });

  it("is probed by a chat after a quarter of a minute in which no ghost text came", async () => {
    const bench = await cooledDown();
    await bench.clock.advance(14_999);
    assert.equal(firstOf(bench.router), "b/m");
    await bench.clock.advance(1);
    assert.match(reasonsOf(bench.router.plan({ task: "chat" }))[0] ?? "", /^a\/m: probing/);
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("is probed by a chat when nothing else is well, and does not say that it is left to others", async () => {
    const bench = await cooledDown({ chain: ["a/m"] });
    assert.match(reasonsOf(bench.router.plan({ task: "chat" }))[0] ?? "", /^a\/m: probing: it failed \d+ s ago$/);
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("is a chat's second choice when the first one fails", async () => {
    const bench = await cooledDown();
    bench.script("b/m", [failing("server-error")]);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["b/m", "a/m"]);
    assert.equal(end.record.attempts[1]?.probe, true);
  });

  it("is tried first where the user pinned it", async () => {
    const bench = await cooledDown();
    assert.deepEqual(idsOf(bench.router.plan({ task: "chat", pinned: "a/m" })), ["a/m", "b/m"]);
  });
});

describe("a route whose provider said for how long", () => {
  for (const failureClass of ["rate-limited", "overloaded", "server-error"] as const) {
    it(`is a chat's again as soon as that is over, after ${failureClass}`, async () => {
      const bench = await cooledDown({}, failureClass, 30_000);
      assert.equal(firstOf(bench.router), "a/m");
      assert.equal(endOf(await bench.call()).record.routeId, "a/m");
    });
  }

  it("is a chat's again after an hour where it is out of quota", async () => {
    const bench = await cooledDown({}, "quota-exhausted");
    assert.equal(firstOf(bench.router), "a/m");
  });
});
