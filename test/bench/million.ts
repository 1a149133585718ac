import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Ledger, openLedger } from "../../src/ledger/ledger.ts";
import { loadPricing } from "../../src/ledger/pricing/pricing.ts";
import { orderedId } from "../../src/platform/ordered-id.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { attemptOf, callOf, usageOf } from "../support/call-records.ts";
import type { Measures } from "./measure.ts";

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

/** A ledger's folder with a million calls, and what it took to fill it. */
export interface Million {
  readonly directory: string;
  readonly measures: Measures;
}

let made: Promise<Million> | undefined;

/** Fills one for all benches of a run, which is gone when the run is over. */
export function million(): Promise<Million> {
  return (made ??= make());
}

async function make(): Promise<Million> {
  const directory = await mkdtemp(join(tmpdir(), "switchyard-million-"));
  process.once("exit", () => rmSync(directory, { recursive: true, force: true }));
  return { directory, measures: await fillMillion(directory) };
}

/**
 * Makes a ledger of a million calls of the last year in `directory`, 300,000 of them of the last 30 days, all in working
 * hours; one in ten has two attempts. Takes some half a minute. Measures what taking and writing a call costs.
 */
async function fillMillion(directory: string): Promise<Measures> {
  const ledger = await openMillion(directory);
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

/** Opens it as a window does; its timers never fire unless a clock is given. */
export async function openMillion(directory: string, clock?: Clock): Promise<Ledger> {
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
export function timeOf(index: number, now: number): number {
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
export function sampleCall(index: number, now: number): CallRecord {
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
