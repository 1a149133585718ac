import assert from "node:assert/strict";
import type { FailureClass } from "../../../src/spec/failure.ts";
import {
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  finish,
  hang,
  pause,
  text,
  textOf,
} from "../../support/scripted-router.ts";

const kinds = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe("a call", () => {
  it("is answered by the first route of the chain", async () => {
    const { call, asked, records } = createScriptedRouter();
    const events = await call();
    assert.deepEqual(kinds(events), ["attempt", "text", "finish", "end"]);
    assert.equal(textOf(events), "from a/m");
    assert.deepEqual(asked, ["a/m"]);
    assert.equal(records[0]?.outcome, "succeeded");
    assert.equal(records[0]?.routeId, "a/m");
  });

  const movesOn: readonly FailureClass[] = [
    "credential-invalid",
    "quota-exhausted",
    "rate-limited",
    "overloaded",
    "server-error",
    "network",
    "model-gone",
    "capability",
    "truncated",
  ];
  for (const failureClass of movesOn) {
    it(`goes to the next route at once when one is ${failureClass}`, async () => {
      const { call, script, clock } = createScriptedRouter();
      script("a/m", [failing(failureClass, { retryAfterMs: 30_000 })]);
      const from = clock.now();
      const events = await call();
      assert.deepEqual(kinds(events), ["attempt", "failover", "attempt", "text", "finish", "end"]);
      assert.ok(endOf(events).record.durationMs === 0, `waited ${clock.now() - from} ms`);
      assert.deepEqual(
        endOf(events).record.attempts.map(({ outcome }) => outcome),
        ["failed", "succeeded"],
      );
    });
  }

  for (const failureClass of ["caller-fault", "content-filtered"] as const) {
    it(`stops at ${failureClass}: no other route would help`, async () => {
      const { call, script, asked } = createScriptedRouter();
      script("a/m", [failing(failureClass)]);
      const end = endOf(await call());
      assert.deepEqual(asked, ["a/m"]);
      assert.equal(end.failure?.class, failureClass);
      assert.equal(end.record.outcome, "failed");
    });
  }

  it("goes to a larger window only, when the prompt is too long", async () => {
    const { call, script, asked } = createScriptedRouter();
    script("a/m", [failing("context-too-long")]);
    assert.equal(textOf(await call()), "from c/m");
    assert.deepEqual(asked, ["a/m", "c/m"]);
  });

  it("leaves out routes whose window is known to be too small, and says so", async () => {
    const { call } = createScriptedRouter();
    const end = endOf(await call({ promptTokens: 5000 }));
    assert.equal(end.record.routeId, "c/m");
    assert.match(end.plan.leftOut[0]?.reason ?? "", /window/);
  });

  it("never starts over once something was shown", async () => {
    const { call, script, asked } = createScriptedRouter({ continueBroken: false });
    script("a/m", [text("Half an "), failing("network")]);
    const events = await call();
    assert.equal(textOf(events), "Half an ");
    assert.deepEqual(asked, ["a/m"]);
    const end = endOf(events);
    assert.equal(end.interrupted, true);
    assert.equal(end.record.outcome, "failed");
    assert.match(end.failure?.message ?? "", /What came is kept/);
  });

  it("does not report an answer without its end as finished", async () => {
    const { call, script } = createScriptedRouter({ continueBroken: false });
    script("a/m", [text("Half")]);
    const end = endOf(await call());
    assert.equal(end.record.outcome, "failed");
    assert.equal(end.failure?.class, "truncated");
    assert.equal(end.interrupted, true);
  });

  it("takes an empty answer to a question as none, and to a gap as an answer", async () => {
    const { call, script, asked } = createScriptedRouter();
    script("a/m", [{ type: "start" }, finish]);
    assert.equal(textOf(await call()), "from b/m");
    const end = endOf(await call({ task: "completion", request: fillRequest }));
    assert.equal(end.record.outcome, "succeeded");
    assert.deepEqual(asked, ["a/m", "b/m", "a/m"]);
  });

  it("tells what to do when nothing is connected, disabled or possible", async () => {
    const none = createScriptedRouter({ chain: ["nobody/m"] });
    const end = endOf(await none.call());
    assert.equal(end.failure?.class, "no-route");
    assert.match(end.failure?.message ?? "", /nobody\/m \(no provider is called nobody/);
    const off = createScriptedRouter({ enabled: false });
    assert.match(endOf(await off.call()).failure?.message ?? "", /switched off/);
    assert.deepEqual(off.asked, []);
  });

  it("says that the machine is offline when no provider can be reached", async () => {
    const { call, script } = createScriptedRouter();
    for (const id of ["a/m", "b/m", "c/m"]) script(id, [failing("network")]);
    assert.match(endOf(await call()).failure?.message ?? "", /offline/);
  });

  it("puts a pinned route first and keeps the chain behind it", async () => {
    const { call, script } = createScriptedRouter();
    script("c/m", [failing("overloaded")]);
    const end = endOf(await call({ pinned: "c/m" }));
    assert.deepEqual(
      end.record.attempts.map(({ routeId }) => routeId),
      ["c/m", "a/m"],
    );
    assert.equal(end.plan.routes[0]?.reason, "pinned by you");
  });

  it("survives a transport and an observer that throw, and reports both", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "throw" }]);
    const events = await bench.call();
    assert.equal(textOf(events), "from b/m");
    assert.equal(bench.bugs.length, 1);
    assert.ok(!JSON.stringify(events).includes("sk-secret"));
  });

  it("shows the usage of a whole answer before its finish", async () => {
    const { call, script } = createScriptedRouter();
    const usage = {
      input: 5,
      cacheRead: 0,
      cacheWrite: 0,
      cacheWriteLong: 0,
      output: 2,
      reasoning: 0,
      source: "reported",
    } as const;
    script("a/m", [{ type: "usage", usage }, text("Hi"), { type: "usage", usage: { ...usage, output: 3 } }, finish]);
    const events = await call();
    assert.deepEqual(kinds(events), ["attempt", "text", "usage", "finish", "end"]);
    assert.equal(endOf(events).record.attempts[0]?.usage?.output, 3);
  });
});

describe("the four clocks", () => {
  for (const [name, steps, deadline, afterMs] of [
    ["no headers", [hang], "connect", 1000],
    ["no first token", [{ type: "start" }, hang], "first-token", 5000],
    ["heartbeats but no first token", [{ type: "start" }, { type: "text", text: "" }, hang], "first-token", 5000],
  ] as const) {
    it(`${name}: ${deadline}, then the next route`, async () => {
      const { call, script, clock } = createScriptedRouter();
      script("a/m", steps);
      const from = clock.now();
      const end = endOf(await call());
      const [first] = end.record.attempts;
      assert.equal(first?.failure?.deadline, deadline);
      assert.equal(first?.durationMs, afterMs);
      assert.equal(end.record.routeId, "b/m");
      assert.ok(clock.now() - from < 60_000);
    });
  }

  it("idle: a stream that stops in the middle is interrupted", async () => {
    const { call, script } = createScriptedRouter({ continueBroken: false });
    script("a/m", [text("Half"), hang]);
    const end = endOf(await call());
    assert.equal(end.failure?.deadline, "idle");
    assert.equal(end.interrupted, true);
  });

  it("idle is suspended while the model reasons", async () => {
    const { call, script } = createScriptedRouter();
    script("a/m", [{ type: "reasoning", text: "Hm" }, pause(20_000), text("So."), finish]);
    assert.equal(endOf(await call()).record.outcome, "succeeded");
  });

  it("total: an answer that never ends is cut", async () => {
    const { call, script } = createScriptedRouter();
    script(
      "a/m",
      Array.from({ length: 100 }, (_, at) => (at % 2 ? pause(2000) : text("x"))),
    );
    assert.equal(endOf(await call()).failure?.deadline, "total");
  });
});

describe("a slow reader", () => {
  it("is not taken for a silent model, yet the total time holds", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("One "), text("two "), hang]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const event of bench.start()) {
        seen.push(event.type === "end" ? (event.failure?.deadline ?? "") : event.type);
        if (event.type === "text") await new Promise<void>((resolve) => void bench.clock.schedule(40_000, resolve));
      }
    })();
    await bench.clock.advance(120_000);
    await reading;
    assert.deepEqual(seen, ["attempt", "text", "text", "total"]);
  });
});

describe("a cancelled call", () => {
  it("closes its stream, keeps its usage and harms nobody's health", async () => {
    const bench = createScriptedRouter();
    const usage = {
      input: 5,
      cacheRead: 0,
      cacheWrite: 0,
      cacheWriteLong: 0,
      output: 1,
      reasoning: 0,
      source: "estimated",
    } as const;
    bench.script("a/m", [{ type: "usage", usage }, text("One "), hang]);
    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(500);
    abort.abort();
    await bench.clock.advance(500);
    const end = endOf(await events);
    assert.equal(end.record.outcome, "cancelled");
    assert.equal(end.failure, undefined);
    assert.deepEqual(end.record.attempts[0]?.usage, usage);
    assert.equal(bench.open(), 0);
    assert.equal(bench.clock.pending(), 0);
    assert.deepEqual(bench.health, []);
  });

  it("asks nobody when it was cancelled before it began", async () => {
    const bench = createScriptedRouter();
    const end = endOf(await bench.call({ signal: AbortSignal.abort() }));
    assert.equal(end.record.outcome, "cancelled");
    assert.deepEqual(bench.asked, []);
  });

  it("ends when its reader leaves", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [text("One "), text("two "), hang]);
    for await (const event of bench.start()) if (event.type === "text") break;
    await bench.clock.advance(100);
    assert.equal(bench.records[0]?.outcome, "cancelled");
    assert.equal(bench.open(), 0);
    assert.equal(bench.clock.pending(), 0);
  });

  it("is what a call is whose reader leaves between two routes", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("server-error")]);
    for await (const event of bench.start()) if (event.type === "failover") break;
    assert.equal(bench.records[0]?.outcome, "cancelled");
    assert.equal(bench.records[0]?.attempts.length, 1);
    assert.deepEqual(bench.asked, ["a/m"]);
  });

  it("is a success when its reader leaves after the finish", async () => {
    const bench = createScriptedRouter();
    for await (const event of bench.start()) if (event.type === "finish") break;
    assert.equal(bench.records[0]?.outcome, "succeeded");
  });
});
