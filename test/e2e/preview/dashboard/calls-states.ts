import type { Page } from "playwright-core";
import type { PricedCall } from "../../../../src/spec/call.ts";
import type { CallRow, CallsPage } from "../../../../src/spec/call-query.ts";
import type { Cost } from "../../../../src/spec/usage.ts";
import { attemptOf, callOf, usageOf } from "../../../support/call-records.ts";
import type { PreviewWindow } from "../fake-host.ts";
import { now } from "../now.ts";
import type { DashboardState, DashboardStates } from "./state.ts";

declare const seen: PreviewWindow;

const listed = (usd: number): Cost => ({ kind: "known", usd, source: "list" });

const usual: CallRow = {
  id: "0197-4c",
  startedAt: now - 21_000,
  task: "chat",
  client: "editor",
  workspace: "switchyard",
  outcome: "succeeded",
  routeId: "anthropic/claude-sonnet-4-5",
  durationMs: 6_840,
  firstTokenMs: 912,
  attempts: 1,
  input: 14_210,
  output: 812,
  cost: listed(0.0548),
};

/** One of each kind that looks different. */
const kinds: readonly Partial<CallRow>[] = [
  {},
  {
    task: "completion",
    routeId: "mistral/codestral-latest",
    durationMs: 412,
    firstTokenMs: 205,
    input: 1_940,
    output: 31,
    cost: listed(0.00061),
  },
  { outcome: "succeeded", routeId: "openai/gpt-5-mini#work", attempts: 3, durationMs: 12_400, cost: listed(0.0121) },
  {
    outcome: "failed",
    failure: "credential-invalid",
    routeId: "groq/meta-llama/llama-4-scout-17b-16e-instruct",
    durationMs: 310,
    cost: { kind: "unknown" },
    output: 0,
  },
  {
    task: "completion",
    outcome: "cancelled",
    routeId: "ollama/qwen2.5-coder:1.5b",
    durationMs: 140,
    input: 900,
    output: 4,
    estimated: true,
    cost: { kind: "known", usd: 0, source: "free" },
  },
  {
    task: "explain",
    routeId: "openai/gpt-5-mini#work",
    estimated: true,
    cost: listed(0.0034),
    workspace: "orders-service",
  },
  { client: "claude-code", outcome: "succeeded", cost: listed(0.121), input: 48_210 },
  {
    task: "embedding",
    client: "openai-js",
    routeId: "openai/text-embedding-3-small",
    durationMs: 96,
    input: 1_310,
    output: 0,
    cost: listed(0.000026),
  },
];

function rowOf(index: number, more: Partial<CallRow> = {}): CallRow {
  const { firstTokenMs, routeId, ...rest } = { ...usual, ...kinds[(index * 7) % kinds.length], ...more };
  const answered = rest.outcome === "succeeded";
  return {
    ...rest,
    id: `0197-${index}`,
    startedAt: now - 21_000 - index * 214_000,
    ...(routeId !== undefined && { routeId }),
    ...(answered && firstTokenMs !== undefined && { firstTokenMs }),
  };
}

function rowsOf(count: number, more: (index: number) => Partial<CallRow> = () => ({})): readonly CallRow[] {
  return Array.from({ length: count }, (_, index) => rowOf(index, more(index)));
}

const month: CallsPage = {
  kind: "rows",
  rows: rowsOf(100),
  totals: {
    calls: 12_482,
    succeeded: 11_904,
    failed: 141,
    input: 41_820_000,
    output: 3_204_118,
    usd: 41.27,
    unpriced: 38,
  },
  upTo: 12_500,
};

const million: CallsPage = { ...month, totals: { ...month.totals, calls: 1_000_000 } };

const incident: CallsPage = {
  kind: "rows",
  rows: rowsOf(64, (index) =>
    index % 3 === 0
      ? { outcome: "succeeded", attempts: 2, routeId: "openai/gpt-5-mini#work", failure: "overloaded" }
      : {
          outcome: "failed",
          failure: index % 2 === 0 ? "overloaded" : "timeout",
          cost: { kind: "unknown" },
          output: 0,
        },
  ),
  totals: { calls: 64, succeeded: 22, failed: 42, input: 801_000, output: 21_000, usd: 0.91, unpriced: 42 },
  upTo: 64,
};

// It said nothing, and so took nothing.
const {
  firstTokenMs: _firstTokenMs,
  usage: _usage,
  ...overloaded
} = attemptOf({
  routeId: "anthropic/claude-sonnet-4-5",
  startedAt: now - 21_000,
  durationMs: 1_240,
  outcome: "failed",
  failure: {
    class: "overloaded",
    scope: "provider",
    message: "Anthropic is overloaded just now.",
    status: 529,
    code: "overloaded_error",
  },
});

const opened: PricedCall = {
  ...callOf({
    id: "0197-0",
    startedAt: now - 21_000,
    durationMs: 9_400,
    firstTokenMs: 4_350,
    workspace: "switchyard",
    experiment: "terse-prompts",
    routeId: "mistral/mistral-medium-latest",
  }),
  cost: listed(0.0182),
  attempts: [
    { ...overloaded, cost: { kind: "unknown" } },
    {
      ...attemptOf({
        startedAt: now - 19_700,
        firstTokenMs: 2_900,
        durationMs: 3_900,
        outcome: "cancelled",
        probe: true,
      }),
      cost: { kind: "unknown" },
    },
    {
      ...attemptOf({
        routeId: "mistral/mistral-medium-latest",
        startedAt: now - 18_200,
        firstTokenMs: 1_550,
        durationMs: 6_600,
        role: "hedge",
        usage: usageOf({ input: 14_210, cacheRead: 9_000, output: 912, reasoning: 140 }),
      }),
      cost: { kind: "known", usd: 0.0182, source: "list", cacheSavedUsd: 0.0061 },
    },
  ],
};

const openFirst: NonNullable<DashboardState["act"]> = async (page: Page) => {
  await page.getByRole("grid").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.locator(".calls-attempt").first().waitFor();
  return [];
};

/** The last row of a million can be reached, and is in its place. */
const toTheEnd: NonNullable<DashboardState["act"]> = async (page: Page) => {
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.locator('[aria-rowindex="1000001"] .calls-outcome').first().waitFor();
  return page.evaluate(() => {
    const grid = document.querySelector("[role=grid]")?.getBoundingClientRect();
    const last = document.querySelector('[aria-rowindex="1000001"]')?.getBoundingClientRect();
    if (!grid || !last) return ["the last row is not there"];
    return last.bottom > grid.bottom + 1 || last.top < grid.top ? ["the last row is not in sight"] : [];
  });
};

function typing(text: string, wait: string): NonNullable<DashboardState["act"]> {
  return async (page) => {
    await page.getByRole("combobox", { name: "Filter calls" }).pressSequentially(text);
    await page.locator(wait).first().waitFor();
    return [];
  };
}

const answersOf = (calls: CallsPage) => ({ calls: { value: calls }, call: { value: opened } });

export const states: DashboardStates = {
  empty: {
    answers: answersOf({
      kind: "rows",
      rows: [],
      totals: { calls: 0, succeeded: 0, failed: 0, input: 0, output: 0, usd: 0, unpriced: 0 },
      upTo: 0,
    }),
  },
  one: {
    answers: answersOf({
      kind: "rows",
      rows: rowsOf(1),
      totals: { calls: 1, succeeded: 1, failed: 0, input: 14_210, output: 812, usd: 0.0548, unpriced: 0 },
      upTo: 1,
    }),
  },
  month: { answers: answersOf(month), everywhere: true },
  million: { answers: answersOf(million), act: toTheEnd },
  incident: {
    start: { place: { page: "calls", filter: "provider:anthropic since:today" } },
    answers: answersOf(incident),
    everywhere: true,
  },
  opened: { answers: answersOf(month), act: openFirst, everywhere: true },
  suggested: { answers: answersOf(month), act: typing("task:chat fail", "[role=option]"), everywhere: true },
  misread: { answers: answersOf(month), act: typing("task:chat coost>1", ".calls-filter-wrong") },
  help: {
    answers: answersOf(month),
    act: async (page) => {
      await page.getByRole("button", { name: "How to write a filter" }).click();
      return [];
    },
    everywhere: true,
  },
  /** The window was loaded again. */
  reloaded: {
    answers: answersOf(incident),
    memory: { left: { "calls-filter": "failed since:today", "calls-order": "cost", "calls-direction": "ascending" } },
    async act(page) {
      const asked = await page.evaluate(() => seen.calls.find(({ name }) => name === "calls")?.argument);
      const wanted = { filter: "failed since:today", order: "cost", descending: false, offset: 0, limit: 100 };
      return JSON.stringify(asked) === JSON.stringify(wanted) ? [] : [`it asked for ${JSON.stringify(asked)}`];
    },
  },
  waiting: { answers: { calls: { pending: true } } },
  failed: { answers: { calls: { refused: "The usage file cannot be read: the disk is full." } }, everywhere: true },
};
