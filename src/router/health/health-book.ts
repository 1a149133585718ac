import type { AttemptRecord } from "../../spec/call.ts";
import type { Clock } from "../../spec/clock.ts";
import { drillCode, type Failure } from "../../spec/failure.ts";
import type { HealthEvent, HealthScope } from "../../spec/health.ts";
import type { Route } from "../../spec/provider.ts";
import { Breaker, type Standing } from "./breaker.ts";
import { failureRules, scopeOf } from "../failure-rules.ts";
import { Lease } from "./lease.ts";
import { guardOf, guardsOf } from "./route-guards.ts";

/** The breaker that decides about a route, and how it stands. */
export interface RouteStanding {
  readonly standing: Standing;
  /** Missing when all are closed. */
  readonly guard?: HealthScope;
}

interface Guarded {
  readonly target: HealthScope;
  readonly breaker: Breaker;
}

const well: RouteStanding = { standing: { kind: "closed" } };
const severalModels = 2;

/** One health for every task: the breakers of all providers, credentials and models that were ever tried. */
export class HealthBook {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #changed: (event: HealthEvent) => void;
  readonly #isDrilled: (route: Route) => boolean;
  readonly #guarded = new Map<string, Guarded>();
  /** The breakers of each route, by credential and model, so that a plan over many routes costs little. */
  readonly #byRoute = new Map<string, readonly Guarded[]>();

  /** `isDrilled` tells whether a fire drill is under way at a route. */
  constructor(
    clock: Clock,
    random: () => number,
    changed: (event: HealthEvent) => void,
    isDrilled: (route: Route) => boolean,
  ) {
    this.#clock = clock;
    this.#random = random;
    this.#changed = changed;
    this.#isDrilled = isDrilled;
  }

  /** The worst of the route's breakers: one whose probe is out, else one that is open longest, else one that wants a probe. */
  standing(route: Route): RouteStanding {
    let worst = well;
    for (const { target, breaker } of this.#guards(route)) {
      const { standing } = breaker;
      if (badness(standing) > badness(worst.standing)) worst = { standing, guard: target };
    }
    return worst;
  }

  /**
   * Lets an attempt through to the route: freely where all is well, as the one probe where it is half-open.
   * `evenIfOpen` when nothing better is left. Undefined when it may not pass.
   */
  admit(route: Route, evenIfOpen: boolean): Lease | undefined {
    const { standing } = this.standing(route);
    if (standing.kind === "open" && !evenIfOpen) return undefined;
    if (standing.kind === "half-open" && standing.lease) return undefined;
    const breakers = this.#guards(route).map(({ breaker }) => breaker);
    const unwell = breakers.filter((breaker) => breaker.standing.kind !== "closed");
    const lease = new Lease(unwell);
    for (const breaker of unwell) breaker.admitProbe(lease);
    return lease;
  }

  /** The route's first token came. */
  answered(route: Route, lease: Lease): void {
    for (const { breaker } of this.#guards(route)) breaker.answered(lease);
    lease.release();
  }

  /** The route's attempt succeeded as a whole. */
  succeeded(route: Route, lease: Lease): void {
    for (const { breaker } of this.#guards(route)) breaker.succeeded(lease);
  }

  /** The route's attempt failed. Counts against the failure's scope, and against nothing where that is none. */
  failed(route: Route, failure: Failure, lease: Lease): void {
    // One that comes after its drill would leave traces that nobody takes away.
    if (failure.code === drillCode && !this.#isDrilled(route)) return;
    const target = guardOf(route, scopeOf(failure));
    if (!target) return;
    const { breaker } = this.#guard(target);
    breaker.failed(failure, lease);
    if (target.scope === "model" && isFailing(breaker.standing)) this.#blameProvider(route.provider, failure);
  }

  /** The route's model answers, but far slower than it used to. */
  slow(route: Route, failure: Failure, cause: string): void {
    const target = guardOf(route, "model");
    if (target) this.#guard(target).breaker.trip(failure, cause);
  }

  /** Takes over a breaker's move that another window made, or this one before a reload. */
  adopt(event: HealthEvent): void {
    this.#guard(event.target).breaker.adopt(event);
  }

  /** Counts an attempt that another window made, or this one before a reload. */
  recall(attempt: AttemptRecord): void {
    const endedAt = attempt.startedAt + attempt.durationMs;
    const { failure, outcome } = attempt;
    const route = { ...attempt, id: attempt.routeId };
    if (outcome === "succeeded") {
      for (const { breaker } of this.#guards(route)) breaker.recall("succeeded", endedAt);
    } else if (outcome === "failed" && failure && failureRules[failure.class].effect === "count") {
      const target = guardOf(route, scopeOf(failure));
      if (target) this.#guard(target).breaker.recall("failed", endedAt);
    }
  }

  /** Forgets what is held against the route. */
  reset(route: Route): void {
    for (const { breaker } of this.#guards(route)) breaker.reset("reset by you");
  }

  /** Takes away what a fire drill at the route did to any breaker. */
  forgetDrill(route: Route): void {
    for (const { breaker } of this.#guards(route)) breaker.forgetDrill();
  }

  /** Forgets what is held against a key that is not the same any more. */
  credentialChanged(credentialId: string): void {
    for (const { target, breaker } of this.#guarded.values()) {
      const its =
        target.scope === "credential" ? target.key === credentialId : target.key.startsWith(`${credentialId}/`);
      if (its && target.scope !== "model" && target.scope !== "provider") breaker.reset("its key was changed");
    }
  }

  /** Several models of one provider that fail together are the provider's fault. */
  #blameProvider(provider: string, failure: Failure): void {
    const failing = [...this.#guarded.values()].filter(
      ({ target, breaker }) =>
        target.scope === "model" && target.key.startsWith(`${provider}/`) && isFailing(breaker.standing),
    );
    if (failing.length < severalModels) return;
    this.#guard({ scope: "provider", key: provider }).breaker.trip(
      failure,
      `${failing.length} of its models fail: server error`,
    );
  }

  #guards(route: Route): readonly Guarded[] {
    const name = `${route.credential}/${route.model}`;
    const known = this.#byRoute.get(name);
    if (known) return known;
    const guards = guardsOf(route).map((target) => this.#guard(target));
    this.#byRoute.set(name, guards);
    return guards;
  }

  #guard(target: HealthScope): Guarded {
    const name = `${target.scope} ${target.key}`;
    const known = this.#guarded.get(name);
    if (known) return known;
    const breaker = new Breaker(this.#clock, this.#random, (move) => this.#changed({ ...move, target }));
    const made = { target, breaker };
    this.#guarded.set(name, made);
    return made;
  }
}

function isFailing(standing: Standing): boolean {
  return standing.kind !== "closed" && standing.cause.class === "server-error";
}

function badness(standing: Standing): number {
  switch (standing.kind) {
    case "closed":
      return 0;
    case "half-open":
      return standing.lease ? Number.POSITIVE_INFINITY : 1;
    case "open":
      return standing.until;
  }
}
