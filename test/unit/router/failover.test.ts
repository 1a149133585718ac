import assert from "node:assert/strict";
import fc from "fast-check";
import type { FailureClass } from "../../../src/spec/failure.ts";
import type { LiveCall } from "../../../src/router/events.ts";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  hang,
  pause,
  text,
  textOf,
  type Step,
} from "../../support/scripted-router.ts";
import { directoryOf } from "./directory-of.ts";

describe("an answer that safety rules kept back", () => {
  it("is asked for elsewhere only where the policy says so", async () => {
    const bench = createScriptedRouter({ failOverWhenFiltered: true });
    bench.script("a/m", [failing("content-filtered")]);
    assert.equal(textOf(await bench.call()), "from b/m");
  });

  it("is recognised when the model finishes without a word", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "start" }, { type: "finish", reason: "content-filtered" }]);
    assert.equal(endOf(await bench.call()).failure?.class, "content-filtered");
  });
});

describe("a failed call's message", () => {
  const messageAfter = async (...classes: readonly FailureClass[]) => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m", "c/m"].slice(0, classes.length) });
    for (const [at, one] of classes.entries()) bench.script(`${"abc"[at]}/m`, [failing(one)]);
    return endOf(await bench.call()).failure?.message;
  };

  it("is the provider's own for a lone route, and what to do", async () => {
    assert.equal(
      await messageAfter("quota-exhausted"),
      'It was quota-exhausted. Top the account up, or add another key with "Switchyard: Manage API Keys".',
    );
  });

  it("lists several routes in two words each, and advises what only a person can put right", async () => {
    assert.equal(
      await messageAfter("credential-invalid", "server-error", "timeout"),
      "None of 3 routes answered: a/m (key refused), b/m (server error), c/m (timed out). " +
        'Change the key with "Switchyard: Manage API Keys".',
    );
  });

  it("says how to begin when nothing is connected", async () => {
    const bench = createScriptedRouter({ chain: [] }, undefined, directoryOf());
    assert.match(endOf(await bench.call()).failure?.message ?? "", /"Switchyard: Try Without Keys"/);
  });
});

describe("several models of one provider that fail", () => {
  it("open the provider, so that its other models are not tried", async () => {
    const bench = createScriptedRouter(
      { chain: ["x/one", "x/two", "x/three", "y/m"] },
      undefined,
      directoryOf({ id: "x" }, { id: "y" }),
    );
    bench.script("x/one", [failing("server-error")]);
    bench.script("x/two", [failing("server-error")]);
    bench.script("x/three", [failing("timeout"), text("never asked for")]);
    for (let at = 0; at < 3; at += 1) await bench.call();
    assert.ok(
      bench.health.some(({ target, to }) => target.scope === "provider" && target.key === "x" && to === "open"),
    );
    bench.asked.length = 0;
    await bench.call();
    assert.deepEqual(bench.asked, ["y/m"]);
  });
});

describe("several keys of one provider", () => {
  it("take over from each other when one is refused or limited", async () => {
    const bench = createScriptedRouter({ chain: ["x/m"] }, undefined, directoryOf({ id: "x", keys: ["work", "home"] }));
    bench.script("x/m#work", [failing("rate-limited", { retryAfterMs: 60_000 })]);
    assert.equal(endOf(await bench.call()).record.routeId, "x/m#home");
    assert.equal(endOf(await bench.call()).record.attempts.length, 1);
  });
});

describe("a call that finds its only route being probed", () => {
  const unwell = async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    const fails = [failing("server-error")];
    bench.script("a/m", fails, fails, fails, [pause(900), ...answer("probed")], answer("waited"));
    for (let at = 0; at < 3; at += 1) await bench.call();
    const probing = collect(bench.start());
    await bench.clock.advance(100);
    return { bench, probing };
  };

  it("waits for what the probe finds, rather than to be a second one", async () => {
    const { bench, probing } = await unwell();
    const events = await bench.call();
    assert.deepEqual(
      events.map(({ type }) => type),
      ["wait", "attempt", "text", "finish", "end"],
    );
    assert.equal(textOf(events), "waited");
    assert.equal(textOf(await probing), "probed");
  });

  it("does not try a refused key meanwhile", async () => {
    const bench = createScriptedRouter({ chain: ["b/m", "a/m"] });
    const fails = [failing("server-error")];
    bench.script("b/m", [failing("credential-invalid")]);
    bench.script("a/m", fails, fails, fails, [pause(900), ...answer("probed")], answer("waited"));
    for (let at = 0; at < 3; at += 1) await bench.call();
    const probing = collect(bench.start());
    await bench.clock.advance(100);
    assert.equal(textOf(await bench.call()), "waited");
    await probing;
    assert.equal(bench.asked.filter((routeId) => routeId === "b/m").length, 1);
  });

  it("gives up at once when it is for ghost text", async () => {
    const { bench } = await unwell();
    const end = endOf(await bench.call({ task: "completion", request: fillRequest }));
    assert.equal(end.failure?.class, "no-route");
    assert.match(end.failure?.message ?? "", /another call is finding out/);
    assert.equal(end.record.durationMs, 0);
  });
});

describe("a transport that ignores its signal", () => {
  it("holds up neither a cancelled call nor the next route for longer than a moment", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [{ type: "deaf" }]);
    const end = endOf(await bench.call());
    assert.equal(end.record.routeId, "b/m");
    assert.ok(end.record.durationMs <= 1100, `${end.record.durationMs} ms`);

    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(10);
    abort.abort();
    await bench.clock.advance(50);
    assert.equal(endOf(await events).record.outcome, "cancelled");
    assert.equal(bench.clock.pending(), 0);
  });
});

describe("those who watch", () => {
  it("see a call connect, move on and stream", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("overloaded")]);
    await bench.call();
    const seen = bench.live.map(({ state, routeId, attempt }: LiveCall) => `${state} ${routeId} ${attempt}`);
    assert.deepEqual(seen, ["connecting a/m 0", "connecting b/m 1", "streaming b/m 1"]);
  });

  it("see it wait", async () => {
    const bench = createScriptedRouter({ chain: ["a/m"] });
    bench.script("a/m", [failing("rate-limited", { retryAfterMs: 1000 })], answer("Now."));
    await bench.call();
    assert.deepEqual(
      bench.live.map(({ state }) => state),
      ["connecting", "waiting", "connecting", "streaming"],
    );
  });

  it("cannot break it by throwing, and their bugs are reported", async () => {
    const bench = createScriptedRouter();
    bench.live.push = () => {
      throw new Error("a bug of the observer");
    };
    assert.equal(textOf(await bench.call()), "from a/m");
    assert.equal(bench.bugs.length, 2);
  });
});

describe("the text that a reader sees", () => {
  const words = fc.array(fc.string({ maxLength: 3 }), { maxLength: 6 });
  const failures = fc.constantFrom<FailureClass>("server-error", "network", "overloaded", "rate-limited", "truncated");

  it("is exactly that of the route which answered, wherever the ones before it failed", async () => {
    await fc.assert(
      fc.asyncProperty(words, failures, fc.boolean(), fc.boolean(), async (cut, failure, hangs, throws) => {
        const bench = createScriptedRouter({ continueBroken: false });
        const steps: readonly Step[] = [{ type: "start" }, ...cut.map(text)];
        const last: Step = hangs ? hang : throws ? { type: "throw" } : failing(failure);
        bench.script("a/m", [...steps, last]);
        bench.script("b/m", [{ type: "start" }, text(""), last]);
        bench.script("c/m", answer("whole"));
        const events = await bench.call();
        const begun = cut.join("");
        assert.equal(textOf(events), begun === "" ? "whole" : begun);
        assert.equal(endOf(events).interrupted, begun !== "");
        assert.equal(endOf(events).record.routeId, begun === "" ? "c/m" : "a/m");
      }),
      { numRuns: 100 },
    );
  });
});
