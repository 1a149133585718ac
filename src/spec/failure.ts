/**
 * Why an attempt failed, classified once at the dialect's edge. The class decides what the router does next.
 *
 * - `cancelled`: the user or a newer keystroke ended it; never counts against anything
 * - `caller-fault`: the request itself is wrong; no other route would take it either
 * - `context-too-long`: the prompt does not fit this model; a larger one may take it
 * - `content-filtered`: refused by the provider's safety rules
 * - `capability`: this model cannot do what was asked (a suffix, tools, images, a parameter)
 * - `credential-invalid`: the key is wrong, revoked or not allowed to use the model
 * - `quota-exhausted`: the account is out of money or of its daily quota
 * - `rate-limited`: too many requests or tokens just now
 * - `overloaded`: the provider has no capacity just now
 * - `server-error`: a 5xx, or an answer that is malformed or empty
 * - `timeout`: one of the four clocks ran out
 * - `network`: no connection: name not found, refused, reset, TLS
 * - `truncated`: the stream ended without its terminator; never reported as success
 * - `model-gone`: the model does not exist (any more)
 * - `no-route`: the plan had no route that could be tried
 */
export type FailureClass =
  | "cancelled"
  | "caller-fault"
  | "context-too-long"
  | "content-filtered"
  | "capability"
  | "credential-invalid"
  | "quota-exhausted"
  | "rate-limited"
  | "overloaded"
  | "server-error"
  | "timeout"
  | "network"
  | "truncated"
  | "model-gone"
  | "no-route";

/** Which part of a route a failure speaks about, and so what its breaker or cool-down applies to. */
export type FailureScope = "none" | "credential" | "credential-model" | "model" | "provider";

/** The clock that ran out: reaching the server, its first meaningful event, the pause between two, the whole attempt. */
export type DeadlineKind = "connect" | "first-token" | "idle" | "total";

/** An expected error as a value. Its texts are safe to show and to store: they never hold a key or the prompt. */
export interface Failure {
  readonly class: FailureClass;
  readonly scope: FailureScope;
  /** One sentence for a person, in the provider's words where it gave some, without keys. */
  readonly message: string;
  /** HTTP status, where there was one. */
  readonly status?: number;
  /** The provider's own code or type, such as `insufficient_quota` or `overloaded_error`, or a socket's `ECONNREFUSED`. */
  readonly code?: string;
  /** How long the provider asks to be left alone, in milliseconds from when the failure was seen. */
  readonly retryAfterMs?: number;
  /** For `timeout`: the clock that ran out. */
  readonly deadline?: DeadlineKind;
}

/** The code of a failure that a fire drill made, by which its traces are told from a provider's. */
export const drillCode = "fire-drill";

/** A value or the failure that took its place. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };
