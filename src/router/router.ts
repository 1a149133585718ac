import type { BreakerState, RouteHealth } from "../spec/health.ts";
import { Call, type CallPorts } from "./call/call.ts";
import { candidatesFor } from "./plan/candidates.ts";
import { CapabilityMemory } from "./plan/capability-memory.ts";
import type { Standing } from "./health/breaker.ts";
import { HealthBook } from "./health/health-book.ts";
import { makePlan } from "./plan/plan.ts";
import { resolveEntries } from "./plan/resolve-chain.ts";
import type { Clock } from "../spec/clock.ts";
import type { Task } from "../spec/task.ts";
import type { Directory, Policy, Router, RouterObserver, Transport } from "./types.ts";

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
  readonly observer: RouterObserver;
  /** Told of what must not happen: a transport or an observer that throws. */
  readonly reportBug: (error: unknown) => void;
}

/** Builds the router. It has no timers of its own: without calls it does nothing. */
export function createRouter(ports: RouterPorts): Router {
  const { clock, directory, policy, newId } = ports;
  const observer = guarded(ports.observer, ports.reportBug);
  const health = new HealthBook(clock, ports.random, observer.healthChanged);
  const capabilities = new CapabilityMemory();
  const callPorts: CallPorts = { ...ports, observer, health, capabilities };
  return {
    plan(query) {
      const { task, routes, leftOut } = makePlan(callPorts, query);
      return { task, routes, leftOut };
    },
    call: (query, signal) => new Call(callPorts, query, newId(), signal).run(),
    health(task) {
      return candidatesFor({ task }, policy(task), directory).candidates.map(({ route }): RouteHealth => {
        const { standing, guard } = health.standing(route);
        return { routeId: route.id, state: stateOf(standing), ...(guard && { guard }) };
      });
    },
    reset(routeId) {
      for (const route of resolveEntries([routeId], directory).routes) {
        health.reset(route);
        capabilities.forget(route);
      }
    },
    credentialChanged: (credentialId) => health.credentialChanged(credentialId),
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

/** An observer whose exceptions are reported and do no harm. */
function guarded(observer: RouterObserver, reportBug: (error: unknown) => void): RouterObserver {
  const safely = <T>(tell: (value: T) => void) => {
    return (value: T) => {
      try {
        tell(value);
      } catch (error) {
        reportBug(error);
      }
    };
  };
  return {
    callChanged: safely(observer.callChanged.bind(observer)),
    callEnded: safely(observer.callEnded.bind(observer)),
    healthChanged: safely(observer.healthChanged.bind(observer)),
  };
}
