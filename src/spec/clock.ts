/**
 * Time as a parameter, so that a test can run a week in a second.
 * Everything in router/ and ledger/ takes its time from here and nowhere else.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Runs `callback` once after `delayMs`. Returns a function that cancels it; cancelling twice is harmless. */
  schedule(delayMs: number, callback: () => void): () => void;
}
