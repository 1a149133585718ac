import assert from "node:assert/strict";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  hang,
  type Script,
  type ScriptedRouter,
  type StatedPorts,
} from "../../../support/scripted-router.ts";
import type { Policy } from "../../../../src/router/types.ts";
import { directoryOf } from "../directory-of.ts";
import { firstOf, leftOutOf, reasonsOf } from "./plan-bench.ts";

const [work, home] = ["two/m#work", "two/m#home"];

/** A provider with two keys and one with one. */
function twoKeys(policy: Partial<Policy> = {}, ports: StatedPorts = {}): ScriptedRouter {
  const directory = directoryOf({ id: "two", keys: ["work", "home"] }, { id: "one" });
  return createScriptedRouter({ chain: ["two/m", "one/m"], ...policy }, undefined, directory, ports);
}

async function calls(bench: ScriptedRouter, times: number, options: Parameters<ScriptedRouter["call"]>[0] = {}) {
  for (let at = 0; at < times; at += 1) await bench.call(options);
  return bench.asked;
}

describe("the keys that one entry of a chain leads to", () => {
  it("take turns", async () => {
    assert.deepEqual(await calls(twoKeys(), 4), [work, home, work, home]);
  });

  it("take turns without a chain, and when they are pinned", async () => {
    assert.deepEqual(await calls(twoKeys({ chain: [] }), 3), [work, home, work]);
    assert.deepEqual(await calls(twoKeys({ chain: ["one/m"] }), 3, { pinned: "two/m" }), [work, home, work]);
  });

  it("share what runs at the same time", async () => {
    const bench = twoKeys({ deadlines: { connectMs: 1e6, firstTokenMs: 1e6, idleMs: 1e6, totalMs: 1e6 } });
    for (const id of [work, home]) bench.script(id, [hang]);
    const abort = new AbortController();
    const running = Array.from({ length: 6 }, async () => {
      await bench.clock.advance(0);
      return collect(bench.start({ signal: abort.signal }));
    });
    await bench.clock.advance(10);
    assert.deepEqual(bench.asked.toSorted(), [home, home, home, work, work, work]);
    abort.abort();
    await bench.clock.advance(1000);
    await Promise.all(running);
  });

  it("stay in the order in which the user wrote their labels", async () => {
    assert.deepEqual(await calls(twoKeys({ chain: [home, work, "one/m"] }), 3), [home, home, home]);
  });

  it("keep the conversation that one of them has begun", async () => {
    assert.deepEqual(await calls(twoKeys(), 3, { conversation: "mine" }), [work, work, work]);
  });

  it("are limited each for itself: a refusal of one leaves the other", async () => {
    const bench = twoKeys();
    bench.script(work, [failing("rate-limited", { retryAfterMs: 30_000 })]);
    assert.deepEqual(await calls(bench, 3), [work, home, home, home]);
    assert.deepEqual(leftOutOf(bench.router.plan({ task: "chat" })), [`${work}: cooling for 30 s more: rate limited`]);
  });

  it("are refused each for itself, but a model that is gone is gone for both", async () => {
    const refused = twoKeys();
    refused.script(work, [failing("credential-invalid")]);
    assert.deepEqual(await calls(refused, 2), [work, home, home]);
    const gone = twoKeys();
    gone.script(work, [failing("model-gone")]);
    assert.deepEqual(await calls(gone, 2), [work, "one/m", "one/m"]);
  });
});

describe("a limit that the user states", () => {
  it("skips a route before it is tried, with its reason, and lets it come back", async () => {
    const bench = createScriptedRouter({}, undefined, undefined, {
      limits: ({ provider }) => (provider === "a" ? { requests: 2 } : undefined),
    });
    assert.deepEqual(await calls(bench, 3), ["a/m", "a/m", "b/m"]);
    assert.deepEqual(leftOutOf(bench.router.plan({ task: "chat" })), [
      "a/m: no room in its limit of 2 requests a minute",
    ]);
    await bench.clock.advance(62_000);
    assert.equal(firstOf(bench.router), "a/m");
  });

  it("is of each key", async () => {
    const bench = twoKeys({}, { limits: () => ({ requests: 1 }) });
    assert.deepEqual(await calls(bench, 3), [work, home, "one/m"]);
  });

  it("is of tokens too: what is too large now goes elsewhere, what is small does not", async () => {
    const bench = createScriptedRouter({}, undefined, undefined, { limits: () => ({ tokens: 1000 }) });
    const sizes = (promptTokens: number) => ({ promptTokens, answerTokens: 100 });
    await bench.call(sizes(500));
    await bench.call(sizes(500));
    await bench.call(sizes(100));
    assert.deepEqual(bench.asked, ["a/m", "b/m", "a/m"]);
  });

  it("takes nothing for what was never sent", async () => {
    const bench = createScriptedRouter({}, undefined, undefined, { limits: () => ({ requests: 1 }) });
    const abort = new AbortController();
    abort.abort();
    await bench.call({ signal: abort.signal });
    assert.equal(firstOf(bench.router), "a/m");
  });
});

describe("with every limit used up", () => {
  /** One request a minute, made so many milliseconds ago. */
  async function usedUp(agoMs: number): Promise<ScriptedRouter> {
    const bench = createScriptedRouter({ chain: ["a/m"] }, undefined, undefined, { limits: () => ({ requests: 1 }) });
    await bench.call();
    await bench.clock.advance(agoMs);
    bench.asked.length = 0;
    return bench;
  }

  it("a chat waits for room, says for what, and is then answered", async () => {
    const bench = await usedUp(50_000);
    assert.deepEqual(reasonsOf(bench.router.plan({ task: "chat" })), [
      "a/m: waiting for it: no room in its limit of 1 request a minute",
    ]);
    const from = bench.clock.now();
    const events = await bench.call();
    const [wait] = events;
    assert.ok(wait?.type === "wait" && wait.waitMs > 5000 && wait.waitMs <= 12_000);
    assert.equal(endOf(events).record.outcome, "succeeded");
    assert.ok((endOf(events).record.attempts[0]?.startedAt ?? 0) - from >= 5000);
    assert.equal(bench.router.health("chat")[0]?.state.kind, "closed");
  });

  it("ghost text does not wait, and says why nothing came", async () => {
    const bench = await usedUp(50_000);
    const end = endOf(await bench.call({ task: "completion", request: fillRequest }));
    assert.deepEqual(bench.asked, []);
    assert.equal(
      end.failure?.message,
      "No route can be used for completion: a/m (no room in its limit of 1 request a minute).",
    );
  });

  it("a chat that would have to wait too long is not sent against what the user states", async () => {
    const bench = await usedUp(1000);
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, []);
    assert.match(end.failure?.message ?? "", /no room in its limit of 1 request a minute/);
  });

  it("a chat is not sent against it either when the route's breaker is open on a guess", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] }, undefined, undefined, { limits: () => ({ requests: 3 }) });
    bench.script("a/m", [failing("server-error")]);
    assert.deepEqual(await calls(bench, 4), ["a/m", "a/m", "a/m"]);
  });

  it("a chat is sent against what its provider reported, which may be wrong, and says so", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    const reports: Script = [
      { type: "start", limits: [{ kind: "requests", limit: 50, remaining: 0, resetMs: 60_000 }] },
      ...answer("well").slice(1),
    ];
    bench.script("a/m", reports, answer("well"));
    await bench.call();
    assert.deepEqual(reasonsOf(bench.router.plan({ task: "chat" })), [
      "a/m: every route is unwell or full: trying one all the same",
    ]);
    assert.deepEqual(bench.router.plan({ task: "completion" }).routes, []);
    assert.equal(endOf(await bench.call()).record.outcome, "succeeded");
  });
});
