import type { AccountReading } from "../../spec/account.ts";
import { tidy } from "./decode.ts";

type Cost = NonNullable<AccountReading["costs"]>[number];

/** How far back costs are read: what is billed late still comes in. */
export const COST_DAYS = 30;

const DAY_MS = 86_400_000;

/** The first moment of the UTC day that lies `COST_DAYS` back. */
export function costsSince(now: number): number {
  return (Math.floor(now / DAY_MS) - COST_DAYS) * DAY_MS;
}

/** Adds up what was reported in several lines for one day and model: input, output, cache. */
export function addUp(costs: readonly Cost[]): readonly Cost[] {
  const sums = new Map<string, Cost>();
  for (const cost of costs) {
    const day = Math.floor(cost.day / DAY_MS) * DAY_MS;
    const name = JSON.stringify([day, cost.model]);
    sums.set(name, { ...cost, day, usd: tidy((sums.get(name)?.usd ?? 0) + cost.usd) });
  }
  return [...sums.values()].toSorted((a, b) => a.day - b.day || (a.model ?? "").localeCompare(b.model ?? ""));
}
