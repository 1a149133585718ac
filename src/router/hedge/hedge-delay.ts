import type { Task } from "../../spec/task.ts";
import type { ExpectedLatency } from "../timing/latency-book.ts";

/** Answers to prompts of the same size, before which a model's own times say too little. */
const leastSamples = 10;

/**
 * Where attempts hang, the P95 is as long as anybody waits; a hedge is there to be sooner than that. With two medians, a
 * tenth of first tokens may hang and the slowest of a hundred still comes within one and a half times its usual time.
 */
const mostMedians = 2;

/** In milliseconds. Sooner than this, a second request costs more than anybody notices. */
const floorMs = 150;

/**
 * In milliseconds, where too little is known of a model: what a model that is well hardly ever takes. A route behind the
 * first one is known to nobody who works alone, and so without these it would be the one that nothing stands in for.
 */
const unknownMs: Readonly<Record<Task, number>> = { completion: 1200, chat: 10_000, explain: 8000 };

/**
 * How long a route may be silent before another one is started beside it, in milliseconds: its own P95, or two
 * medians if that is sooner, so that one call in twenty to one in ten is hedged; a usual figure of the task while too
 * little is known of prompts of this size.
 */
export function hedgeDelayMs(task: Task, expected: ExpectedLatency | undefined): number {
  if (!expected || expected.samplesOfSize < leastSamples) return unknownMs[task];
  const { p50, p95 } = expected;
  return Math.round(Math.max(floorMs, Math.min(p95, mostMedians * p50)));
}

/** The same for a route that is a hedge itself: whoever waits for it has waited long already. */
export function nextHedgeDelayMs(task: Task, expected: ExpectedLatency | undefined): number {
  return Math.round(Math.max(floorMs, hedgeDelayMs(task, expected) / 2));
}
