import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { type Ledger, openLedger } from "../../src/ledger/ledger.ts";
import { loadPricing } from "../../src/ledger/pricing/pricing.ts";
import { orderedId } from "../../src/platform/ordered-id.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { attemptOf, callOf, usageOf } from "../support/call-records.ts";

/** A figure of a bench run. */
export interface Measure {
  readonly value: number;
  readonly unit: string;
}

type Measures = Readonly<Record<string, Measure>>;

export const MILLION = 1_000_000;
const RECENT = 300_000;
const BATCH = 200;
const DAY_MS = 86_400_000;
const WORKDAY_MS = 9 * 3_600_000;
const [DAYS, RECENT_DAYS] = [365, 30];
const ROUTES = [
  ["openai", "gpt-5-mini"],
  ["anthropic", "claude-sonnet-4-5"],
  ["google", "gemini-2.5-pro"],
  ["mistral", "codestral-latest"],
  ["deepseek", "deepseek-chat"],
] as const;
const TASKS = ["completion", "completion", "completion", "completion", "chat", "explain"] as const;
const WORKSPACES = ["shop", "shop", "blog"] as const;

/** Measures the ledger with a million calls of a year in a real file. */
export async function benchLedger(): Promise<Measures> {
  const directory = await mkdtemp(join(tmpdir(), "switchyard-bench-"));
  try {
    const filled = await fillMillion(directory);
    const { size } = await stat(join(directory, "ledger.sqlite"));
    return {
      ...filled,
      "ledger.mb_1m": { value: size / 1e6, unit: "MB" },
      ...(await read(directory)),
      ...(await appendOne(directory)),
      ...(await prune(directory)),
    };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/**
 * Makes a ledger of a million calls of the last year in `directory`, 300,000 of them of the last 30 days, all in working
 * hours; one in ten has two attempts. Takes some half a minute. Measures what taking and writing a call costs.
 */
export async function fillMillion(directory: string): Promise<Measures> {
  const ledger = await open(directory);
  const now = Date.now();
  let taking = 0;
  let writing = 0;
  for (let first = 0; first < MILLION; first += BATCH) {
    const calls = Array.from({ length: BATCH }, (_, index) => sampleCall(first + index, now));
    const start = performance.now();
    for (const call of calls) ledger.record(call);
    const taken = performance.now();
    await ledger.flush();
    taking += taken - start;
    writing += performance.now() - taken;
  }
  await ledger.close();
  return {
    "ledger.record_us": { value: (taking / MILLION) * 1000, unit: "us" },
    "ledger.append_us": { value: ((taking + writing) / MILLION) * 1000, unit: "us" },
  };
}

async function read(directory: string): Promise<Measures> {
  const opening: number[] = [];
  const cold: number[] = [];
  const spent: number[] = [];
  for (const range of ["today", "week", "month"] as const) {
    const start = performance.now();
    const ledger = await open(directory);
    const opened = performance.now();
    ledger.snapshot(range);
    const read1 = performance.now();
    ledger.spentSince(range === "today" ? 0 : new Date().setHours(0, 0, 0, 0));
    const summed = performance.now();
    opening.push(opened - start);
    cold.push(read1 - opened);
    spent.push(summed - read1);
    await ledger.close();
  }
  return {
    "ledger.open_ms": { value: Math.max(...opening), unit: "ms" },
    "ledger.snapshot_ms_1m": { value: Math.max(...cold), unit: "ms" },
    "ledger.spent_ms_1m": { value: Math.max(...spent), unit: "ms" },
  };
}

/** A batch of one call, as most are; and what it does to a snapshot that is on the screen. */
async function appendOne(directory: string): Promise<Measures> {
  const ledger = await open(directory);
  ledger.snapshot("month");
  const appending: number[] = [];
  const showing: number[] = [];
  for (let index = 0; index < 200; index++) {
    const start = performance.now();
    ledger.record(sampleCall(MILLION + index, Date.now()));
    await ledger.flush();
    const written = performance.now();
    ledger.snapshot("month");
    appending.push(written - start);
    showing.push(performance.now() - written);
  }
  await ledger.close();
  return {
    "ledger.append_one_us": { value: median(appending) * 1000, unit: "us" },
    "ledger.snapshot_ms_changed": { value: median(showing), unit: "ms" },
  };
}

/** How long pruning holds up the editor at a time: of 20,000 of a million calls. */
async function prune(directory: string): Promise<Measures> {
  const clock: Clock = {
    now: () => Date.now(),
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
  };
  const ledger = await open(directory, clock);
  const callsBefore = timeOf(20_000, Date.now());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await ledger.prune({ callsBefore, hoursBefore: callsBefore });
  delay.disable();
  await ledger.close();
  return { "ledger.prune_hold_ms": { value: delay.percentile(99) / 1e6, unit: "ms" } };
}

async function open(directory: string, clock?: Clock): Promise<Ledger> {
  const provider = (id: string) => ({ priceId: id, local: false, simulated: false });
  const overrides = {};
  const pricing = await loadPricing({ provider, overrides: () => overrides });
  return openLedger({
    directory,
    writer: process.pid,
    // Timers never fire: what is measured is done when it is asked for.
    clock: clock ?? { now: () => Date.now(), schedule: () => () => {} },
    loadPrice: async () => pricing.priceAttempt,
    keepDays: () => 0,
  });
}

/** When a call of the million starts: in order, over the hours of working days. */
function timeOf(index: number, now: number): number {
  const recent = index - (MILLION - RECENT);
  const days =
    recent < 0
      ? (index / (MILLION - RECENT)) * (DAYS - RECENT_DAYS)
      : DAYS - RECENT_DAYS + (recent / RECENT) * RECENT_DAYS;
  const day = Math.floor(days);
  const nine = new Date(now - (DAYS - day) * DAY_MS).setHours(9, 0, 0, 0);
  return nine + Math.floor((days - day) * WORKDAY_MS);
}

/** One in ten fails over; latencies have a long tail. */
function sampleCall(index: number, now: number): CallRecord {
  const startedAt = timeOf(index, now);
  const durationMs = Math.round(Math.exp(5 + 3 * Math.abs(Math.sin(index))));
  const firstTokenMs = Math.round(durationMs / 3);
  const attempts = Array.from({ length: index % 10 === 0 ? 2 : 1 }, (_, position) => {
    const [provider, model] = ROUTES[(index + position) % ROUTES.length] ?? ROUTES[0];
    const route = { routeId: `${provider}/${model}`, provider, model, startedAt, durationMs };
    if (index % 10 === 0 && position === 0) {
      const { usage: _none, finish: _never, firstTokenMs: _silent, ...silent } = attemptOf(route);
      const message = "The model is overloaded. Try again later.";
      return {
        ...silent,
        outcome: "failed",
        failure: { class: "overloaded", scope: "model", message, status: 529 },
      } as const;
    }
    const usage = usageOf({ input: 3000 + (index % 977), cacheRead: index % 512, output: 20 + (index % 300) });
    return attemptOf({ ...route, firstTokenMs, usage });
  });
  return callOf({
    id: orderedId(startedAt),
    task: TASKS[index % TASKS.length] ?? "chat",
    workspace: WORKSPACES[Math.floor(index / 300) % WORKSPACES.length] ?? "shop",
    startedAt,
    durationMs,
    firstTokenMs,
    routeId: attempts.at(-1)?.routeId ?? "",
    attempts,
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
