import type { Failure } from "./failure.ts";
import type { Task } from "./task.ts";
import type { Cost, Usage } from "./usage.ts";

/** How an attempt ended. Cancelled is neither a success nor a failure. */
export type Outcome = "succeeded" | "failed" | "cancelled";

/**
 * What an attempt was for, where it was not simply the next try.
 * - `hedge`: started beside one that was slow to begin; the first to speak won
 * - `continuation`: went on with an answer that broke off on another route
 * - `drill`: a fire drill made it fail; nothing was sent
 */
export type AttemptRole = "hedge" | "continuation" | "drill";

/** One try of a call at one route. Times are milliseconds since the Unix epoch, durations milliseconds. */
export interface AttemptRecord {
  readonly routeId: string;
  readonly provider: string;
  readonly model: string;
  /** `Credential.id`, never a key. */
  readonly credential: string;
  readonly startedAt: number;
  /** From the request to the first meaningful event; missing when none came. */
  readonly firstTokenMs?: number;
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** Whether it was let through half-open, to see if the route is well again. */
  readonly probe: boolean;
  readonly role?: AttemptRole;
  readonly failure?: Failure;
  /** Present whenever anything was sent: reported by the provider, else estimated. */
  readonly usage?: Usage;
  readonly finish?: "stop" | "length" | "tool-calls" | "content-filtered";
}

/** One logical request with all its attempts, in order. */
export interface CallRecord {
  /** Unique over all windows. */
  readonly id: string;
  readonly task: Task;
  /** Who asked: `editor`, later also the gateway's clients by name. */
  readonly client: string;
  /** The name of the folder or workspace that was open, where one was. */
  readonly workspace?: string;
  /** The experiment it was made for, by name. */
  readonly experiment?: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly firstTokenMs?: number;
  readonly outcome: Outcome;
  /** The route that gave the answer, where one did. */
  readonly routeId?: string;
  readonly attempts: readonly AttemptRecord[];
}

/** A call as it stands in the ledger: priced. */
export interface PricedCall extends CallRecord {
  readonly attempts: readonly (AttemptRecord & { readonly cost: Cost })[];
  readonly cost: Cost;
}
