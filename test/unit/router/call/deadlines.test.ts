import assert from "node:assert/strict";
import {
  createScriptedRouter,
  endOf,
  failing,
  finish,
  hang,
  pause,
  text,
  textOf,
  type Script,
} from "../../../support/scripted-router.ts";
import { teach } from "./taught.ts";

const silent: Script = [{ type: "start" }, hang];
/** Without hedges, so that deadlines alone decide. */
const unhedged = { hedge: "never" } as const;

describe("how long a call waits for the first token of a route", () => {
  it("is as configured while little is known of it", async () => {
    const bench = createScriptedRouter(unhedged);
    teach(bench, "a/m", 300, 19);
    bench.script("a/m", silent);
    assert.equal(endOf(await bench.call()).record.attempts[0]?.durationMs, 5000);
  });

  it("is what it has learned, once it knows how quick the route is", async () => {
    const bench = createScriptedRouter(unhedged);
    teach(bench, "a/m", 300, 20);
    bench.script("a/m", silent);
    const [first] = endOf(await bench.call()).record.attempts;
    assert.equal(first?.failure?.deadline, "first-token");
    assert.equal(first.durationMs, 1500);
  });

  it("is longer for a route that is slow as a rule", async () => {
    const bench = createScriptedRouter(unhedged);
    teach(bench, "a/m", 1200, 20);
    bench.script("a/m", silent);
    const ms = endOf(await bench.call()).record.attempts[0]?.durationMs ?? 0;
    assert.ok(ms > 3000 && ms < 4000, `${ms} ms`);
  });

  it("is never longer than configured", async () => {
    const bench = createScriptedRouter({
      ...unhedged,
      deadlines: { connectMs: 500, firstTokenMs: 700, idleMs: 900, totalMs: 9000 },
    });
    teach(bench, "a/m", 300, 20);
    bench.script("a/m", silent);
    assert.equal(endOf(await bench.call()).record.attempts[0]?.durationMs, 700);
    bench.script("a/m", [hang]);
    assert.equal(endOf(await bench.call()).record.attempts[0]?.durationMs, 500);
  });

  it("is as configured at the last route, for slow is better than nothing", async () => {
    const bench = createScriptedRouter({ ...unhedged, chain: ["a/m"] });
    teach(bench, "a/m", 300, 20);
    bench.script("a/m", [{ type: "start" }, pause(4500), text("at last"), finish]);
    assert.equal(textOf(await bench.call()), "at last");
  });

  it("is as configured at a route that is the last one because the others failed", async () => {
    const bench = createScriptedRouter(unhedged);
    for (const routeId of ["a/m", "b/m", "c/m"]) teach(bench, routeId, 300, 20);
    bench.script("a/m", [failing("overloaded")]);
    bench.script("b/m", silent);
    bench.script("c/m", [{ type: "start" }, pause(4500), text("at last"), finish]);
    const events = await bench.call();
    assert.equal(textOf(events), "at last");
    assert.equal(endOf(events).record.attempts[1]?.durationMs, 1500);
  });

  it("is as configured at a hedge with nobody behind it, and at the one that it stands beside it is not", async () => {
    const bench = createScriptedRouter({ chain: ["a/m", "b/m"] });
    for (const routeId of ["a/m", "b/m"]) teach(bench, routeId, 300, 20);
    bench.script("a/m", silent);
    bench.script("b/m", [{ type: "start" }, pause(4500), text("at last"), finish]);
    const events = await bench.call();
    assert.equal(textOf(events), "at last");
    assert.equal(endOf(events).record.attempts[0]?.durationMs, 1500);
  });

  it("lets a last route send its headers only with its first token", async () => {
    const bench = createScriptedRouter({ ...unhedged, chain: ["a/m"] });
    bench.script("a/m", [pause(4000), { type: "start" }, text("both"), finish]);
    assert.equal(textOf(await bench.call()), "both");
  });

  it("is told apart by the size of the prompt", async () => {
    const bench = createScriptedRouter(unhedged);
    teach(bench, "c/m", 300, 20);
    bench.script("c/m", silent);
    const waited = async (promptTokens: number) =>
      endOf(await bench.call({ pinned: "c/m", promptTokens })).record.attempts[0]?.durationMs;
    assert.equal(await waited(10), 1500);
    assert.equal(await waited(50_000), 5000);
  });
});
