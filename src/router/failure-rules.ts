import type { Failure, FailureClass, FailureScope } from "../spec/failure.ts";

/** What the router does about a class of failure, as long as nothing of the answer was shown. */
export interface FailureRule {
  /**
   * Where the call goes.
   * - `next`: the next route, at once
   * - `larger-window`: the next route whose context window is larger, or unknown
   * - `next-if-allowed`: the next route where the policy says so, else as `stop`
   * - `stop`: nowhere; no other route would help
   */
  readonly onward: "next" | "larger-window" | "next-if-allowed" | "stop";
  /** What it speaks about, when the router itself is the one who saw it. A dialect's own `Failure.scope` wins. */
  readonly scope: FailureScope;
  /**
   * What it does to the breaker of its scope.
   * - `none`: nothing, ever
   * - `count`: weighed against the last attempts
   * - `hold`: opens it at once
   */
  readonly effect: "none" | "count" | "hold";
  /** For `hold`: how long where the provider named no time, in milliseconds. Without it, the breaker's own growing cool-down. */
  readonly holdMs?: number;
  /**
   * Set where the same route may be asked once more if it is the last one: after this pause in milliseconds, or after
   * the time that the provider named.
   */
  readonly retryAfterPauseMs?: number;
  /** The same model under another key would fail the same way, so this call does not ask it again. */
  readonly aboutModel?: boolean;
}

const hour = 3_600_000;

/**
 * The end of a hold that only a reset or a new key ends: the last instant that a `Date` can hold. Unlike Infinity it
 * survives JSON, and so the way into a webview.
 */
export const untilReset = 8.64e15;

/**
 * One row a class. A quota without a reset time is looked at again after an hour. A model that is gone stays so until
 * the provider's listing is read anew, which is daily. A key stays refused until it is changed.
 */
export const failureRules: Readonly<Record<FailureClass, FailureRule>> = {
  cancelled: { onward: "stop", scope: "none", effect: "none" },
  "caller-fault": { onward: "stop", scope: "none", effect: "none" },
  "context-too-long": { onward: "larger-window", scope: "none", effect: "none", aboutModel: true },
  "content-filtered": { onward: "next-if-allowed", scope: "none", effect: "none" },
  capability: { onward: "next", scope: "none", effect: "none", aboutModel: true },
  "credential-invalid": { onward: "next", scope: "credential", effect: "hold", holdMs: untilReset },
  "quota-exhausted": { onward: "next", scope: "credential", effect: "hold", holdMs: hour },
  "rate-limited": { onward: "next", scope: "credential-model", effect: "hold", retryAfterPauseMs: 5000 },
  overloaded: { onward: "next", scope: "model", effect: "count", retryAfterPauseMs: 2000 },
  "server-error": { onward: "next", scope: "model", effect: "count" },
  timeout: { onward: "next", scope: "model", effect: "count" },
  network: { onward: "next", scope: "provider", effect: "count" },
  truncated: { onward: "next", scope: "model", effect: "count" },
  "model-gone": { onward: "next", scope: "model", effect: "hold", holdMs: 24 * hour },
  "no-route": { onward: "stop", scope: "none", effect: "none" },
};

/** The breaker's scope that a failure counts against; `none` for one that never counts, whatever its dialect says. */
export function scopeOf(failure: Failure): FailureScope {
  return failureRules[failure.class].effect === "none" ? "none" : failure.scope;
}

/**
 * How long a failure keeps its route away at once, in milliseconds: what the provider asked for, else what its class
 * holds. Missing where it is only counted, or where the cool-down is the breaker's to choose.
 */
export function statedHoldMs(failure: Failure): number | undefined {
  const asked = failure.retryAfterMs;
  if (asked !== undefined && Number.isFinite(asked)) return Math.max(0, asked);
  return failureRules[failure.class].holdMs;
}
