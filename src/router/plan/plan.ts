import type { Clock } from "../../spec/clock.ts";
import type { Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Task } from "../../spec/task.ts";
import type { Books } from "../books.ts";
import type { Directory, LeftOutRoute, Plan, PlanQuery, Policy, Prices, PrivacyRule } from "../types.ts";
import { candidatesFor } from "./candidates.ts";
import { demandOf, unfit } from "./fitness.ts";
import { byHealth, heldReason } from "./by-health.ts";
import { type BusyCandidate, type Insistence, leastBad } from "./least-bad.ts";
import { choose } from "./choose.ts";
import { patienceMs } from "./patience.ts";
import { isOnThisMachine } from "./on-this-machine.ts";
import { policyOf } from "./policy-of.ts";
import { sizesOf } from "./sizes.ts";
import { stickyOf } from "./sticky-of.ts";
import { weighed, withExpectation } from "./weigh.ts";

/** What a plan is made from. */
export interface PlanningPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly policy: (task: Task) => Policy;
  readonly prices: Prices;
  readonly privacy: PrivacyRule;
  readonly books: Books;
}

/** What a call under way knows beyond its question. */
export interface Progress extends Insistence {
  readonly request?: ModelRequest;
  /** Whether the call is through with the route. */
  readonly isDone: (route: Route) => boolean;
  /** Tokens of the largest window that the prompt was too long for. */
  readonly largerThan: () => number;
  /** Whether each route's cost and time are wanted also where the order does not depend on them. */
  readonly weigh?: boolean;
}

/** A plan, and the routes that another call is just probing. */
export interface Outlook extends Plan {
  readonly busy: readonly BusyCandidate[];
}

/** Where a call that has not begun stands. */
export function atTheStart(task: Task, policy: Policy): Progress {
  const patience = Math.min(patienceMs[task], policy.deadlines.totalMs);
  return {
    isDone: () => false,
    largerThan: () => 0,
    patienceMs: patience,
    mayForce: true,
    asked: patienceMs[task] > 0,
  };
}

/**
 * Orders the routes that the user chose for the task and leaves out those that would not answer, each with its reason.
 * The same inputs give the same plan; nothing is sent and nothing is changed.
 *
 * In this order: what the user chose, what suits the request, what may be paid, what is well and has room in its limits,
 * and of that what the objective wants first.
 */
export function makePlan(ports: PlanningPorts, query: PlanQuery, so: Progress): Outlook {
  const policy = policyOf(ports.policy, query);
  const { task } = query;
  if (!policy.enabled) {
    return { task, routes: [], leftOut: [{ entry: task, reason: "switched off in the settings" }], busy: [] };
  }
  const { books, clock } = ports;
  const sizes = sizesOf(query, so.request);
  const found = candidatesFor(query, policy, ports.directory, { limits: books.limits, sizes });
  const leftOut: LeftOutRoute[] = [...found.leftOut];
  const fitnessPorts = { ...ports, ...books };
  const demand = demandOf(fitnessPorts, query, so.request, so.largerThan());
  const fitting = found.candidates.filter(({ route }) => {
    if (so.isDone(route)) return false;
    const reason = unfit(fitnessPorts, demand, route);
    if (reason !== undefined) leftOut.push({ entry: route.id, reason });
    return reason === undefined;
  });
  const { affordable, dear, objective, saving } = weighed(ports, query, policy, fitting, sizes, so.weigh === true);
  leftOut.push(...dear);
  const sorted = byHealth(ports, query.task, affordable, sizes);
  const routes = choose(sorted, {
    objective,
    saving,
    sticky: stickyOf(ports, query),
    isPreferred: ({ route }) => policy.localFirst === true && isOnThisMachine(ports.directory, route.provider),
  });
  const forced = routes.length === 0 ? leastBad(sorted.held, sorted.busy, clock.now(), so) : undefined;
  if (forced) routes.push(forced);
  for (const one of sorted.held) {
    if (one.route.id === forced?.route.id) continue;
    leftOut.push(withExpectation({ entry: one.route.id, reason: heldReason(one, clock.now()) }, one));
  }
  for (const one of sorted.busy) {
    leftOut.push(withExpectation({ entry: one.route.id, reason: busyReason }, one));
  }
  return { task, routes, leftOut, busy: sorted.busy };
}

const busyReason = "another call is finding out if it is well again";
