import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createReader, type Reader } from "../../src/ledger/reader/reader.ts";
import type { Grain, SeriesQuery, Split } from "../../src/spec/series.ts";
import type { Measures } from "./measure.ts";
import { million } from "./million.ts";

/** Filters of all kinds: those that find nearly all calls and those that find a few, by the call itself and by its attempts. */
const FILTERS = [
  "",
  "task:completion",
  "task:chat model:claude* -failed",
  "model:gemini*",
  "failed-over or attempts>1",
  "failure:overloaded since:90d",
  '"try again"',
  "cost>0.001 duration>2s",
  "workspace:shop ttft>1s out>100",
  "since:7d provider:openai,mistral",
];
const REPEATS = 10;
const DAY_MS = 86_400_000;

/** Nobody is on the page of calls sooner: the dashboard opens with its overview. */
const UNTIL_CALLS_MS = 2000;

/** Asks a million calls in a real file, from another thread: what a filter finds and its sums, and figures over time. */
export async function benchQueries(): Promise<Measures> {
  const { directory } = await million();
  const cold = await withReader(directory, async (reader) => timed(() => askCalls(reader, "task:chat failed")));
  return withReader(directory, async (reader) => ({
    "ledger.query_ms_1m_cold": { value: cold, unit: "ms" },
    ...(await series(reader)),
    ...(await queries(reader)),
  }));
}

/** What the overview asks, the worst of each; the first ones are those of a thread that has just started. */
async function series(reader: Reader) {
  const usage: number[] = [];
  const latency: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const query of [over(30, "day", "model"), over(365, "day", "none")]) {
      usage.push(await timed(() => reader.ask({ name: "series", query })));
      latency.push(await timed(() => reader.ask({ name: "latency", query: { ...query, measure: "first-token" } })));
    }
  }
  return {
    "ledger.series_ms_1m": { value: Math.max(...usage), unit: "ms" },
    "ledger.latency_ms_1m": { value: Math.max(...latency), unit: "ms" },
  };
}

/** Each filter for the first time, then again and by pages. */
async function queries(reader: Reader) {
  await pause(UNTIL_CALLS_MS);
  const first: number[] = [];
  const all: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const filter of FILTERS) {
      const time = await timed(() => askCalls(reader, filter, repeat * 100));
      all.push(time);
      if (repeat === 0) first.push(time);
    }
  }
  return {
    "ledger.query_ms_1m_first": { value: Math.max(...first), unit: "ms" },
    "ledger.query_ms_1m_p99": { value: percentile(all, 0.99), unit: "ms" },
    "ledger.query_ms_1m_median": { value: percentile(all, 0.5), unit: "ms" },
  };
}

async function askCalls(reader: Reader, filter: string, offset = 0): Promise<void> {
  const query = { filter, order: "time", descending: true, offset, limit: 100 } as const;
  const page = await reader.ask({ name: "calls", query });
  if (page.kind !== "rows") throw new Error(`${filter}: ${page.message}`);
}

function over(days: number, grain: Grain, split: Split): SeriesQuery {
  const until = Date.now();
  return { span: { from: until - days * DAY_MS, until }, grain, split };
}

/** Asks on a thread of its own, as the dashboard does. */
export async function withReader<T>(directory: string, work: (reader: Reader) => Promise<T>): Promise<T> {
  const reader = createReader({
    file: () => join(directory, "ledger.sqlite"),
    script: new URL("../../src/ledger/reader/worker.ts", import.meta.url),
    inProcess: () => {
      throw new Error("There is a file.");
    },
    clock: { now: () => Date.now(), schedule: () => () => {} },
  });
  try {
    // The thread's start is not a question's.
    await reader.ask({ name: "oldestAt", query: null });
    return await work(reader);
  } finally {
    await reader.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? 0;
}
