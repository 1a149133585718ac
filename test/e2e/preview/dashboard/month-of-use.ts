import type { CallSums, SeriesPart, Split, Span, UsageSeries, UsageSums } from "../../../../src/spec/series.ts";
import { addDays } from "../../../../webview-ui/dashboard/time/period.ts";

/** A part of some made-up use: how much of it, and what it costs. */
interface Part {
  readonly name: string;
  /** Attempts on an ordinary working day. */
  readonly daily: number;
  readonly input: number;
  readonly output: number;
  /** US dollars per million tokens, in and out; missing where it is unknown. */
  readonly rates?: readonly [number, number];
  readonly cached?: number;
  readonly reasoning?: number;
  readonly failing?: number;
}

const parts: Readonly<Record<Split, readonly Part[]>> = {
  none: [
    { name: "", daily: 162, input: 2_900, output: 240, rates: [1.1, 5.2], cached: 0.46, reasoning: 0.2, failing: 0.02 },
  ],
  model: [
    { name: "claude-sonnet-4-5", daily: 18, input: 9_200, output: 720, rates: [3, 15], cached: 0.62, failing: 0.09 },
    { name: "gpt-5-mini", daily: 34, input: 4_100, output: 610, rates: [0.25, 2], cached: 0.4, reasoning: 0.55 },
    { name: "gpt-5", daily: 4, input: 6_000, output: 1_400, rates: [1.25, 10], reasoning: 0.7 },
    { name: "gemini-2.5-flash", daily: 9, input: 5_200, output: 480, rates: [0.3, 2.5], reasoning: 0.3 },
    { name: "codestral-latest", daily: 78, input: 900, output: 22, rates: [0.3, 0.9], failing: 0.01 },
    { name: "claude-haiku-4-5", daily: 11, input: 2_300, output: 210, rates: [1, 5], cached: 0.3 },
    { name: "meta-llama/llama-4-scout-17b-16e-instruct", daily: 6, input: 2_000, output: 300, rates: [0.11, 0.34] },
    { name: "kimi-k2-instruct", daily: 3, input: 2_600, output: 350, rates: [1, 3] },
    { name: "grok-code-fast-1", daily: 3, input: 3_000, output: 380, rates: [0.2, 1.5] },
    { name: "qwen2.5-coder:1.5b", daily: 21, input: 700, output: 20 },
  ],
  provider: [
    { name: "anthropic", daily: 29, input: 6_400, output: 520, rates: [2.6, 13], cached: 0.6, failing: 0.05 },
    { name: "openai", daily: 38, input: 4_300, output: 690, rates: [0.35, 2.8], cached: 0.4, reasoning: 0.6 },
    { name: "mistral", daily: 78, input: 900, output: 22, rates: [0.3, 0.9] },
    { name: "ollama", daily: 21, input: 700, output: 20, rates: [0, 0] },
  ],
  route: [],
  credential: [],
  task: [
    { name: "chat", daily: 41, input: 7_400, output: 690, rates: [1.4, 7], cached: 0.6, failing: 0.05 },
    { name: "completion", daily: 96, input: 900, output: 22, rates: [0.3, 0.9] },
    { name: "explain", daily: 8, input: 5_200, output: 480, rates: [0.3, 2.5], reasoning: 0.3 },
    { name: "embedding", daily: 24, input: 1_300, output: 0, rates: [0.02, 0] },
  ],
  client: [
    { name: "editor", daily: 118, input: 1_900, output: 130, rates: [0.8, 4], cached: 0.5, failing: 0.02 },
    { name: "claude-code", daily: 32, input: 12_400, output: 820, rates: [3, 15], cached: 0.7, failing: 0.04 },
    { name: "codex", daily: 14, input: 8_200, output: 900, rates: [1.25, 10], reasoning: 0.6 },
    { name: "openai-js", daily: 21, input: 1_300, output: 60, rates: [0.25, 2] },
    { name: "nightly-report", daily: 3, input: 18_000, output: 2_100, rates: [0.3, 2.5] },
    { name: "gateway", daily: 2, input: 2_000, output: 300 },
  ],
  workspace: [],
  experiment: [],
};

/** Figures of a time in which somebody worked on most days, the same on each run. */
export function useOver(
  { from, until }: Span,
  split: "none" | "model" | "provider" | "client" | "task",
  options: { readonly now: number; readonly hourly?: boolean; readonly grown?: number },
): UsageSeries {
  const starts: number[] = [];
  const step = (at: number) => (options.hourly ? at + 3_600_000 : addDays(at, 1));
  for (let at = from; at < until; at = step(at)) starts.push(at);
  const dice = diceOf(7);
  const weights = starts.map((start) =>
    start > options.now ? 0 : busyness(start, options.hourly ?? false) * (options.grown ?? 1),
  );
  const told = (split === "none" ? parts.model : parts[split]).map((part) => {
    const buckets = weights.map((weight) => sumsOf(part, Math.round(part.daily * weight * (0.5 + dice()))));
    return { name: part.name, totals: buckets.reduce(added), buckets };
  });
  const made = split === "none" ? [together(told)] : told;
  const series: UsageSeries = {
    grain: options.hourly ? "hour" : "day",
    starts,
    parts: made.toSorted((a, b) => b.totals.usd - a.totals.usd || b.totals.attempts - a.totals.attempts),
  };
  return split === "none" ? { ...series, calls: made[0]?.buckets.map(callsOf) ?? [] } : series;
}

function together(told: readonly SeriesPart[]): SeriesPart {
  const buckets =
    told[0]?.buckets.map((_, at) =>
      told
        .map((part) => part.buckets[at])
        .filter((sums) => sums !== undefined)
        .reduce(added),
    ) ?? [];
  return { name: "", totals: buckets.reduce(added), buckets };
}

function sumsOf(part: Part, attempts: number): UsageSums {
  const failed = Math.round(attempts * (part.failing ?? 0));
  const cancelled = Math.round(attempts * 0.08);
  const [input, output] = [attempts * part.input, attempts * part.output];
  const [inRate, outRate] = part.rates ?? [0, 0];
  const cacheRead = Math.round(input * (part.cached ?? 0));
  return {
    attempts,
    failed,
    cancelled,
    succeeded: attempts - failed - cancelled,
    input,
    cacheRead,
    cacheWrite: Math.round(cacheRead / 10),
    output,
    reasoning: Math.round(output * (part.reasoning ?? 0)),
    usd: ((input - 0.9 * cacheRead) * inRate + output * outRate) / 1_000_000,
    cacheSavedUsd: (0.9 * cacheRead * inRate) / 1_000_000,
    unpriced: part.rates ? 0 : attempts,
    estimated: 0,
  };
}

function callsOf({ attempts, failed, cancelled }: UsageSums): CallSums {
  const given = Math.round(failed / 3);
  return {
    calls: attempts - failed,
    succeeded: attempts - failed - cancelled - given,
    failed: given,
    cancelled,
    failovers: failed - given,
  };
}

function added(one: UsageSums, other: UsageSums): UsageSums {
  const sums = Object.entries(one).map(([name, value]: [string, number]) => [
    name,
    value + Number(Reflect.get(other, name)),
  ]);
  return Object.fromEntries(sums) as UsageSums;
}

/** Little on weekends, and by the hour nothing at night. */
function busyness(start: number, hourly: boolean): number {
  const date = new Date(start);
  const weekend = [0, 6].includes(date.getDay()) ? 0.12 : 1;
  if (!hourly) return weekend;
  const hour = date.getHours();
  return hour < 8 || hour > 19 ? 0 : weekend * (hour === 13 ? 0.04 : 0.12);
}

/** Numbers from 0 to 1 that look like chance and are none (a linear congruential generator). */
function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
