import { randomUUID } from "node:crypto";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "../../src/ledger/ledger.ts";
import type { CallRecord } from "../../src/spec/call.ts";
import type { Clock } from "../../src/spec/clock.ts";
import { loadPricing } from "../../src/ledger/pricing/pricing.ts";
import { attemptOf, callOf, usageOf } from "../support/call-records.ts";

/** A figure of a bench run. */
export interface Measure {
  readonly value: number;
  readonly unit: string;
}

const CALLS = 100_000;
const DAY_MS = 86_400_000;
const ROUTES = [
  ["openai", "gpt-5-mini"],
  ["anthropic", "claude-sonnet-4-5"],
  ["google", "gemini-2.5-pro"],
  ["mistral", "codestral-latest"],
  ["deepseek", "deepseek-chat"],
] as const;
const TASKS = ["completion", "completion", "completion", "chat", "explain"] as const;

/** Measures the ledger with 100,000 calls of 30 days in a real file. */
export async function benchLedger(): Promise<Readonly<Record<string, Measure>>> {
  const directory = await mkdtemp(join(tmpdir(), "switchyard-bench-"));
  try {
    return { ...(await append(directory)), ...(await read(directory)), ...(await size(directory)) };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function append(directory: string) {
  const ledger = await open(directory);
  const now = Date.now();
  let taking = 0;
  let writing = 0;
  for (let first = 0; first < CALLS; first += 100) {
    const calls = Array.from({ length: 100 }, (_, index) => sampleCall(first + index, now));
    const start = performance.now();
    for (const call of calls) ledger.record(call);
    const taken = performance.now();
    await ledger.flush();
    taking += taken - start;
    writing += performance.now() - taken;
  }
  await ledger.close();
  return {
    "ledger.record_us": { value: (taking / CALLS) * 1000, unit: "us" },
    "ledger.append_us": { value: ((taking + writing) / CALLS) * 1000, unit: "us" },
  };
}

async function read(directory: string) {
  const opening = performance.now();
  const ledger = await open(directory);
  const opened = performance.now();
  ledger.snapshot("today");
  const today = performance.now();
  ledger.snapshot("month");
  const month = performance.now();
  const changed: number[] = [];
  for (let index = 0; index < 20; index++) {
    ledger.record(sampleCall(CALLS + index, Date.now()));
    const start = performance.now();
    ledger.snapshot("month");
    changed.push(performance.now() - start);
    await ledger.flush();
  }
  ledger.snapshot("month");
  const unchanged = performance.now();
  ledger.snapshot("month");
  const end = performance.now();
  ledger.spentSince(Date.now() - 30 * DAY_MS);
  const summed = performance.now();
  await ledger.close();
  return {
    "ledger.open_ms": { value: opened - opening, unit: "ms" },
    "ledger.snapshot_ms_today_cold": { value: today - opened, unit: "ms" },
    "ledger.snapshot_ms_month_cold": { value: month - today, unit: "ms" },
    "ledger.snapshot_ms": { value: median(changed), unit: "ms" },
    "ledger.snapshot_ms_unchanged": { value: end - unchanged, unit: "ms" },
    "ledger.spent_ms_month": { value: summed - end, unit: "ms" },
  };
}

async function size(directory: string) {
  const { size: bytes } = await stat(join(directory, "ledger.sqlite"));
  return { "ledger.mb_100k": { value: bytes / 1e6, unit: "MB" } };
}

async function open(directory: string) {
  const provider = (id: string) => ({ priceId: id, local: false, simulated: false });
  const pricing = await loadPricing({ provider, overrides: () => ({}) });
  // Timers never fire: what is measured is done when it is asked for.
  const clock: Clock = { now: () => Date.now(), schedule: () => () => {} };
  return openLedger({ directory, writer: randomUUID(), clock, loadPrice: async () => pricing.priceAttempt });
}

/** Calls spread evenly over the last 30 days, one in ten failing over, with latencies of a long tail. */
function sampleCall(index: number, now: number): CallRecord {
  const startedAt = now - Math.floor(((CALLS - index) * 29 * DAY_MS) / CALLS);
  const durationMs = Math.round(Math.exp(5 + 3 * Math.abs(Math.sin(index))));
  const attempts = Array.from({ length: index % 10 === 0 ? 2 : 1 }, (_, position) => {
    const [provider, model] = ROUTES[(index + position) % ROUTES.length] ?? ROUTES[0];
    const failing = index % 10 === 0 && position === 0;
    return attemptOf({
      routeId: `${provider}/${model}`,
      provider,
      model,
      startedAt,
      durationMs,
      firstTokenMs: Math.round(durationMs / 3),
      outcome: failing ? "failed" : "succeeded",
      usage: usageOf({ input: 3000 + (index % 977), cacheRead: index % 512, output: 20 + (index % 300) }),
    });
  });
  const task = TASKS[index % TASKS.length] ?? "chat";
  return callOf({
    id: `call-${index}`,
    task,
    startedAt,
    durationMs,
    firstTokenMs: Math.round(durationMs / 3),
    attempts,
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
