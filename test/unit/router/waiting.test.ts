import assert from "node:assert/strict";
import {
  answer,
  collect,
  createScriptedRouter,
  endOf,
  failing,
  fillRequest,
  textOf,
} from "../../support/scripted-router.ts";

const kinds = (events: readonly { readonly type: string }[]) => events.map(({ type }) => type);

describe("waiting", () => {
  const alone = { chain: ["a/m"] };

  it("is only for the last route, as long as the provider asked for", async () => {
    const { call, script } = createScriptedRouter(alone);
    script("a/m", [failing("rate-limited", { retryAfterMs: 4000 })], answer("Now."));
    const events = await call();
    assert.deepEqual(kinds(events), ["attempt", "wait", "attempt", "text", "finish", "end"]);
    assert.equal(textOf(events), "Now.");
    assert.equal(endOf(events).record.durationMs, 4000);
  });

  it("is not done for ghost text", async () => {
    const { call, script, asked } = createScriptedRouter(alone);
    script("a/m", [failing("rate-limited", { retryAfterMs: 100 })], answer("Now."));
    const end = endOf(await call({ task: "completion", request: fillRequest }));
    assert.equal(end.record.outcome, "failed");
    assert.deepEqual(asked, ["a/m"]);
  });

  it("is not done when the time is longer than a person's patience", async () => {
    const { call, script, asked } = createScriptedRouter(alone);
    script("a/m", [failing("rate-limited", { retryAfterMs: 120_000 })]);
    const end = endOf(await call());
    assert.equal(end.failure?.class, "rate-limited");
    assert.deepEqual(asked, ["a/m"]);
  });

  it("retries an overloaded last route once, after a pause", async () => {
    const { call, script, asked } = createScriptedRouter(alone);
    script("a/m", [failing("overloaded")]);
    await call();
    assert.deepEqual(asked, ["a/m", "a/m"]);
  });

  it("can be cancelled", async () => {
    const bench = createScriptedRouter(alone);
    bench.script("a/m", [failing("rate-limited", { retryAfterMs: 10_000 })]);
    const abort = new AbortController();
    const events = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(1000);
    abort.abort();
    await bench.clock.advance(0);
    assert.equal(endOf(await events).record.outcome, "cancelled");
    assert.equal(bench.clock.pending(), 0);
  });
});
