import type { PricedCall } from "./call.ts";
import type { Task } from "./task.ts";

/** The time a snapshot covers: since local midnight, the last 7 or the last 30 days. */
export type UsageRange = "today" | "week" | "month";

/** Nearest-rank percentiles in milliseconds, each within 2 % of the sample that it stands for. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly samples: number;
}

/**
 * Sums over some calls or attempts. Cancelled ones count as calls and cost, but not for the success rate; a fire drill's
 * attempts do not count, as calls that met one do.
 */
export interface UsageTotals {
  readonly calls: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** Tokens. */
  readonly input: number;
  readonly cacheRead: number;
  readonly output: number;
  /** Sum of what is known, in US dollars. */
  readonly costUsd: number;
  /** Attempts with tokens whose price is unknown; when not 0, the true cost is higher than `costUsd`. */
  readonly unpriced: number;
  /** Attempts whose tokens were estimated here. */
  readonly estimated: number;
  /** Missing when nothing was measured. */
  readonly firstToken?: Percentiles;
  readonly duration?: Percentiles;
}

/** One route's attempts. `calls` counts attempts here. */
export interface RouteUsage extends UsageTotals {
  readonly routeId: string;
  readonly provider: string;
  readonly model: string;
  readonly lastFirstTokenMs?: number;
  readonly lastAt: number;
}

export interface TaskUsage extends UsageTotals {
  readonly task: Task;
}

/** Where the ledger keeps its records, and why not on disk if it does not. */
export type LedgerStatus =
  | { readonly kind: "disk" }
  | { readonly kind: "memory"; readonly reason: string }
  /** A damaged file was set aside under `file` and a new one begun. */
  | { readonly kind: "recovered"; readonly file: string };

/** What the usage panel shows, computed from the ledger in one go. */
export interface UsageSnapshot {
  readonly range: UsageRange;
  readonly since: number;
  readonly totals: UsageTotals;
  readonly byTask: readonly TaskUsage[];
  /** Most used first. */
  readonly byRoute: readonly RouteUsage[];
  /** Newest first. */
  readonly recent: readonly PricedCall[];
  readonly failovers: number;
  readonly status: LedgerStatus;
}
