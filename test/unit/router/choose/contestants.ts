import type { Contestant, Placed } from "../../../../src/router/choose/order.ts";
import type { Expectation } from "../../../../src/router/types.ts";
import type { Route } from "../../../../src/spec/provider.ts";

export function routeOf(model: string, provider = "lab"): Route {
  return { id: `${provider}/${model}`, provider, model, credential: "key" };
}

/** A candidate that was timed ten times, if at all. */
export function contestant(model: string, expected: Expectation = {}, more: Partial<Contestant> = {}): Contestant {
  return { route: routeOf(model), expected, samples: expected.firstTokenMs === undefined ? 0 : 10, ...more };
}

export function modelsOf(placed: readonly Placed<Contestant>[]): string {
  return placed.map(({ candidate }) => candidate.route.model).join(" ");
}

export function reasonsOf(placed: readonly Placed<Contestant>[]): readonly (string | undefined)[] {
  return placed.map(({ reason }) => reason);
}

/** Numbers from 0 up to 1 that are the same in every run. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
