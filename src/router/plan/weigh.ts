import { prospectOf } from "../choose/expectation.ts";
import type { Expectation, LeftOutRoute, PlanQuery, Policy } from "../types.ts";
import type { Objective } from "../../spec/objective.ts";
import { modelKey } from "../model-key.ts";
import type { Candidate } from "./candidates.ts";
import { stickyOf } from "./sticky-of.ts";
import type { PlanningPorts } from "./plan.ts";
import type { Sizes } from "./sizes.ts";

/** A candidate with what is expected of it, where that was asked for. */
export interface WeighedCandidate extends Candidate {
  readonly expected?: Expectation;
  /** How many times its model was timed, and how often it was tried lately. */
  readonly samples: number;
  readonly tries: number;
}

/** What the budgets leave of the candidates. */
export interface Weighed {
  readonly affordable: readonly WeighedCandidate[];
  /** Those that may not be paid. */
  readonly dear: readonly LeftOutRoute[];
  /** The policy's own, or `cheapest` where a budget runs out. */
  readonly objective: Objective;
  /** Why the objective is not the policy's own, as a phrase; undefined where it is. */
  readonly saving: string | undefined;
}

/**
 * Expects cost and time of each candidate, and leaves out what a budget does not allow. Costs nothing where neither the
 * objective nor a budget nor the caller wants to know.
 */
export function weighed(
  planning: PlanningPorts,
  query: PlanQuery,
  policy: Policy,
  candidates: readonly Candidate[],
  sizes: Sizes,
  wanted: boolean,
): Weighed {
  const { books, prices, clock } = planning;
  const verdict = books.budgets.verdict(query);
  const { objective: own = "ordered" } = policy;
  const objective = verdict.kind === "cheaper" ? "cheapest" : own;
  const saving = verdict.kind === "cheaper" && own !== "cheapest" ? verdict.reason : undefined;
  const needed = wanted || objective !== "ordered" || books.budgets.covers(query);
  if (!needed) {
    return { affordable: candidates.map((one) => ({ ...one, samples: 0, tries: 0 })), dear: [], objective, saving };
  }
  const now = clock.now();
  const sticky = stickyOf(planning, query);
  const ports = { prices, speeds: books.latency.expected.bind(books.latency) };
  const affordable: WeighedCandidate[] = [];
  const dear: LeftOutRoute[] = [];
  for (const candidate of candidates) {
    const { expected, samples } = prospectOf(ports, candidate.route, sizes, sticky, now);
    const reason = books.budgets.refusal(query, verdict, expected.costUsd);
    if (reason === undefined)
      affordable.push({
        ...candidate,
        expected,
        samples,
        tries: books.trials.of(query.task, modelKey(candidate.route)),
      });
    else dear.push({ entry: candidate.route.id, reason, expected });
  }
  return { affordable, dear, objective, saving };
}

/** A route that is left out, with what was expected of it. */
export function withExpectation(leftOut: LeftOutRoute, { expected }: Pick<WeighedCandidate, "expected">): LeftOutRoute {
  return expected ? { ...leftOut, expected } : leftOut;
}
