/**
 * What a simulated provider can be made to do wrong.
 * - `refuse`: its port is closed
 * - `rate-limit`, `quota`, `bad-key`, `server-error`, `overloaded`: the provider's own error for that
 * - `hang`: takes the request and says nothing; `slow`: ten times slower
 * - `cut`: closes the connection in mid-answer; `in-band-error`: an error event in mid-answer; `garbage`: not its format
 */
export type FaultKind =
  | "refuse"
  | "rate-limit"
  | "quota"
  | "server-error"
  | "overloaded"
  | "hang"
  | "slow"
  | "cut"
  | "in-band-error"
  | "garbage"
  | "bad-key";

/** A fault for one simulated provider; `none` clears it. */
export interface FaultChoice {
  readonly providerId: string;
  readonly kind: FaultKind | "none";
}
