/**
 * What goes wrong on purpose.
 * - `refuse`: the port is closed, connections are refused; `times` is ignored, a closed port cannot count
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

export interface Fault {
  readonly kind: FaultKind;
  /** How many answers it spoils; without it, all until it is cleared. */
  readonly times?: number;
  /** For `rate-limit`: how long the provider asks to be left alone; 20 seconds without it. */
  readonly retryAfterMs?: number;
  /** For `hang`, `cut` and `in-band-error`: tokens that come before it. */
  readonly afterTokens?: number;
}

/** Faults that speak of the server or the key, and so also spoil model listings and token counts. */
const spoilsEverything: ReadonlySet<FaultKind> = new Set([
  "refuse",
  "server-error",
  "overloaded",
  "hang",
  "garbage",
  "bad-key",
]);

/** One provider's fault, and how many answers it still has to spoil. */
export interface FaultSwitch {
  set(fault: Fault | undefined): void;
  current(): Fault | undefined;
  /** The fault for a request that has just come. Only answers use up `times`; listings meet only faults without it. */
  take(purpose: "answer" | "other"): Fault | undefined;
}

export function createFaultSwitch(): FaultSwitch {
  let fault: Fault | undefined;
  let left = Infinity;

  return {
    set(next) {
      fault = next;
      left = next?.times ?? Infinity;
      if (left <= 0) fault = undefined;
    },
    current: () => fault,
    take(purpose) {
      const taken = fault;
      if (taken === undefined || taken.kind === "refuse") return taken;
      if (purpose === "other") {
        return taken.times === undefined && spoilsEverything.has(taken.kind) ? taken : undefined;
      }
      left -= 1;
      if (left <= 0) fault = undefined;
      return taken;
    },
  };
}
