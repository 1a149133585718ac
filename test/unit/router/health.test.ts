import assert from "node:assert/strict";
import {
  collect,
  createScriptedRouter,
  endOf,
  failing,
  answer,
  hang,
  text,
  textOf,
  type ScriptedRouter,
} from "../../support/scripted-router.ts";

const stateOf = ({ router }: ScriptedRouter, routeId: string) =>
  router.health("chat").find((one) => one.routeId === routeId)?.state;

async function fail(bench: ScriptedRouter, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1) await bench.call();
}

describe("a route's breaker", () => {
  it("opens after three failures in a row, and the route is then skipped", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("server-error")]);
    await fail(bench, 3);
    assert.equal(stateOf(bench, "a/m")?.kind, "open");
    bench.asked.length = 0;
    const end = endOf(await bench.call());
    assert.deepEqual(bench.asked, ["b/m"]);
    assert.match(end.plan.leftOut[0]?.reason ?? "", /^cooling for \d+ s more: server error$/);
  });

  it("lets one probe through after its cool-down, and closes when it is answered", async () => {
    const bench = createScriptedRouter();
    bench.script(
      "a/m",
      [failing("server-error")],
      [failing("server-error")],
      [failing("server-error")],
      answer("well"),
    );
    await fail(bench, 3);
    await bench.clock.advance(10 * 60_000);
    const end = endOf(await bench.call());
    assert.equal(end.record.attempts[0]?.probe, true);
    assert.match(end.plan.routes[0]?.reason ?? "", /^probing: it failed/);
    assert.equal(stateOf(bench, "a/m")?.kind, "closed");
    assert.deepEqual(
      bench.health.map(({ from, to }) => `${from} ${to}`),
      ["closed open", "open half-open", "half-open closed"],
    );
  });

  it("never has two probes out, and gives a cancelled one back", async () => {
    const bench = createScriptedRouter();
    bench.script(
      "a/m",
      [failing("server-error")],
      [failing("server-error")],
      [failing("server-error")],
      [hang],
      answer("well"),
    );
    await fail(bench, 3);
    await bench.clock.advance(10 * 60_000);
    const abort = new AbortController();
    const probing = collect(bench.start({ signal: abort.signal }));
    await bench.clock.advance(0);
    assert.equal(stateOf(bench, "a/m")?.kind, "half-open");
    const other = endOf(await collect(bench.start()));
    assert.equal(other.record.routeId, "b/m");
    assert.match(other.plan.leftOut[0]?.reason ?? "", /another call/);
    abort.abort();
    await bench.clock.advance(100);
    await probing;
    assert.equal(endOf(await bench.call()).record.routeId, "a/m");
  });

  it("keeps to the provider's own time exactly", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("rate-limited", { retryAfterMs: 30_000 })], answer("well"));
    const from = bench.clock.now();
    await bench.call();
    const state = stateOf(bench, "a/m");
    assert.equal(state?.kind === "open" && state.until, from + 30_000);
    await bench.clock.advance(from + 29_000 - bench.clock.now());
    assert.equal(endOf(await bench.call()).record.routeId, "b/m");
    await bench.clock.advance(2000);
    assert.equal(endOf(await bench.call()).record.routeId, "a/m");
  });

  it("keeps a refused key away until it is changed", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("credential-invalid")], answer("well"));
    await bench.call();
    await bench.clock.advance(7 * 24 * 3_600_000);
    assert.equal(endOf(await bench.call()).record.routeId, "b/m");
    bench.router.credentialChanged("key-a");
    assert.equal(endOf(await bench.call()).record.routeId, "a/m");
  });

  it("forgets on request", async () => {
    const bench = createScriptedRouter();
    bench.script("a/m", [failing("model-gone")], answer("well"));
    await bench.call();
    assert.equal(stateOf(bench, "a/m")?.kind, "open");
    bench.router.reset("a/m");
    assert.equal(textOf(await bench.call()), "well");
  });

  it("tries the least bad route when all are unwell, and says so", async () => {
    const bench = createScriptedRouter();
    for (const id of ["a/m", "b/m", "c/m"]) bench.script(id, [failing("server-error")]);
    await fail(bench, 3);
    for (const id of ["a/m", "b/m", "c/m"]) bench.script(id, answer("well again"));
    const events = await bench.call();
    assert.equal(textOf(events), "well again");
    assert.equal(endOf(events).plan.routes[0]?.reason, "every route is unwell: trying the least bad");
  });

  for (const failureClass of ["caller-fault", "context-too-long", "content-filtered", "capability"] as const) {
    it(`is not moved by ${failureClass}`, async () => {
      const bench = createScriptedRouter();
      bench.script("a/m", [failing(failureClass)]);
      await fail(bench, 5);
      assert.equal(stateOf(bench, "a/m")?.kind, "closed");
    });
  }

  it("opens at once when the answer of its probe breaks off", async () => {
    const bench = createScriptedRouter();
    bench.script(
      "a/m",
      [failing("server-error")],
      [failing("server-error")],
      [failing("server-error")],
      [text("Half"), failing("network", { scope: "model" })],
    );
    await fail(bench, 3);
    await bench.clock.advance(10 * 60_000);
    await bench.call();
    assert.equal(stateOf(bench, "a/m")?.kind, "open");
  });
});
