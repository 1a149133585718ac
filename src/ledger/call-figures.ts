import { isRealAttempt } from "../spec/attempts.ts";
import type { PricedCall } from "../spec/call.ts";

/** What is known of a call's cost, in US dollars: less than the whole when an attempt's price is unknown. */
export function spentOn({ attempts }: PricedCall): number {
  let usd = 0;
  for (const attempt of attempts) if (attempt.cost.kind === "known" && isRealAttempt(attempt)) usd += attempt.cost.usd;
  return usd;
}

/** How many attempts used tokens whose price is unknown. */
export function unpricedOf({ attempts }: PricedCall): number {
  let count = 0;
  for (const attempt of attempts) {
    if (attempt.usage !== undefined && attempt.cost.kind === "unknown" && isRealAttempt(attempt)) count++;
  }
  return count;
}

/** Which attempt answered, or else was made last; -1 when it is none of the call's. */
export function lastAttemptOf({ attempts, routeId }: PricedCall): number {
  if (routeId === undefined) return attempts.length - 1;
  let last = -1;
  for (let index = attempts.length - 1; index >= 0; index--) {
    const attempt = attempts[index];
    if (attempt?.routeId !== routeId) continue;
    if (attempt.outcome === "succeeded") return index;
    if (last < 0) last = index;
  }
  return last;
}
