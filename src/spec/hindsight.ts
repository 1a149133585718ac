import type { PricedCall } from "./call.ts";
import type { HealthEvent } from "./health.ts";

/**
 * What the ledger knows that this window's router does not: what was written before the window opened, and what other
 * windows have written since. Oldest first. The router learns its health, speeds, limits and spending from it.
 */
export interface Hindsight {
  readonly calls: readonly PricedCall[];
  readonly health: readonly HealthEvent[];
}
