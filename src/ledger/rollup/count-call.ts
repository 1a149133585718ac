import type { PricedCall } from "../../spec/call.ts";
import { failoversOf, isRealAttempt } from "../../spec/attempts.ts";
import { countAttempt, countMade, type Sums } from "./sums.ts";

/**
 * Counts a call and its attempts, fire drills left out.
 *
 * @param whole takes calls as a whole, with what their attempts used and cost
 * @param sumsOf gives what takes the attempt with this index
 */
export function countCall(call: PricedCall, whole: Sums, sumsOf: (attempt: number) => Sums): void {
  countMade(whole, call);
  whole.failovers += failoversOf(call);
  for (const [index, attempt] of call.attempts.entries()) {
    if (!isRealAttempt(attempt)) continue;
    countAttempt(whole, attempt);
    const sums = sumsOf(index);
    countMade(sums, attempt);
    countAttempt(sums, attempt);
  }
}
