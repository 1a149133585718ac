import type { PricedCall } from "./call.ts";
import type { HealthEvent } from "./health.ts";
import type { LimitReport } from "./stream.ts";

/**
 * What the ledger knows that this window's router does not: what was written before the window opened, and what other
 * windows have written since. Oldest first. The router learns its health, speeds, limits and spending from it.
 */
export interface Hindsight {
  readonly calls: readonly PricedCall[];
  readonly health: readonly HealthEvent[];
  /** What providers last said of keys' limits. Told once, at the beginning. */
  readonly limits?: readonly LimitReading[];
}

/** What a provider's headers said of a key's limit, and when. Times are milliseconds since the Unix epoch. */
export interface LimitReading extends Pick<LimitReport, "kind" | "limit" | "remaining"> {
  /** `Credential.id`. */
  readonly credential: string;
  readonly model: string;
  readonly at: number;
  /** When the limit is whole again. */
  readonly resetsAt?: number;
}
