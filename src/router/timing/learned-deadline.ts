import type { Deadlines } from "../types.ts";
import type { ExpectedLatency } from "./latency-book.ts";

/** Answers to prompts of the same size, before which a P99 says little. */
const leastSamples = 20;

/**
 * Beyond the P99. One attempt in a hundred is later than that, and in a tail that falls off as fast as first tokens
 * usually do, hardly one in a thousand is half as late again.
 */
const headRoom = 1.5;

/** A deadline is for what hangs. Never under this in milliseconds, nor under so many medians, whatever the P99 says. */
const floorMs = 1500;
const leastMedians = 3;

/**
 * The deadlines of an attempt at a model of which this is `expected`: never longer than the configured ones. A model
 * that answers quickly is given up sooner when it does not.
 *
 * Small prompts say nothing about large ones here: a deadline taken from them would cut every answer off, and so none
 * would ever come to correct it. The time to connect is kept, as it says when the server is out of reach; but it ends
 * with the one for the first token, and is all a server has that sends its headers only then.
 */
export function learnedDeadlines(configured: Deadlines, expected: ExpectedLatency | undefined): Deadlines {
  if (!expected || expected.samplesOfSize < leastSamples) return configured;
  const { p50, p99 } = expected;
  const learned = Math.round(Math.max(floorMs, leastMedians * p50, headRoom * p99));
  const firstTokenMs = Math.min(configured.firstTokenMs, learned);
  return { ...configured, firstTokenMs, connectMs: Math.min(configured.connectMs, firstTokenMs) };
}
