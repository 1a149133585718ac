import type { LedgerStatus } from "../../spec/snapshot.ts";

/** What is kept, and for how long. */
export interface DataView {
  readonly status: LedgerStatus;
  readonly calls: number;
  /** Calls that were found damaged in the file since this window opened, and left out; missing when there are none. */
  readonly damagedCalls?: number;
  readonly oldestAt?: number;
  /** Of the file on disk; 0 in memory. */
  readonly bytes: number;
  /** Calls older than that many days are dropped; 0 keeps them for ever. Sums by day are always kept. */
  readonly keepDays: number;
  /** Where traces and metrics are sent, such as `http://localhost:4318`; missing when they are not. */
  readonly telemetry?: { readonly endpoint: string; readonly problem?: string; readonly dropped: number };
}

export type ExportFormat = "csv" | "json" | "ndjson";
