import type { AttemptRecord } from "../../spec/call.ts";
import type { Failure } from "../../spec/failure.ts";
import type { Route } from "../../spec/provider.ts";
import { modelKey } from "../model-key.ts";
import { candidatesFor } from "../plan/candidates.ts";
import { policyOf } from "../plan/policy-of.ts";
import type { PlanningPorts } from "../plan/plan.ts";
import type { CallQuery } from "../types.ts";

/**
 * Takes an attempt's time in, and keeps calls away from a model that became far slower than it used to be. Not from the
 * last one of a chain that is well: slow is better than nothing. True when it did.
 */
export function watchForSlowness(
  { books, directory, policy }: PlanningPorts,
  query: CallQuery,
  route: Route,
  record: AttemptRecord,
  promptTokens: number,
): boolean {
  const key = modelKey(route);
  books.slow.learn(record, promptTokens);
  const cause = books.slow.verdict(key);
  if (cause === undefined) return false;
  const { candidates } = candidatesFor(query, policyOf(policy, query), directory);
  const others = candidates.filter(({ route: other }) => modelKey(other) !== key);
  if (!others.some((other) => books.health.standing(other.route).standing.kind === "closed")) return false;
  books.slow.forgive(key);
  const failure: Failure = { class: "timeout", scope: "model", message: `The model is slow just now: ${cause}.` };
  books.health.slow(route, failure, `too slow: ${cause}`);
  return true;
}
