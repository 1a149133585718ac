import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import { tryAgain } from "../../../webview-ui/dashboard/asking.ts";
import { gathering } from "../../../webview-ui/dashboard/gather.ts";
import { callsFilter, remembered } from "../../../webview-ui/dashboard/memory.ts";
import { createDashboardStore } from "../../../webview-ui/dashboard/store.ts";

/** Answers that are there have been taken. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

const noon = new Date(2026, 2, 5, 12).getTime();

const started: DashboardStart = {
  status: { kind: "disk" },
  simulator: false,
  unconfigured: false,
  offline: false,
  oldestAt: new Date(2025, 5, 1, 9).getTime(),
  names: { providers: [], models: [], routes: [], tasks: [], clients: [], workspaces: [], experiments: [] },
  providerNames: {},
  credentialNames: {},
  clientNames: {},
};

function dashboard(kept?: unknown, answer: () => Promise<unknown> = () => Promise.resolve(null)) {
  let memory = kept;
  const asked: string[] = [];
  const now = signal(noon);
  const store = createDashboardStore(
    (name) => {
      asked.push(name);
      return answer() as Promise<never>;
    },
    { get: () => memory, set: (value) => (memory = value) },
    now,
  );
  return { store, asked, now, memory: () => memory };
}

describe("the dashboard", () => {
  it("begins where it was left, with a month of all", () => {
    const { store } = dashboard();
    assert.equal(store.page.value, "overview");
    assert.equal(store.period.value, "month");
    assert.deepEqual(store.scope.value, {});
    const later = dashboard({ page: "speed", period: "week", grain: "hour", scope: { model: "m", task: 3 } });
    assert.equal(later.store.page.value, "speed");
    assert.equal(later.store.grain.value, "hour");
    assert.deepEqual(later.store.scope.value, { model: "m" });
  });

  it("takes nothing from a memory that it cannot read", () => {
    for (const kept of [
      undefined,
      null,
      3,
      "speed",
      [],
      { page: "gone", period: 7, grain: "year", scope: "all", left: { a: 3 } },
    ]) {
      assert.deepEqual(remembered(kept), { page: "overview", period: "month", scope: {}, left: {} });
    }
  });

  it("keeps page, period, buckets, scope and what was chosen on pages", () => {
    const { store, memory } = dashboard();
    store.go({ page: "health" });
    store.setPeriod("week");
    store.setGrain("hour");
    store.setScope({ task: "chat" });
    store.left.value = { "overview-split": "client" };
    const left = { "overview-split": "client" };
    assert.deepEqual(memory(), { page: "health", period: "week", grain: "hour", scope: { task: "chat" }, left });
  });

  it("opens where the host says, but only at first", () => {
    const { store } = dashboard({ page: "speed" });
    store.begin({ ...started, place: { page: "calls", filter: "failed" } });
    assert.equal(store.page.value, "calls");
    assert.equal(store.left.value[callsFilter], "failed");
    store.go({ page: "budgets" });
    store.begin({ ...started, simulator: true, place: { page: "calls", filter: "failed" } });
    assert.equal(store.page.value, "budgets");
    assert.equal(store.start.value?.simulator, true);
  });

  it("goes to the calls with a filter, which is still there on the way back and after a reload", () => {
    const { store, memory } = dashboard();
    store.begin(started);
    store.go({ page: "calls", filter: "task:chat" });
    assert.equal(store.left.value[callsFilter], "task:chat");
    store.go({ page: "budgets" });
    store.go({ page: "calls" });
    const reloaded = dashboard(memory()).store;
    reloaded.begin(started);
    assert.equal(reloaded.page.value, "calls");
    assert.equal(reloaded.left.value[callsFilter], "task:chat");
  });

  it("says why it does not open, and opens when it is tried again", async () => {
    let broken = true;
    const { store } = dashboard(undefined, () =>
      broken ? Promise.reject(new Error("The usage file cannot be read.")) : Promise.resolve(started),
    );
    store.open();
    await settled();
    assert.deepEqual(store.trouble.value, { kind: "failed", message: "The usage file cannot be read.", again: false });
    broken = false;
    tryAgain();
    assert.equal(store.trouble.value?.again, true);
    await settled();
    assert.equal(store.trouble.value, undefined);
    assert.equal(store.start.value, started);
  });

  it("zooms into a stretch and comes back from it, and a new period ends it", () => {
    const { store } = dashboard();
    const whole = store.span.value;
    const stretch = { from: noon - 3_600_000, until: noon };
    store.zoom(stretch);
    assert.deepEqual(store.span.value, stretch);
    assert.equal(store.grain.value, "hour");
    store.zoom(undefined);
    assert.deepEqual(store.span.value, whole);
    store.zoom(stretch);
    store.setPeriod("today");
    assert.equal(store.zoomed.value, undefined);
  });

  it("asks for nothing anew while a day passes, and for the next day when it has come", () => {
    const { store, now } = dashboard();
    store.begin(started);
    const span = store.span.value;
    now.value = noon + 3_600_000;
    assert.equal(store.span.value, span);
    now.value = noon + 86_400_000;
    assert.notDeepEqual(store.span.value, span);
  });

  it("reaches back to the first call, and stays where its sums are kept on", () => {
    const { store } = dashboard();
    store.begin(started);
    store.setPeriod("all");
    assert.equal(store.span.value.from, new Date(2025, 5, 1).getTime());
    const span = store.span.value;
    store.begin({ ...started });
    assert.equal(store.span.value, span);
  });

  it("counts changes by their kind", () => {
    const { store } = dashboard();
    store.changed(["usage", "prices"]);
    store.changed(["usage"]);
    assert.equal(store.revisions.usage.value, 2);
    assert.equal(store.revisions.prices.value, 1);
    assert.equal(store.revisions.health.value, 0);
  });

  it("says of when the figures are, by those that were answered", async () => {
    const { store, now } = dashboard();
    await store.call("run", "addKey");
    assert.equal(store.asOf.value, undefined);
    now.value = noon + 60_000;
    await store.call("budgets", null);
    assert.equal(store.asOf.value, noon + 60_000);
  });
});

describe("changes that come in bursts", () => {
  it("are passed on together, each once, and the next burst waits anew", () => {
    const waiting: (() => void)[] = [];
    const passed: (readonly string[])[] = [];
    const tell = gathering<string>(
      (told) => passed.push(told),
      (then) => waiting.push(then),
    );
    tell(["usage"]);
    tell(["usage", "budgets"]);
    assert.equal(waiting.length, 1);
    assert.deepEqual(passed, []);
    waiting[0]?.();
    assert.deepEqual(passed, [["usage", "budgets"]]);
    tell(["health"]);
    assert.equal(waiting.length, 2);
    waiting[1]?.();
    assert.deepEqual(passed.at(-1), ["health"]);
  });
});
