import type { Spend } from "../spec/budget.ts";
import type { PricedCall } from "../spec/call.ts";

/** What is known of a call's cost, in US dollars: less than the whole when an attempt's price is unknown. */
export function spentOn({ attempts }: PricedCall): number {
  return attempts.reduce((sum, { cost }) => sum + (cost.kind === "known" ? cost.usd : 0), 0);
}

/** Adds up by task, client and experiment, in the order in which they come first. */
export function addUp(spends: readonly Spend[]): readonly Spend[] {
  const sums = new Map<string, Spend>();
  for (const spend of spends) {
    const kind = JSON.stringify([spend.task, spend.client, spend.experiment]);
    const usd = (sums.get(kind)?.usd ?? 0) + spend.usd;
    sums.set(kind, { ...spend, usd });
  }
  return [...sums.values()];
}

/** A call as one entry of such a sum. */
export function spendOf(call: PricedCall): Spend {
  const { task, client, experiment } = call;
  return { task, client, ...(experiment === undefined ? {} : { experiment }), usd: spentOn(call) };
}
