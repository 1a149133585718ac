import type { RouteCard, UsageView } from "../../../src/protocol/usage.ts";
import { budgetRow } from "../../../src/features/budgets/budget-words.ts";
import type { Budget, BudgetStanding } from "../../../src/spec/budget.ts";
import type { Failure } from "../../../src/spec/failure.ts";
import type { UsageTotals } from "../../../src/spec/snapshot.ts";
import { now } from "./now.ts";
import { recentCalls } from "./recent-calls.ts";

const overloaded: Failure = { class: "overloaded", scope: "provider", message: "Anthropic is overloaded just now." };
const badKey: Failure = {
  class: "credential-invalid",
  scope: "credential",
  message: "Groq did not accept the key: invalid API key.",
};
const unreachable: Failure = { class: "network", scope: "provider", message: "Nothing answered at 127.0.0.1:11434." };

const totals: UsageTotals = {
  calls: 1_284,
  succeeded: 1_236,
  failed: 7,
  cancelled: 41,
  input: 1_842_310,
  cacheRead: 914_000,
  output: 204_118,
  costUsd: 1.8342,
  unpriced: 0,
  estimated: 12,
  firstToken: { p50: 312, p95: 1_240, p99: 3_911, samples: 1_236 },
  duration: { p50: 1_704, p95: 9_412, p99: 38_204, samples: 1_236 },
};

const nothing: UsageTotals = {
  calls: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  input: 0,
  cacheRead: 0,
  output: 0,
  costUsd: 0,
  unpriced: 0,
  estimated: 0,
};

function route(provider: string, model: string, more: Partial<RouteCard>): RouteCard {
  return {
    routeId: `${provider.toLowerCase()}/${model}`,
    providerName: provider,
    model,
    tasks: ["chat", "explain"],
    state: { kind: "closed" },
    simulated: false,
    local: false,
    ...more,
  };
}

/** Slower in the afternoon. */
function trend(p50: number, p99: number): NonNullable<RouteCard["trend"]> {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    hour < 7 ? null : Math.round(p50 * (1 + Math.sin(hour / 3) / 2)),
  );
  return { hours, p50, p99, samples: 1236 };
}

const used: UsageView = {
  snapshot: {
    range: "week",
    since: now - 7 * 86_400_000,
    totals,
    byTask: [
      { ...totals, task: "completion", calls: 1_102, costUsd: 0.0874, estimated: 0 },
      { ...totals, task: "chat", calls: 161, costUsd: 1.6921 },
      { ...totals, task: "explain", calls: 21, costUsd: 0, unpriced: 21 },
    ],
    byRoute: [
      { ...totals, routeId: "openai/gpt-5-mini", provider: "openai", model: "gpt-5-mini", lastAt: now - 21_000 },
      {
        ...totals,
        routeId: "anthropic/claude-sonnet-4-5",
        provider: "anthropic",
        model: "claude-sonnet-4-5",
        calls: 84,
        succeeded: 70,
        failed: 14,
        costUsd: 1.21,
        lastAt: now - 21_000,
      },
    ],
    recent: recentCalls,
    failovers: 14,
    status: { kind: "disk" },
  },
  routes: [
    route("Anthropic", "claude-sonnet-4-5", { state: { kind: "open", until: now + 12_000, cause: overloaded } }),
    route("OpenAI", "gpt-5-mini", { trend: trend(420, 3911) }),
    route("Groq", "meta-llama/llama-4-scout-17b-16e-instruct", {
      tasks: ["chat"],
      // The last instant that a date can hold: until the key is changed.
      state: { kind: "open", until: 8.64e15, cause: badKey },
    }),
    route("Ollama", "qwen2.5-coder:1.5b", {
      tasks: ["completion"],
      trend: { hours: [...Array.from({ length: 22 }, () => null), 95, 118], p50: 101, p99: 340, samples: 31 },
      state: { kind: "half-open", probing: true, cause: unreachable },
      local: true,
    }),
  ],
  incidents: [
    { at: now - 18_000, target: "Anthropic", from: "closed", to: "open", cause: "3 failures in a row: overloaded" },
    { at: now - 62_000, target: "Ollama", from: "open", to: "half-open", cause: "the cool-down is over" },
    {
      at: now - 5 * 3_600_000,
      target: 'Groq, key "free tier"',
      from: "open",
      to: "closed",
      cause: "a probe succeeded",
    },
  ],
  troubles: [
    {
      target: "Anthropic",
      since: now - 18_000,
      cause: overloaded.message,
      done: "Since then gpt-5-mini answered 12 calls, llama-4-scout-17b-16e-instruct answered 3 calls; 1 call failed.",
    },
    {
      target: 'Groq, key "free tier"',
      since: now - 2 * 86_400_000,
      cause: badKey.message,
      done: "No call had to go elsewhere since.",
    },
  ],
  live: [
    { id: "l1", task: "chat", startedAt: now - 3_400, routeId: "openai/gpt-5-mini", attempt: 1, state: "streaming" },
    {
      id: "l2",
      task: "completion",
      startedAt: now - 180,
      routeId: "ollama/qwen2.5-coder:1.5b",
      attempt: 0,
      state: "connecting",
    },
  ],
  budgets: [],
  drills: [],
  simulator: false,
  unconfigured: false,
};

const budgets: UsageView["budgets"] = [
  budgetRow({ ...standing("within", 1.2, { id: "day", limitUsd: 5 }), unpriced: 12 }),
  budgetRow(
    standing("near", 1.71, { id: "day completion", task: "completion", limitUsd: 2, onceUsedUp: "cheaper" }, 0.04),
  ),
  budgetRow(
    standing("over", 20.31, {
      id: "month experiment",
      period: "month",
      experiment: "terse-prompts-with-a-rather-long-name-of-its-own",
      limitUsd: 20,
    }),
  ),
];

function standing(
  state: BudgetStanding["state"],
  spentUsd: number,
  more: Pick<Budget, "id" | "limitUsd"> & Partial<Budget>,
  reservedUsd = 0,
): BudgetStanding {
  // oxlint-disable-next-line unicorn/no-thenable -- a word and never a function
  return { budget: { period: "day", onceUsedUp: "stop", ...more }, spentUsd, reservedUsd, state, unpriced: 0 };
}

const gateway: NonNullable<UsageView["gateway"]> = {
  state: "serving",
  url: "http://127.0.0.1:4170",
  requests: 1_318,
  underWay: 2,
  clients: [
    { client: "Claude Code", attempts: 214, costUsd: 1.2401, unpriced: 0, estimated: 0 },
    { client: "Codex CLI", attempts: 31, costUsd: 0.0874, unpriced: 2, estimated: 0 },
    {
      client: "a-program-with-a-rather-long-name-of-its-own-that-somebody-wrote",
      attempts: 1,
      costUsd: 0,
      unpriced: 1,
      estimated: 0,
    },
  ],
};

const blank: UsageView = {
  ...used,
  snapshot: { ...used.snapshot, range: "today", totals: nothing, byTask: [], byRoute: [], recent: [], failovers: 0 },
  incidents: [],
  troubles: [],
  live: [],
};

/** Every state of the usage panel that a person may meet. */
export const usageStates = {
  used,
  "no-calls": blank,
  unconfigured: { ...blank, routes: [], unconfigured: true },
  simulated: { ...used, simulator: true, routes: used.routes.map((card) => ({ ...card, simulated: true })) },
  budgets: { ...used, budgets },
  gateway: { ...used, live: [], gateway },
  "gateway-idle": { ...blank, gateway: { state: "following", url: gateway.url, clients: [] } },
  "gateway-blocked": {
    ...blank,
    gateway: {
      state: "blocked",
      url: gateway.url,
      problem: "Port 4170 is in use by another program. It is tried again every few seconds.",
      clients: [],
    },
  },
  drill: {
    ...used,
    live: [],
    drills: [
      { routeId: "anthropic/claude-sonnet-4-5", fault: "rate limited", until: now + 42_400 },
      { routeId: "groq/meta-llama/llama-4-scout-17b-16e-instruct#free tier", fault: "no answer", until: now + 8_000 },
    ],
  },
  "in-memory": {
    ...used,
    live: [],
    snapshot: {
      ...used.snapshot,
      totals: { ...totals, costUsd: 0, unpriced: 9, estimated: 0 },
      status: { kind: "memory", reason: "the disk is full" },
    },
  },
} as const satisfies Readonly<Record<string, UsageView>>;
