import type { AttemptRecord, CallRecord, PricedCall } from "../../../src/spec/call.ts";
import type { Cost } from "../../../src/spec/usage.ts";
import { attemptOf, callOf } from "../../support/call-records.ts";

/** A price from the list. */
export function listed(usd: number): Cost {
  return { kind: "known", usd, source: "list" };
}

type PricedAttempt = AttemptRecord & { readonly cost: Cost };

/** An attempt that succeeded at OpenAI for half a cent. */
export function pricedAttemptOf(more: Partial<PricedAttempt> = {}): PricedAttempt {
  return { ...attemptOf(more), cost: more.cost ?? listed(0.005) };
}

/** A call that succeeded, with the attempts given or one of its own; what it cost follows from them. */
export function pricedCallOf(
  more: Partial<Omit<CallRecord, "attempts">> & { readonly attempts?: readonly PricedAttempt[] } = {},
): PricedCall {
  const startedAt = more.startedAt ?? 0;
  const attempts = more.attempts ?? [pricedAttemptOf({ startedAt })];
  const unknown = attempts.some(({ cost }) => cost.kind === "unknown");
  const usd = attempts.reduce((sum, { cost }) => sum + (cost.kind === "known" ? cost.usd : 0), 0);
  return { ...callOf(more), attempts, cost: unknown ? { kind: "unknown" } : listed(usd) };
}
