import type { Expectation } from "../types.ts";
import { moneyPhrase } from "./money-phrase.ts";
import { timePhrase } from "../time-phrase.ts";

/** Why a route has its place under `cheapest`; `bestUsd` is the least that any costs, where one is known. */
export function costPhrase(costUsd: number | undefined, bestUsd: number | undefined): string {
  if (costUsd === undefined) return unpriced(bestUsd !== undefined);
  const place = costUsd === bestUsd ? "cheapest" : "next cheapest";
  return costUsd === 0 ? `${place}: free` : `${place}: about ${moneyPhrase(costUsd)}`;
}

/**
 * Why a route has its place under `fastest`.
 *
 * @param best the best of the candidates, hopes aside; undefined where none was ever timed
 * @param isFirst whether it is the one that is tried
 */
export function speedPhrase(
  { firstTokenMs }: Expectation,
  ms: number | undefined,
  best: number | undefined,
  isFirst: boolean,
): string {
  if (ms === undefined) return isFirst && best !== undefined ? "not timed yet: trying it" : "not timed yet";
  const place = ms === best ? "fastest" : isFirst ? triedLess : "next fastest";
  return firstTokenMs === undefined
    ? `${place}: about ${timePhrase(ms)}`
    : `${place}: first word in about ${timePhrase(firstTokenMs)}`;
}

/** Why a route has its place under `balanced`; `early` says whether it is there by hope rather than by what is known. */
export function balancedPhrase(
  costUsd: number | undefined,
  ms: number | undefined,
  priced: boolean,
  early: boolean,
): string {
  if (costUsd === undefined && priced) return unpriced(true);
  const price = costUsd === undefined ? "price unknown" : costUsd === 0 ? "free" : moneyPhrase(costUsd);
  const time = ms === undefined ? "not timed yet" : timePhrase(ms);
  return `${early ? triedLess : "balanced"}: ${price}, ${time}`;
}

const triedLess = "tried less than others";

function unpriced(othersPriced: boolean): string {
  return othersPriced ? "price unknown, so last" : "price unknown";
}
