import type { BudgetBurn } from "../../../../src/protocol/dashboard/budgets.ts";
import type { HealthTrack } from "../../../../src/protocol/dashboard/health.ts";
import { noUsage, type SeriesQuery, type Span, type UsageSeries, type UsageSums } from "../../../../src/spec/series.ts";
import { previousSpan } from "../../../../webview-ui/dashboard/time/previous.ts";
import { spanOf } from "../../../../webview-ui/dashboard/time/period.ts";
import type { PreviewWindow, StagedCall } from "../fake-host.ts";
import { now } from "../now.ts";
import { useOver } from "./month-of-use.ts";
import type { DashboardAnswers, DashboardStates } from "./state.ts";

declare const seen: PreviewWindow;

const month = spanOf("month", now, undefined);
const today = spanOf("today", now, undefined);

/** The answers to a page that shows this time. */
function usedOver(span: Span, hourly: boolean): DashboardAnswers {
  const options = { now, hourly };
  const before = previousSpan(span, now);
  return {
    series: {
      cases: [
        { when: { split: "none", span: before }, value: useOver(before, "none", { ...options, grown: 0.86 }) },
        { when: { split: "none" }, value: useOver(span, "none", options) },
        { when: { split: "provider" }, value: useOver(span, "provider", options) },
        { when: { split: "client" }, value: useOver(span, "client", options) },
        { when: { split: "task" }, value: useOver(span, "task", options) },
      ],
      value: useOver(span, "model", options),
    },
  };
}

const none: UsageSeries = { grain: "day", starts: [], parts: [], calls: [] };

/** One call to one model, an hour before now. */
function oneCall(): StagedCall<SeriesQuery, UsageSeries> {
  const totals: UsageSums = { ...noUsage, attempts: 1, succeeded: 1, input: 1_482, output: 391, usd: 0.0031 };
  const starts = Array.from({ length: 24 }, (_, hour) => today.from + hour * 3_600_000);
  const at = starts.findLastIndex((start) => start < now - 3_600_000);
  const buckets = starts.map((_, place) => (place === at ? totals : noUsage));
  const calls = buckets.map(({ attempts }) => ({
    calls: attempts,
    succeeded: attempts,
    failed: 0,
    cancelled: 0,
    failovers: 0,
  }));
  const series: UsageSeries = { grain: "hour", starts, parts: [{ name: "gpt-5-mini", totals, buckets }] };
  return {
    cases: [
      { when: { span: previousSpan(today, now) }, value: none },
      { when: { split: "none" }, value: { ...series, calls } },
    ],
    value: series,
  };
}

const anthropicOpen: HealthTrack = {
  scope: "provider",
  name: "Anthropic",
  routes: ["anthropic/claude-sonnet-4-5"],
  segments: [
    { from: today.from, until: now - 600_000, state: "closed", drill: false },
    { from: now - 600_000, until: now, state: "open", cause: "3 failures in a row: overloaded", drill: false },
  ],
  closedShare: 0.98,
  trips: 1,
};

const usedUp: BudgetBurn = {
  id: "day",
  covers: "All calls",
  period: "today",
  spentUsd: 5.2,
  reservedUsd: 0,
  limitUsd: 5,
  state: "over",
  unpriced: 0,
  from: today.from,
  until: today.until,
  burned: [],
};

/** Every state of the overview that a person may meet. */
export const states: DashboardStates = {
  month: { answers: usedOver(month, false), everywhere: true },
  today: { answers: usedOver(today, true), memory: { period: "today" } },
  zoomed: {
    answers: usedOver(month, false),
    async act(page) {
      const chart = page.getByRole("application").first();
      await chart.focus();
      for (const key of ["End", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]) await chart.press(key);
      await chart.press("Enter");
      await page.getByText("zoomed; back to").waitFor({ state: "attached" });
      return [];
    },
  },
  brushed: {
    answers: usedOver(month, false),
    async act(page) {
      const chip = page.getByRole("button", { name: "zoomed; back to 30 days" });
      const plot = await page.locator(".u-over").first().boundingBox();
      if (!plot) return ["there is no chart"];
      await page.mouse.move(plot.x + 100, plot.y + 40);
      await page.mouse.down();
      await page.mouse.move(plot.x + 220, plot.y + 50, { steps: 4 });
      await page.mouse.up();
      await chip.waitFor();
      const chart = page.getByRole("application").first();
      await chart.focus();
      await chart.press("Escape");
      await chip.waitFor({ state: "detached" });
      // The theme changes while the page is open: the charts are drawn in its colours.
      const before = await page.locator("canvas").first().screenshot();
      await page.evaluate(() => {
        document.documentElement.style.setProperty("--vscode-charts-blue", "rgb(255, 0, 128)");
      });
      await page.waitForTimeout(100);
      const after = await page.locator("canvas").first().screenshot();
      return before.equals(after) ? ["the charts did not follow the theme"] : [];
    },
  },
  table: {
    answers: usedOver(month, false),
    async act(page) {
      await page.getByRole("button", { name: "Show Spend as a table" }).click();
      await page.getByRole("table", { name: "Spend" }).waitFor();
      return [];
    },
  },
  pointed: {
    answers: usedOver(month, false),
    async act(page) {
      await page.locator(".chart-series", { hasText: "gpt-5-mini" }).click();
      await page
        .locator(".u-over")
        .first()
        .hover({ position: { x: 260, y: 60 } });
      return [];
    },
  },
  filtered: {
    answers: usedOver(month, false),
    memory: { scope: { provider: "anthropic", task: "chat" } },
    async act(page) {
      await page.getByRole("button", { name: "Filter" }).click();
      return [];
    },
    everywhere: true,
  },
  "one-call": { answers: { series: oneCall() }, memory: { period: "today" }, everywhere: true },
  empty: {
    answers: { series: { value: none } },
    start: { unconfigured: true },
    unused: true,
    everywhere: true,
  },
  nothing: { answers: { series: { value: none } }, memory: { scope: { model: "gpt-5" } } },
  incident: {
    answers: {
      ...usedOver(month, false),
      health: { value: { tracks: [anthropicOpen], moves: [], moreMoves: 0 } },
      budgets: { value: { budgets: [usedUp] } },
    },
    everywhere: true,
  },
  offline: {
    answers: usedOver(month, false),
    start: { offline: true, status: { kind: "memory", reason: "the disk is full." } },
  },
  simulated: { answers: usedOver(today, true), memory: { period: "today" }, start: { simulator: true } },
  clients: { answers: usedOver(month, false), memory: { left: { "overview-split": "client" } }, everywhere: true },
  tasks: { answers: usedOver(month, false), memory: { left: { "overview-split": "task" } } },
  "to-calls": {
    answers: { ...usedOver(month, false), calls: { pending: true } },
    memory: { left: { "overview-split": "client" }, scope: { task: "chat" } },
    async act(page) {
      await page.getByRole("button", { name: /^Claude Code.*show its calls$/ }).press("Enter");
      const filter = await page.getByRole("combobox", { name: "Filter calls" }).inputValue();
      return filter === "client:claude-code task:chat since:2026-02-04" ? [] : [`the calls are filtered by ${filter}`];
    },
  },
  failed: {
    answers: { series: { refused: "The usage file cannot be read." } },
    async act(page) {
      const asked = () => page.evaluate(() => seen.calls.filter(({ name }) => name === "series").length);
      const before = await asked();
      await page.getByRole("button", { name: "Try again" }).press("Enter");
      const after = await asked();
      return after === 2 * before ? [] : [`${before} questions failed, and ${after - before} were asked again`];
    },
    everywhere: true,
  },
  waiting: { answers: { series: { pending: true } } },
};
