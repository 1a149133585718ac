import type { LedgerStatus } from "../../spec/snapshot.ts";

/** What was removed. */
export interface Removed {
  readonly calls: number;
  readonly attempts: number;
  readonly healthEvents: number;
  readonly outcomes: number;
  readonly bytesFreed: number;
  /** Why not all of it could be removed, as a sentence. */
  readonly trouble?: string;
}

/** What is there to be removed. */
export interface Stock {
  readonly calls: number;
  /** When the oldest call started, in milliseconds since the Unix epoch; missing when there is none. */
  readonly oldestAt?: number;
  readonly bytes: number;
  /** Calls that this window found damaged so far, and leaves out; missing when there are none. */
  readonly damagedCalls?: number;
  readonly status: LedgerStatus;
}
