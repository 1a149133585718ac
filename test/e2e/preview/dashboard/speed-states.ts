import type { FailureCount, LatencySeries, Measure, Span } from "../../../../src/spec/series.ts";
import { addDays, spanOf } from "../../../../webview-ui/dashboard/time/period.ts";
import type { StagedCall } from "../fake-host.ts";
import { now } from "../now.ts";
import { measured, type Measured } from "./measured.ts";
import { useOver } from "./month-of-use.ts";
import type { DashboardAnswers, DashboardStates } from "./state.ts";

const month = spanOf("month", now, undefined);
const today = spanOf("today", now, undefined);

/** On working days, as far as they have come. */
function starts({ from, until }: Span, hourly: boolean): readonly number[] {
  const all: number[] = [];
  for (let at = from; at < until; at = hourly ? at + 3_600_000 : addDays(at, 1)) all.push(at);
  return all;
}

function models(times: readonly number[], measure: Measure): readonly Measured[] {
  const [scale, spread] = measure === "duration" ? [4.5, 1.7] : measure === "speed" ? [0.16, 1.25] : [1, 1.55];
  const samples = (daily: number) => (at: number) => {
    const start = times[at] ?? 0;
    const weekend = [0, 6].includes(new Date(start).getDay());
    return start > now ? 0 : Math.round(weekend ? daily * 0.1 : daily);
  };
  const rows = [
    ["codestral-latest", 212, 78],
    ["gpt-5-mini", 640, 34],
    ["qwen2.5-coder:1.5b", 96, 21],
    ["claude-sonnet-4-5", 1_150, 18],
    ["claude-haiku-4-5", 520, 11],
    ["gemini-2.5-flash", 430, 9],
    ["meta-llama/llama-4-scout-17b-16e-instruct", 260, 6],
    ["gpt-5", 3_900, 4],
    ["kimi-k2-instruct", 700, 3],
  ] as const;
  return rows.map(([name, median, daily]) => ({
    name,
    median: (measure === "speed" ? 900 - Math.min(median, 700) : median) * scale,
    spread,
    samples: samples(daily),
    // The incident: two days on which one model was slow.
    slower: (at) => (name === "claude-sonnet-4-5" && (at === 19 || at === 20) ? 3.2 : 1),
  }));
}

const whole = (times: readonly number[], measure: Measure): readonly Measured[] =>
  models(times, measure)
    .slice(1, 2)
    .map((part) => ({ ...part, name: "", spread: 2.1 }));

const failures: readonly FailureCount[] = [
  { name: "claude-sonnet-4-5", class: "overloaded", count: 24 },
  { name: "claude-sonnet-4-5", class: "rate-limited", count: 9 },
  { name: "claude-sonnet-4-5", class: "timeout", count: 3 },
  { name: "codestral-latest", class: "timeout", count: 15 },
  { name: "codestral-latest", class: "network", count: 3 },
];

function used(span: Span, hourly: boolean): DashboardAnswers {
  const times = starts(span, hourly);
  const grain = hourly ? "hour" : "day";
  const latency = (measure: Measure, split: "none" | "model"): LatencySeries =>
    measured(measure, grain, times, split === "none" ? whole(times, measure) : models(times, measure));
  const measures = ["first-token", "duration", "speed"] as const;
  const cases: StagedCall<{ readonly measure: Measure; readonly split: string }, LatencySeries>["cases"] =
    measures.flatMap((measure) => [
      { when: { measure, split: "none" }, value: latency(measure, "none") },
      { when: { measure }, value: latency(measure, "model") },
    ]);
  return {
    latency: { cases: cases as NonNullable<DashboardAnswers["latency"]>["cases"] & object },
    series: { value: useOver(span, "model", { now, hourly }) },
    failures: { value: failures },
  };
}

const nothing: DashboardAnswers = {
  latency: { value: { measure: "first-token", grain: "day", starts: [], parts: [] } },
  series: { value: { grain: "day", starts: [], parts: [] } },
  failures: { value: [] },
};

/** Every state of the speed page that a person may meet. */
export const states: DashboardStates = {
  month: { answers: used(month, false), everywhere: true },
  today: { answers: used(today, true), memory: { period: "today" } },
  "whole-calls": {
    answers: used(month, false),
    async act(page) {
      await page.getByLabel("By", { exact: true }).last().selectOption("none");
      return [];
    },
  },
  pointed: {
    answers: used(month, false),
    async act(page) {
      const chart = page.getByRole("application").first();
      await chart.focus();
      for (const key of ["Home", "ArrowRight", "ArrowRight"]) await chart.press(key);
      return [];
    },
  },
  empty: {
    answers: nothing,
    // There and back by keyboard: the focus follows to the page's heading.
    async act(page) {
      for (const [key, title] of [
        ["ArrowUp", "Overview"],
        ["ArrowDown", "Speed"],
      ] as const) {
        await page.locator(".shell-page[aria-current]").focus();
        await page.keyboard.press(key);
        await page.keyboard.press("Enter");
        await page.locator("h1:focus", { hasText: title }).waitFor();
      }
      return [];
    },
  },
  failed: {
    answers: {
      latency: { refused: "The usage file cannot be read." },
      series: { refused: "The usage file cannot be read." },
    },
  },
  waiting: { answers: { latency: { pending: true }, series: { pending: true } } },
};
