import type { FailureClass } from "./failure.ts";
import type { Task } from "./task.ts";

/** A stretch of time in milliseconds since the Unix epoch; `until` is not in it. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** How long a chart's buckets are: hours and days by the clock on the wall, weeks from Monday, calendar months. */
export type Grain = "hour" | "day" | "week" | "month";

/** What figures are told apart by. */
export type Split =
  | "none"
  | "provider"
  | "model"
  | "route"
  | "credential"
  | "task"
  | "client"
  | "workspace"
  | "experiment";

/** Narrows to what has all of these. */
export interface Scope {
  readonly provider?: string;
  readonly model?: string;
  /** `Credential.id`. */
  readonly credential?: string;
  readonly task?: Task;
  readonly client?: string;
  readonly workspace?: string;
  readonly experiment?: string;
}

export interface SeriesQuery {
  readonly span: Span;
  readonly grain: Grain;
  readonly split: Split;
  readonly scope?: Scope;
}

/** Sums over some attempts, fire drills left out. Amounts are US dollars, sizes tokens. */
export interface UsageSums {
  readonly attempts: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  readonly input: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
  readonly output: number;
  readonly reasoning: number;
  readonly usd: number;
  readonly cacheSavedUsd: number;
  /** Attempts with tokens whose price is unknown. */
  readonly unpriced: number;
  /** Attempts whose tokens were estimated here. */
  readonly estimated: number;
}

/** Nothing was tried. */
export const noUsage: UsageSums = {
  attempts: 0,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  input: 0,
  cacheRead: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  usd: 0,
  cacheSavedUsd: 0,
  unpriced: 0,
  estimated: 0,
};

/** One part of a split: `name` is the provider's id, the model, the task and so on; empty where nothing was named. */
export interface SeriesPart {
  readonly name: string;
  readonly totals: UsageSums;
  /** One entry a bucket. */
  readonly buckets: readonly UsageSums[];
}

/** Figures over time. `starts` are the buckets' first moments, ascending, those in which nothing happened included. */
export interface UsageSeries {
  readonly grain: Grain;
  readonly starts: readonly number[];
  /** Most spent first, then most used. */
  readonly parts: readonly SeriesPart[];
  /**
   * Calls, as people made them (a failover is one call of two attempts): one entry a bucket. Missing for a split or a
   * scope by provider, model, route or credential, which a call may have several of.
   */
  readonly calls?: readonly CallSums[];
}

export interface CallSums {
  readonly calls: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
  /** How often a call moved on because an attempt failed. */
  readonly failovers: number;
}

/**
 * What is measured: milliseconds to the first token, milliseconds to the end of what succeeded, or answer tokens a second
 * after the first one.
 */
export type Measure = "first-token" | "duration" | "speed";

/** Quantiles with a relative error of at most 2 %. */
export interface Quantiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly samples: number;
}

/** So many samples lay from `from` up to `to`. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

export interface LatencyPart {
  readonly name: string;
  readonly overall: Quantiles;
  /** One entry a bucket; null where nothing was measured. */
  readonly buckets: readonly (Quantiles | null)[];
  /** The distribution over the whole span, ascending, empty bins left out. */
  readonly bins: readonly Bin[];
}

/**
 * Without a split, and for a split by task, client, workspace or experiment, of whole calls as people waited for them;
 * otherwise of attempts. Speed is always of attempts.
 */
export interface LatencySeries {
  readonly measure: Measure;
  readonly grain: Grain;
  readonly starts: readonly number[];
  /** Most samples first; parts without samples are left out. */
  readonly parts: readonly LatencyPart[];
}

/** How often attempts failed in which way. */
export interface FailureCount {
  /** The part of the split. */
  readonly name: string;
  readonly class: FailureClass;
  readonly count: number;
}

/** What became of ghost text. */
export interface AcceptanceSums {
  readonly shown: number;
  readonly accepted: number;
  readonly shownCharacters: number;
  readonly acceptedCharacters: number;
}

export interface AcceptanceSeries {
  readonly grain: Grain;
  readonly starts: readonly number[];
  /** By the split: the route and the key of the call that wrote the text; most shown first. */
  readonly parts: readonly {
    readonly name: string;
    readonly totals: AcceptanceSums;
    readonly buckets: readonly AcceptanceSums[];
  }[];
}

/** Everything that figures can be narrowed to, most used first. */
export interface Names {
  readonly providers: readonly string[];
  readonly models: readonly string[];
  readonly routes: readonly string[];
  readonly tasks: readonly string[];
  readonly clients: readonly string[];
  readonly workspaces: readonly string[];
  readonly experiments: readonly string[];
}
