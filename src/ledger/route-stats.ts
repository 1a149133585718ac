import type { Percentiles } from "../spec/snapshot.ts";
import type { AttemptGlimpse } from "./store/store.ts";

/** How many attempts `routeStats` is to be given. */
export const ATTEMPTS_LOOKED_AT = 20;

/** How a route did in its latest attempts, at most twenty. */
export interface RouteStats {
  readonly attempts: number;
  readonly succeeded: number;
  readonly failed: number;
  /** When the newest one started, in milliseconds since the Unix epoch. */
  readonly lastAt: number;
  /** Of the newest one that had a first token. */
  readonly lastFirstTokenMs?: number;
  /** Exact. Missing when none had one. */
  readonly firstToken?: Percentiles;
}

/** @param attempts newest first; undefined comes back when there are none */
export function routeStats(attempts: readonly AttemptGlimpse[]): RouteStats | undefined {
  const [last] = attempts;
  if (last === undefined) return undefined;
  const firstTokens = attempts.flatMap((attempt) => attempt.firstTokenMs ?? []);
  const [lastFirstTokenMs] = firstTokens;
  return {
    attempts: attempts.length,
    succeeded: attempts.filter((attempt) => attempt.outcome === "succeeded").length,
    failed: attempts.filter((attempt) => attempt.outcome === "failed").length,
    lastAt: last.startedAt,
    ...(lastFirstTokenMs === undefined ? {} : { lastFirstTokenMs }),
    ...(firstTokens.length === 0 ? {} : { firstToken: percentiles(firstTokens) }),
  };
}

/** Nearest-rank: of `samples`, of which there is at least one, the smallest that so many do not exceed. */
function percentiles(samples: readonly number[]): Percentiles {
  const sorted = samples.toSorted((a, b) => a - b);
  const rank = (percent: number) => sorted[Math.ceil((percent * sorted.length) / 100) - 1] ?? 0;
  return { p50: rank(50), p95: rank(95), p99: rank(99), samples: samples.length };
}
