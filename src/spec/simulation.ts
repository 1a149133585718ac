/**
 * What a simulated provider can be made to do wrong.
 * - `refuse`: the port is closed, connections are refused
 * - `rate-limit`: 429 in the provider's shape, with its waiting time
 * - `quota`: the account is out of money, in the provider's shape (OpenAI 429, Anthropic 400, Gemini 429)
 * - `server-error`: 500
 * - `overloaded`: Anthropic 529, OpenAI and Gemini 503
 * - `bad-key`: the key is refused, whatever it is
 * - `hang`: the request is taken and nothing ever comes, not even headers; with `afterTokens`, headers and that many
 *   tokens come first, so that 0 gives headers alone
 * - `slow`: ten times slower than the speed that is set
 * - `cut`: the socket is destroyed in mid-answer, after `afterTokens` (8), with no terminator
 * - `in-band-error`: status 200, `afterTokens` (3) tokens, then the format's own error event
 * - `garbage`: status 200 with bytes that are not the format
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
