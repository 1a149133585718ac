import type { Task } from "../../spec/task.ts";
import type { ExpectedLatency } from "../timing/latency-book.ts";

/** Answers to prompts of the same size, before which a model's own times say too little. */
const leastSamples = 10;

/** No longer than so many medians, whatever the P95 says: a hedge is there to be sooner than the tail. */
const mostMedians = 3;

/**
 * A P95 beyond so many medians comes from attempts that hang. Those are not worth waiting for, so the hedge comes after
 * fewer medians: a tenth of first tokens may hang, and the slowest of a hundred is still hardly half as late again.
 */
const hangingMedians = 6;
const mostMediansHanging = 2;

/** In milliseconds. Sooner than this, a second request costs more than anybody notices. */
const floorMs = 150;

/**
 * In milliseconds, where too little is known of a model: what a model that is well hardly ever takes. A route behind the
 * first one is known to nobody who works alone, and so without these it would be the one that nothing stands in for.
 */
const unknownMs: Readonly<Record<Task, number>> = {
  completion: 1200,
  chat: 10_000,
  explain: 8000,
  embedding: 8000,
};

/**
 * How long a route may be silent before another one is started beside it, in milliseconds: its own P95, so that about
 * one call in twenty is hedged; a usual figure of the task while too little is known of prompts of this size.
 */
export function hedgeDelayMs(task: Task, expected: ExpectedLatency | undefined): number {
  if (!expected || expected.samplesOfSize < leastSamples) return unknownMs[task];
  const { p50, p95 } = expected;
  const medians = hangs(expected) ? mostMediansHanging : mostMedians;
  return Math.round(Math.max(floorMs, Math.min(p95, medians * p50)));
}

/**
 * The same for a route that is a hedge itself: where attempts hang, whoever waits for it has waited long already.
 */
export function nextHedgeDelayMs(task: Task, expected: ExpectedLatency | undefined): number {
  const delayMs = hedgeDelayMs(task, expected);
  return expected && hangs(expected) ? Math.round(Math.max(floorMs, delayMs / 2)) : delayMs;
}

function hangs({ p50, p95 }: ExpectedLatency): boolean {
  return p95 > hangingMedians * p50;
}
