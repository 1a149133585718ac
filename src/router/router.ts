import type { Clock } from "../spec/clock.ts";
import type { BreakerState, RouteHealth } from "../spec/health.ts";
import type { Route } from "../spec/provider.ts";
import type { Task } from "../spec/task.ts";
import type { CallPorts } from "./call/bookkeeper.ts";
import { Call } from "./call/call.ts";
import { guardedObserver } from "./guarded-observer.ts";
import type { Standing } from "./health/breaker.ts";
import { learn } from "./learn.ts";
import { openBooks } from "./open-books.ts";
import { candidatesFor } from "./plan/candidates.ts";
import { atTheStart, makePlan } from "./plan/plan.ts";
import { policyOf } from "./plan/policy-of.ts";
import { resolveEntries } from "./plan/resolve-chain.ts";
import type {
  Budgets,
  Directory,
  Policy,
  Prices,
  PrivacyRule,
  Router,
  RouterObserver,
  SpentSince,
  StatedLimits,
  Transport,
} from "./types.ts";

/** What a router is built from. */
export interface RouterPorts {
  readonly clock: Clock;
  /** From 0 up to 1, as `Math.random`. */
  readonly random: () => number;
  /** Ids for calls, unique over all windows. */
  readonly newId: () => string;
  readonly directory: Directory;
  /** Asked at the beginning of each call and plan. */
  readonly policy: (task: Task) => Policy;
  readonly transport: Transport;
  readonly prices: Prices;
  /** What the user states of a route's limits; nothing unless given. */
  readonly limits?: (route: Route) => StatedLimits | undefined;
  /** None unless given. */
  readonly budgets?: Budgets;
  /** Needed with budgets: what was spent before this router was made, and by others. */
  readonly spentSince?: SpentSince;
  /** Every file may go anywhere unless given. */
  readonly privacy?: PrivacyRule;
  readonly observer: RouterObserver;
  /** Told of what must not happen: a transport or an observer that throws. */
  readonly reportBug: (error: unknown) => void;
}

/** Builds the router. It has no timers of its own but the end of a fire drill: without calls it does nothing. */
export function createRouter(ports: RouterPorts): Router {
  const { clock, directory, policy, newId, privacy = () => undefined } = ports;
  const observer = guardedObserver(ports.observer, ports.reportBug);
  const books = openBooks(ports, observer);
  const callPorts: CallPorts = { ...ports, privacy, observer, books };
  return {
    plan(query, { weigh } = { weigh: true }) {
      const start = atTheStart(query.task, policyOf(policy, query));
      const { task, routes, leftOut } = makePlan(callPorts, query, { ...start, weigh });
      return { task, routes, leftOut };
    },
    call: (query, signal) => new Call(callPorts, query, newId(), signal).run(),
    health(task) {
      return candidatesFor({ task }, policy(task), directory).candidates.map(({ route }): RouteHealth => {
        const { standing, guard } = books.health.standing(route);
        return { routeId: route.id, state: stateOf(standing), ...(guard && { guard }) };
      });
    },
    reset(routeId) {
      for (const route of resolveEntries([routeId], directory).routes) {
        books.health.reset(route);
        books.capabilities.forget(route);
        books.limits.forget(route);
      }
    },
    credentialChanged(credentialId) {
      books.health.credentialChanged(credentialId);
      books.limits.credentialChanged(credentialId);
    },
    routesChosenAnew: () => books.sticky.clear(),
    learn: (hindsight) => learn(books, hindsight, clock.now()),
    budgets: () => books.budgets.standings(),
    drill(routeId, fault) {
      const { routes } = resolveEntries([routeId], directory);
      if (fault !== "none") for (const route of routes) books.drills.start(route, fault);
      // Also one whose key was taken away meanwhile.
      else for (const id of new Set([routeId, ...routes.map((route) => route.id)])) books.drills.end(id);
    },
    drills: () => books.drills.list(),
  };
}

function stateOf(standing: Standing): BreakerState {
  switch (standing.kind) {
    case "closed":
      return { kind: "closed" };
    case "open":
      return { kind: "open", until: standing.until, cause: standing.cause };
    case "half-open":
      return { kind: "half-open", probing: standing.lease !== undefined, cause: standing.cause };
  }
}
