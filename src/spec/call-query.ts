import type { Outcome } from "./call.ts";
import type { FailureClass } from "./failure.ts";
import type { Task } from "./task.ts";
import type { Cost } from "./usage.ts";

/** By what a table of calls is sorted. */
export type CallOrder = "time" | "cost" | "duration" | "first-token" | "input" | "output" | "attempts";

/** A stretch of a table of calls. */
export interface CallsQuery {
  /** In the filter language of `src/filter`, such as `task:chat cost>0.01 failed`. */
  readonly filter: string;
  readonly order: CallOrder;
  readonly descending: boolean;
  /** Rows before the first one. */
  readonly offset: number;
  readonly limit: number;
  /** The `upTo` of an earlier answer about the same table: calls that were written after it move no row and count nowhere. */
  readonly upTo?: number;
}

/** A call as a line of a table. Times are milliseconds since the Unix epoch, durations milliseconds. */
export interface CallRow {
  readonly id: string;
  readonly startedAt: number;
  readonly task: Task;
  readonly client: string;
  readonly workspace?: string;
  readonly experiment?: string;
  readonly outcome: Outcome;
  /** The route that answered, or the last one tried. */
  readonly routeId?: string;
  readonly durationMs: number;
  readonly firstTokenMs?: number;
  readonly attempts: number;
  /** Of the last attempt that failed, fire drills left out. */
  readonly failure?: FailureClass;
  /** Tokens of all attempts. */
  readonly input: number;
  readonly output: number;
  readonly cost: Cost;
  /** Tokens of an attempt were estimated here, so that the cost is an estimate too. */
  readonly estimated?: boolean;
}

/** Sums over everything that matches. */
export interface CallsTotals {
  readonly calls: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly input: number;
  readonly output: number;
  /** US dollars, as far as known. */
  readonly usd: number;
  /** Calls with an attempt of unknown price. */
  readonly unpriced: number;
}

export type CallsPage =
  | {
      readonly kind: "rows";
      readonly rows: readonly CallRow[];
      readonly totals: CallsTotals;
      /** Marks the last call that was written by then. */
      readonly upTo: number;
    }
  /** The filter cannot be read; `at` is where, in characters from its beginning. */
  | { readonly kind: "misread"; readonly message: string; readonly at: number };
