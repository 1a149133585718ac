import assert from "node:assert/strict";
import type { Plan } from "../../../src/router/types.ts";
import { answer, chatRequest, createScriptedRouter, failing, fillRequest } from "../../support/scripted-router.ts";
import { directoryOf } from "./directory-of.ts";

const routesOf = ({ routes }: Plan) => routes.map(({ route, reason }) => `${route.id}: ${reason}`);
const leftOutOf = ({ leftOut }: Plan) => leftOut.map(({ entry, reason }) => `${entry}: ${reason}`);

describe("a plan", () => {
  it("follows the chain, and says so", () => {
    const { router } = createScriptedRouter();
    const plan = router.plan({ task: "chat" });
    assert.deepEqual(routesOf(plan), [
      "a/m: first in your chain",
      "b/m: next in your chain",
      "c/m: next in your chain",
    ]);
    assert.deepEqual(plan.leftOut, []);
  });

  it("follows what is connected where the user wrote no chain", () => {
    const { router } = createScriptedRouter({ chain: [] });
    assert.equal(routesOf(router.plan({ task: "chat" }))[0], "a/m: first of the providers you connected");
  });

  it("puts a pinned route first, once, and also one that is not in the chain", () => {
    const { router } = createScriptedRouter({ chain: ["a/m", "b/m"] });
    assert.deepEqual(routesOf(router.plan({ task: "chat", pinned: "b/m" })), [
      "b/m: pinned by you",
      "a/m: first in your chain",
    ]);
    assert.equal(routesOf(router.plan({ task: "chat", pinned: "c/m" }))[0], "c/m: pinned by you");
  });

  it("goes on without a pinned route that leads nowhere, and says why", () => {
    const { router } = createScriptedRouter();
    const plan = router.plan({ task: "chat", pinned: "gone/m" });
    assert.equal(plan.routes.length, 3);
    assert.match(leftOutOf(plan)[0] ?? "", /^gone\/m: no provider is called gone/);
  });

  it("is empty for a task that is switched off, also for a pinned route", () => {
    const { router } = createScriptedRouter({ enabled: false });
    const plan = router.plan({ task: "completion", pinned: "a/m" });
    assert.deepEqual(plan.routes, []);
    assert.deepEqual(leftOutOf(plan), ["completion: switched off in the settings"]);
  });

  it("sends nothing and changes nothing", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("credential-invalid")]);
    await bench.call();
    const before = bench.router.health("chat");
    assert.deepEqual(bench.router.plan({ task: "chat" }), bench.router.plan({ task: "chat" }));
    assert.deepEqual(bench.router.health("chat"), before);
    assert.deepEqual(bench.asked, ["a/m", "b/m"]);
  });

  it("names the command that helps a refused key, and the time that helps a rate limit", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("credential-invalid")]);
    bench.script("b/m", [failing("rate-limited", { retryAfterMs: 12_000 })]);
    await bench.call();
    assert.deepEqual(leftOutOf(bench.router.plan({ task: "chat" })), [
      'a/m: key refused: change it with "Switchyard: Manage API Keys"',
      "b/m: cooling for 12 s more: rate limited",
    ]);
  });

  it("says how long ago a route failed that is to be probed", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("overloaded", { retryAfterMs: 30_000 })]);
    await bench.call();
    await bench.clock.advance(30_000);
    assert.match(routesOf(bench.router.plan({ task: "chat" }))[0] ?? "", /^a\/m: probing: it failed 3\d s ago$/);
  });
});

describe("with every route unwell, a plan", () => {
  const alone = { chain: ["a/m"] };

  it("waits for one that a person can wait for", async () => {
    const bench = createScriptedRouter(alone);
    bench.script("a/m", [failing("rate-limited", { retryAfterMs: 30_000 })]);
    await bench.call();
    await bench.clock.advance(15_000);
    const [first] = bench.router.plan({ task: "chat" }).routes;
    assert.equal(first?.reason, "waiting for it: rate limited");
    assert.ok(first?.waitMs !== undefined && first.waitMs <= 15_000);
  });

  it("prefers one that is kept away on a guess to one that was told when", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"] });
    bench.script("a/m", [failing("rate-limited", { retryAfterMs: 3_600_000 })]);
    bench.script("b/m", [failing("server-error")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    assert.deepEqual(routesOf(bench.router.plan({ task: "chat" })), [
      "b/m: every route is unwell: trying the least bad",
    ]);
  });

  it("goes against a breaker's advice once a call, not for route after route", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"] });
    bench.script("a/m", [failing("server-error")]);
    bench.script("b/m", [failing("server-error")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    bench.asked.length = 0;
    await bench.call();
    assert.equal(bench.asked.length, 1);
  });

  it("tries even a refused key for a person who asked, but not for ghost text", async () => {
    const bench = createScriptedRouter(alone);
    bench.script("a/m", [failing("credential-invalid")]);
    await bench.call();
    assert.equal(bench.router.plan({ task: "chat" }).routes.length, 1);
    assert.equal(bench.router.plan({ task: "completion" }).routes.length, 0);
  });
});

describe("a model that refused a capability", () => {
  it("is not asked for it again, but for other things", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("capability")], answer("from a/m"));
    await bench.call({ task: "completion", request: fillRequest });
    await bench.call({ task: "completion", request: fillRequest });
    await bench.call();
    assert.deepEqual(bench.asked, ["a/m", "b/m", "b/m", "a/m"]);
  });

  it("is asked again where it refused a parameter, and not what else was asked of it", async () => {
    const withTools = { ...chatRequest, tools: [{ name: "look", description: "", parameters: {} }] };
    const bench = createScriptedRouter();
    const refusal = { message: "Unsupported parameter: 'temperature'." };
    bench.script("a/m", [failing("capability", refusal)], answer("from a/m"));
    await bench.call({ request: withTools });
    await bench.call({ request: withTools });
    assert.deepEqual(bench.asked, ["a/m", "b/m", "a/m"]);
    bench.script("a/m", [failing("capability", { message: "This model takes no tools parameter." })]);
    await bench.call({ request: withTools });
    await bench.call({ request: withTools });
    assert.deepEqual(bench.asked.slice(3), ["a/m", "b/m", "b/m"]);
  });

  it("is not held for one by what only the caller's own format can say", async () => {
    const bench = createScriptedRouter();
    const asked = { ...fillRequest, untranslatable: ["n"] };
    bench.script("a/m", [failing("capability")], answer("from a/m"));
    await bench.call({ task: "completion", request: asked });
    await bench.call({ task: "completion", request: fillRequest });
    assert.deepEqual(bench.asked, ["a/m", "b/m", "a/m"]);
  });

  it("is asked again after a reset", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("capability")], answer("from a/m"));
    await bench.call({ task: "completion", request: fillRequest });
    bench.router.reset("a/m");
    await bench.call({ task: "completion", request: fillRequest });
    assert.equal(bench.asked.at(-1), "a/m");
  });

  it("is not asked with another key in the same call", async () => {
    const bench = createScriptedRouter(
      { chain: ["two/m", "one/m"] },
      undefined,
      directoryOf({ id: "two", keys: ["work", "home"] }, { id: "one" }),
    );
    bench.script("two/m#work", [failing("capability")]);
    await bench.call();
    assert.deepEqual(bench.asked, ["two/m#work", "one/m"]);
  });
});
