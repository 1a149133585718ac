import type { Route } from "../../spec/provider.ts";
import type { LimitBook } from "./limit-book.ts";

/**
 * Orders routes that differ in nothing but their credential: least loaded first, then the one with the fewest requests
 * in flight, then the one that was not used for the longest time, else as they stood. Those without room for a request
 * of so many tokens come last.
 */
export function byLoad(routes: readonly Route[], book: LimitBook, tokens = 0): readonly Route[] {
  const ranked = routes.map((route) => {
    const room = book.room(route, tokens);
    return { route, load: room.ok ? room.load : Number.MAX_VALUE, use: book.use(route) };
  });
  const sorted = ranked.toSorted(
    (a, b) => a.load - b.load || a.use.inFlight - b.use.inFlight || a.use.lastUsedAt - b.use.lastUsedAt,
  );
  return sorted.map(({ route }) => route);
}

/**
 * Orders every pool of a chain by load: neighbours of the same provider and model. A pool keeps its place in the chain,
 * and what stands apart in it stays apart.
 */
export function poolOrder(routes: readonly Route[], book: LimitBook, tokens = 0): readonly Route[] {
  const ordered: Route[] = [];
  for (let from = 0, to = 0; from < routes.length; from = to) {
    while (to < routes.length && isSameModel(routes[from], routes[to])) to += 1;
    const pool = routes.slice(from, to);
    ordered.push(...(pool.length > 1 ? byLoad(pool, book, tokens) : pool));
  }
  return ordered;
}

function isSameModel(a: Route | undefined, b: Route | undefined): boolean {
  return a?.provider === b?.provider && a?.model === b?.model;
}
