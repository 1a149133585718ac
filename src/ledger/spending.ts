import type { Spend } from "../spec/budget.ts";
import type { PricedCall } from "../spec/call.ts";
import { spentOn, unpricedOf } from "./call-figures.ts";

/** What so many calls of one kind cost; all of it below 0 where they are to be taken off a sum. */
export interface SpendPart extends Spend {
  readonly calls: number;
}

/** Adds up by task, client and experiment, in the order in which they come first. */
export function addUp(parts: readonly SpendPart[]): readonly Spend[] {
  const sums = new Map<string, SpendPart>();
  for (const part of parts) {
    const kind = JSON.stringify([part.task, part.client, part.experiment]);
    const sum = sums.get(kind) ?? { ...part, usd: 0, unpriced: 0, calls: 0 };
    const usd = sum.usd + part.usd;
    sums.set(kind, { ...sum, usd, unpriced: sum.unpriced + part.unpriced, calls: sum.calls + part.calls });
  }
  // What is taken off a sum may leave a fraction of a cent below 0.
  return [...sums.values()].flatMap(({ calls, ...sum }) => (calls === 0 ? [] : { ...sum, usd: Math.max(0, sum.usd) }));
}

/** A call as one part of such a sum. */
export function spendOf(call: PricedCall): SpendPart {
  const { task, client, experiment } = call;
  const kind = { task, client, ...(experiment === undefined ? {} : { experiment }) };
  return { ...kind, usd: spentOn(call), unpriced: unpricedOf(call), calls: 1 };
}
