import { timePhrase } from "../time-phrase.ts";
import type { LatencySketch } from "./latency-sketch.ts";

/** A first-token time beside what is usual for its prompt size. Times are milliseconds. */
export interface Comparison {
  readonly promptTokens: number;
  readonly ms: number;
  /** It had not come by then: the truth is longer. */
  readonly outlasted: boolean;
  readonly usualMs: number;
  /** At least twice the usual, and at least half a second more: slow enough for a person to notice. */
  readonly slow: boolean;
  /** On a logarithmic scale, where 0 is the usual time and 1 the P99, or what counts as slow if that is longer. */
  readonly lateness: number;
}

/** Answers before which nothing is called usual. */
const leastSamples = 20;

/** What counts as slow. */
const leastRatio = 2;
const leastMoreMs = 500;

/** A P99 beyond so many medians comes from hangs, and would let any slowness pass. */
const longestRatio = 10;

/** Some that are endlessly late must not make up for others that are not. */
const mostLateness = 1.5;

/**
 * How late so many in a row must be on average. One alone may be late by chance, and so may three at random be rather
 * late; that several are late together is what luck does not do. With a log-normal spread each of these is about four
 * standard deviations away from the usual, while a model that became five times slower is beyond them after three to five.
 */
const trips = [
  { latest: 3, quick: 0, lateness: 1 },
  { latest: 4, quick: 1, lateness: 0.85 },
  { latest: 5, quick: 1, lateness: 0.75 },
] as const;

/** How many of the latest are looked at. */
export const mostLatest = 5;

/** Compares a time with the usual ones of its size; undefined when there are too few of those. */
export function compare(
  usual: LatencySketch | undefined,
  time: Pick<Comparison, "promptTokens" | "ms" | "outlasted">,
): Comparison | undefined {
  if (!usual || usual.count < leastSamples) return undefined;
  const usualMs = usual.quantile(0.5);
  const p99 = usual.quantile(0.99);
  if (usualMs === undefined || p99 === undefined) return undefined;
  const slowMs = Math.max(leastRatio * usualMs, usualMs + leastMoreMs);
  const lateMs = Math.max(slowMs, Math.min(p99, longestRatio * usualMs));
  // The P99 of a few answers is only the longest of them, and most often too short.
  const caution = 1 + 7 / usual.count;
  const lateness = Math.log(Math.max(1, time.ms) / usualMs) / (caution * Math.log(lateMs / usualMs));
  return { ...time, usualMs, slow: time.ms >= slowMs, lateness: Math.min(mostLateness, lateness) };
}

/** Those of the latest, oldest first, that are too slow together; undefined while all is as usual. */
export function tooSlow(latest: readonly Comparison[]): readonly Comparison[] | undefined {
  for (const trip of trips) {
    const last = latest.slice(-trip.latest);
    const quick = last.filter(({ slow }) => !slow).length;
    const lateness = last.reduce((sum, one) => sum + one.lateness, 0) / trip.latest;
    if (last.length === trip.latest && quick <= trip.quick && lateness >= trip.lateness) return last;
  }
  return undefined;
}

/** Such as `first tokens take 6.1 s, usually 0.8 s`: on average, for a prompt as large as the last one. */
export function slownessPhrase(comparisons: readonly Comparison[]): string {
  const usualMs = comparisons.at(-1)?.usualMs ?? 0;
  const logs = comparisons.reduce((sum, one) => sum + Math.log(Math.max(1, one.ms) / one.usualMs), 0);
  const nowMs = usualMs * Math.exp(logs / comparisons.length);
  return `first tokens take ${timePhrase(nowMs)}, usually ${timePhrase(usualMs)}`;
}
