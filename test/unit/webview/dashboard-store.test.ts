import assert from "node:assert/strict";
import { signal } from "@preact/signals";
import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import { gathering } from "../../../webview-ui/dashboard/gather.ts";
import { remembered } from "../../../webview-ui/dashboard/memory.ts";
import { createDashboardStore } from "../../../webview-ui/dashboard/store.ts";

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
};

function dashboard(kept?: unknown) {
  let memory = kept;
  const asked: string[] = [];
  const now = signal(noon);
  const store = createDashboardStore(
    (name) => {
      asked.push(name);
      // No call of these tests looks at its answer.
      return Promise.resolve(null as never);
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
    for (const kept of [undefined, null, 3, "speed", [], { page: "gone", period: 7, grain: "year", scope: "all" }]) {
      assert.deepEqual(remembered(kept), { page: "overview", period: "month", scope: {} });
    }
  });

  it("keeps page, period, buckets and scope", () => {
    const { store, memory } = dashboard();
    store.go({ page: "health" });
    store.setPeriod("week");
    store.setGrain("hour");
    store.setScope({ task: "chat" });
    assert.deepEqual(memory(), { page: "health", period: "week", grain: "hour", scope: { task: "chat" } });
  });

  it("opens where the host says, but only at first", () => {
    const { store } = dashboard({ page: "speed" });
    store.begin({ ...started, place: { page: "calls", filter: "failed" } });
    assert.equal(store.page.value, "calls");
    assert.equal(store.start.value?.place?.filter, "failed");
    store.go({ page: "budgets" });
    store.begin({ ...started, simulator: true, place: { page: "calls", filter: "failed" } });
    assert.equal(store.page.value, "budgets");
    assert.equal(store.start.value?.simulator, true);
    assert.deepEqual(store.start.value?.place, { page: "budgets" });
  });

  it("goes to a page with its filter", () => {
    const { store } = dashboard();
    store.begin(started);
    assert.equal(store.start.value?.place, undefined);
    store.go({ page: "calls", filter: "task:chat" });
    assert.deepEqual(store.start.value?.place, { page: "calls", filter: "task:chat" });
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
