import type { Route } from "../../spec/provider.ts";
import type { Objective } from "../../spec/objective.ts";
import { type Hope, hopes, type Timed } from "./hope.ts";
import { balancedPhrase, costPhrase, speedPhrase } from "./order-phrases.ts";

/** A route that may be used, with what is known of it. */
export interface Contestant extends Timed {
  readonly route: Route;
}

/** A candidate in its place. */
export interface Placed<C extends Contestant> {
  readonly candidate: C;
  /** Why it is there, as a phrase for a person; missing where the chain's order is kept. */
  readonly reason?: string;
}

interface Ranked<C extends Contestant> {
  readonly candidate: C;
  readonly hope: Hope | undefined;
  /** Those of a later group come last whatever their score. */
  readonly group: number;
  /** Lower is better. */
  readonly score: number;
}

/** US dollars. Below a hundredth of a cent a call, nobody waits longer to save more. */
const leastWeighedUsd = 0.0001;

/**
 * How hopeful one is of a route that is hardly known. Without limit where only time counts, so that none is forgotten;
 * where money counts too, even a dear one may not be hoped to be more than ten times as quick as it seems.
 */
const leastShare = { fastest: 0, balanced: 0.1 } as const;

/** Orders healthy candidates by what the user wants. Those that are equal to it stay as they stand in the chain. */
export function orderBy<C extends Contestant>(objective: Objective, candidates: readonly C[]): readonly Placed<C>[] {
  switch (objective) {
    case "ordered":
      return candidates.map((candidate) => ({ candidate }));
    case "cheapest":
      return cheapest(candidates);
    case "fastest":
      return fastest(candidates);
    case "balanced":
      return balanced(candidates);
  }
}

function cheapest<C extends Contestant>(candidates: readonly C[]): readonly Placed<C>[] {
  const ranked = candidates.map((candidate): Ranked<C> => {
    const { costUsd } = candidate.expected;
    return { candidate, hope: undefined, group: costUsd === undefined ? 1 : 0, score: costUsd ?? 0 };
  });
  const sorted = ranked.toSorted(byScore);
  const best = sorted[0]?.candidate.expected.costUsd;
  return sorted.map(({ candidate }) => ({ candidate, reason: costPhrase(candidate.expected.costUsd, best) }));
}

function fastest<C extends Contestant>(candidates: readonly C[]): readonly Placed<C>[] {
  const hoped = hopes(candidates, leastShare.fastest);
  const ranked = candidates.map((candidate, at): Ranked<C> => {
    const hope = hoped?.[at];
    return { candidate, hope, group: 0, score: hope?.hopedMs ?? 0 };
  });
  const best = leastOf(ranked.map(({ hope }) => hope?.ms));
  return ranked.toSorted(byScore).map(({ candidate, hope }, at) => {
    return { candidate, reason: speedPhrase(candidate.expected, hope?.ms, best, at === 0) };
  });
}

/** Twice the price weighs as much as twice the wait: the order of products is that of sums of logarithms. */
function balanced<C extends Contestant>(candidates: readonly C[]): readonly Placed<C>[] {
  const hoped = hopes(candidates, leastShare.balanced);
  const ranked = candidates.map((candidate, at) => {
    const hope = hoped?.[at];
    const { costUsd } = candidate.expected;
    const weight = Math.max(leastWeighedUsd, costUsd ?? 0);
    const known = hope?.ms === undefined ? undefined : weight * hope.ms;
    return { candidate, hope, known, group: costUsd === undefined ? 1 : 0, score: weight * (hope?.hopedMs ?? 1) };
  });
  const priced = ranked.some(({ group }) => group === 0);
  const best = leastOf(ranked.map(({ known, group }) => (group === 0 || !priced ? known : undefined)));
  return ranked.toSorted(byScore).map(({ candidate, hope, known }, at) => {
    const early = at === 0 && best !== undefined && known !== best;
    return { candidate, reason: balancedPhrase(candidate.expected.costUsd, hope?.ms, priced, early) };
  });
}

/** Of two that look the same, the one that was tried less; sorting keeps the chain's order for the rest. */
function byScore<C extends Contestant>(a: Ranked<C>, b: Ranked<C>): number {
  return a.group - b.group || a.score - b.score || (a.hope?.tries ?? 0) - (b.hope?.tries ?? 0);
}

function leastOf(figures: readonly (number | undefined)[]): number | undefined {
  const known = figures.filter((figure) => figure !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
