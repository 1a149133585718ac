import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Clock } from "../../src/spec/clock.ts";
import { withReader } from "./ledger-queries.ts";
import type { Measures } from "./measure.ts";
import { million, MILLION, openMillion, sampleCall, timeOf } from "./million.ts";

/** Measures the ledger with a million calls of a year in a real file. Prunes some of them, so other benches come first. */
export async function benchLedger(): Promise<Measures> {
  const { directory, measures } = await million();
  const { size } = await stat(join(directory, "ledger.sqlite"));
  return {
    ...measures,
    "ledger.mb_1m": { value: size / 1e6, unit: "MB" },
    ...(await read(directory)),
    ...(await exportAll(directory)),
    ...(await appendOne(directory)),
    ...(await prune(directory)),
  };
}

async function read(directory: string): Promise<Measures> {
  const opening: number[] = [];
  const cold: number[] = [];
  const spent: number[] = [];
  for (const range of ["today", "week", "month"] as const) {
    const start = performance.now();
    const ledger = await openMillion(directory);
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

/** All of the calls as a file, and by how much the process grows meanwhile, the reader's thread with its cache included. */
async function exportAll(directory: string): Promise<Measures> {
  const path = join(directory, "calls.json");
  return withReader(directory, async (reader) => {
    const before = process.memoryUsage.rss();
    let most = before;
    const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 50);
    const start = performance.now();
    const query = { filter: "", format: "json", path, keys: {} } as const;
    const answer = await reader.ask({ name: "exportCalls", query });
    const seconds = (performance.now() - start) / 1000;
    clearInterval(watching);
    if (answer.kind !== "written" || answer.calls !== MILLION) throw new Error(JSON.stringify(answer));
    await rm(path);
    return {
      "ledger.export_s_1m": { value: seconds, unit: "s" },
      "ledger.export_rss_mb": { value: (most - before) / 1e6, unit: "MB" },
      "ledger.export_mb_1m": { value: answer.bytes / 1e6, unit: "MB" },
    };
  });
}

/** A batch of one call, as most are; and what it does to a snapshot that is on the screen. */
async function appendOne(directory: string): Promise<Measures> {
  const ledger = await openMillion(directory);
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
  const ledger = await openMillion(directory, clock);
  const callsBefore = timeOf(20_000, Date.now());
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await ledger.prune({ callsBefore, hoursBefore: callsBefore });
  delay.disable();
  await ledger.close();
  return { "ledger.prune_hold_ms": { value: delay.percentile(99) / 1e6, unit: "ms" } };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
