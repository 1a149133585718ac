import type { Route } from "../../spec/provider.ts";
import { resolveConnected, resolveEntries } from "./resolve-chain.ts";
import type { Directory, LeftOutRoute, PlanQuery, Policy } from "../types.ts";

/** A route that the user chose for the task, with how it came to its place. */
export interface Candidate {
  readonly route: Route;
  readonly place: string;
}

/** Every route that the user chose for the task, pinned first, and what leads to none. Says nothing of health. */
export function candidatesFor(
  query: PlanQuery,
  policy: Policy,
  directory: Directory,
): { readonly candidates: readonly Candidate[]; readonly leftOut: readonly LeftOutRoute[] } {
  const written = policy.chain.length > 0;
  const chain = written ? resolveEntries(policy.chain, directory) : resolveConnected(query.task, directory);
  const pinned = resolveEntries(query.pinned === undefined ? [] : [query.pinned], directory);
  const pinnedIds = new Set(pinned.routes.map(({ id }) => id));
  const list = written ? "in your chain" : "of the providers you connected";
  return {
    candidates: [
      ...pinned.routes.map((route) => ({ route, place: "pinned by you" })),
      ...chain.routes
        .map((route, at) => ({ route, place: `${at === 0 ? "first" : "next"} ${list}` }))
        .filter(({ route }) => !pinnedIds.has(route.id)),
    ],
    leftOut: [...pinned.leftOut, ...chain.leftOut.filter(({ entry }) => entry !== query.pinned)],
  };
}
