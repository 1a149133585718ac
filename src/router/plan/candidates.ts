import type { Route } from "../../spec/provider.ts";
import type { LimitBook } from "../limits/limit-book.ts";
import { poolOrder } from "../limits/pool-order.ts";
import { modelKey } from "../model-key.ts";
import { keptFor } from "./kept-candidates.ts";
import { resolveConnected, resolveEntries, type TakeTurns } from "./resolve-chain.ts";
import type { Sizes } from "./sizes.ts";
import type { Directory, LeftOutRoute, PlanQuery, Policy } from "../types.ts";

/** A route that the user chose for the task, with how it came to its place. */
export interface Candidate {
  readonly route: Route;
  readonly place: string;
  readonly pinned: boolean;
}

/** What the user chose for a task, and what of it leads to no route. */
export interface Candidates {
  readonly candidates: readonly Candidate[];
  readonly leftOut: readonly LeftOutRoute[];
}

/**
 * Every route that the user chose for the task, pinned first, and what leads to none. Says nothing of health. With `pool`,
 * the keys of a provider take turns by their load.
 */
export function candidatesFor(
  query: PlanQuery,
  policy: Policy,
  directory: Directory,
  pool?: { readonly limits: LimitBook; readonly sizes: Sizes },
): Candidates {
  if (query.pinned !== undefined) return candidatesOf(query, policy, directory, pool);
  const name = `${query.task} ${policy.breadth ?? ""} ${query.choice?.chain ? "named" : ""} ${policy.chain.join("\n")}`;
  return keptFor(directory, name, () => {
    const found = candidatesOf(query, policy, directory, pool);
    return { found, stands: !takesTurns(found.candidates) };
  });
}

/** Whether any model has several keys, so that the order depends on their load. */
function takesTurns(candidates: readonly Candidate[]): boolean {
  return new Set(candidates.map(({ route }) => modelKey(route))).size < candidates.length;
}

function candidatesOf(
  query: PlanQuery,
  policy: Policy,
  directory: Directory,
  pool: { readonly limits: LimitBook; readonly sizes: Sizes } | undefined,
): Candidates {
  const written = policy.chain.length > 0;
  const takeTurns: TakeTurns = (routes) =>
    pool ? poolOrder(routes, pool.limits, pool.sizes.prompt + pool.sizes.answer) : routes;
  const chain = written
    ? resolveEntries(policy.chain, directory, takeTurns)
    : resolveConnected(query.task, directory, policy.breadth);
  const inOrder = written ? chain.routes : takeTurns(chain.routes);
  const pinned = resolveEntries(query.pinned === undefined ? [] : [query.pinned], directory, takeTurns);
  const pinnedIds = new Set(pinned.routes.map(({ id }) => id));
  const list = listName(written, query);
  return {
    candidates: [
      ...pinned.routes.map((route) => ({ route, place: "pinned by you", pinned: true })),
      ...inOrder
        .map((route, at) => ({ route, place: `${at === 0 ? "first" : "next"} ${list}`, pinned: false }))
        .filter(({ route }) => !pinnedIds.has(route.id)),
    ],
    leftOut: [...pinned.leftOut, ...chain.leftOut.filter(({ entry }) => entry !== query.pinned)],
  };
}

function listName(written: boolean, { choice }: PlanQuery): string {
  if (choice?.chain) return "of those the caller named";
  return written ? "in your chain" : "of the providers you connected";
}
