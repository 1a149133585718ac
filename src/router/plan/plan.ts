import type { Clock } from "../../spec/clock.ts";
import type { Route } from "../../spec/provider.ts";
import type { ModelRequest } from "../../spec/request.ts";
import type { Task } from "../../spec/task.ts";
import { type Candidate, candidatesFor } from "./candidates.ts";
import type { CapabilityMemory } from "./capability-memory.ts";
import { manageKeys } from "../commands.ts";
import { untilReset } from "../failure-rules.ts";
import type { HealthBook } from "../health/health-book.ts";
import { type BusyCandidate, type HeldCandidate, type Insistence, leastBad } from "./least-bad.ts";
import { patienceMs } from "./patience.ts";
import { durationPhrase, failurePhrases } from "../phrases.ts";
import type { Directory, LeftOutRoute, Plan, PlannedRoute, PlanQuery, Policy } from "../types.ts";

/** What a plan is made from. */
export interface PlanningPorts {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly policy: (task: Task) => Policy;
  readonly health: HealthBook;
  readonly capabilities: CapabilityMemory;
}

/** What a call under way knows beyond its question. */
export interface Progress extends Insistence {
  readonly request?: ModelRequest;
  /** Whether the call is through with the route. */
  readonly isDone: (route: Route) => boolean;
  /** Tokens of the largest window that the prompt was too long for. */
  readonly largerThan: number;
}

/** A plan, and the routes that another call is just probing. */
export interface Outlook extends Plan {
  readonly busy: readonly BusyCandidate[];
}

/** Where a call that has not begun stands. */
export function atTheStart(task: Task, policy: Policy): Progress {
  const patience = Math.min(patienceMs[task], policy.deadlines.totalMs);
  return { isDone: () => false, largerThan: 0, patienceMs: patience, mayForce: true, asked: patienceMs[task] > 0 };
}

/**
 * Orders the routes that the user chose for the task and leaves out those that would not answer, each with its reason.
 * The same inputs give the same plan; nothing is sent and nothing is changed.
 */
export function makePlan(ports: PlanningPorts, query: PlanQuery, progress?: Progress): Outlook {
  const policy = ports.policy(query.task);
  const { task } = query;
  if (!policy.enabled) {
    return { task, routes: [], leftOut: [{ entry: task, reason: "switched off in the settings" }], busy: [] };
  }
  const so = progress ?? atTheStart(task, policy);
  const found = candidatesFor(query, policy, ports.directory);
  const leftOut: LeftOutRoute[] = [...found.leftOut];
  const fitting = found.candidates.filter((candidate) => {
    if (so.isDone(candidate.route)) return false;
    const reason = unfit(ports, query, so, candidate);
    if (reason !== undefined) leftOut.push({ entry: candidate.route.id, reason });
    return reason === undefined;
  });
  const { routes, held, busy } = byHealth(ports, fitting);
  const forced = routes.length === 0 ? leastBad(held, busy, ports.clock.now(), so) : undefined;
  if (forced) routes.push(forced);
  const now = ports.clock.now();
  for (const one of held) {
    if (one.route.id !== forced?.route.id) leftOut.push({ entry: one.route.id, reason: heldReason(one, now) });
  }
  for (const { route } of busy)
    leftOut.push({ entry: route.id, reason: "another call is finding out if it is well again" });
  return { task, routes, leftOut, busy };
}

/** Why the request itself does not suit the route; undefined when it does, as far as is known. */
function unfit(ports: PlanningPorts, query: PlanQuery, progress: Progress, { route }: Candidate): string | undefined {
  const window = ports.directory.model(route.provider, route.model)?.contextWindow;
  if (window !== undefined) {
    const needed = Math.max(query.promptTokens ?? 0, progress.largerThan);
    if (needed >= window) return `the prompt does not fit its window of ${Math.round(window / 1000)}k tokens`;
  }
  const lacking = progress.request && ports.capabilities.lacks(route, progress.request);
  return lacking === undefined ? undefined : `it refused ${lacking} before`;
}

interface Sorted {
  readonly routes: PlannedRoute[];
  readonly held: HeldCandidate[];
  readonly busy: BusyCandidate[];
}

function byHealth({ health, clock }: PlanningPorts, candidates: readonly Candidate[]): Sorted {
  const sorted: Sorted = { routes: [], held: [], busy: [] };
  for (const candidate of candidates) {
    const { route, place } = candidate;
    const { standing } = health.standing(route);
    if (standing.kind === "closed") {
      sorted.routes.push({ route, reason: place, probe: false });
    } else if (standing.kind === "open") {
      sorted.held.push({ ...candidate, until: standing.until, cause: standing.cause });
    } else if (standing.lease) {
      sorted.busy.push({ ...candidate, cause: standing.cause, lease: standing.lease });
    } else {
      const ago = durationPhrase(clock.now() - standing.since);
      sorted.routes.push({ route, reason: `probing: it failed ${ago} ago`, probe: true });
    }
  }
  return sorted;
}

function heldReason({ until, cause }: HeldCandidate, now: number): string {
  const name = failurePhrases[cause.class];
  if (cause.class === "credential-invalid") return `${name}: change it with ${manageKeys}`;
  return until >= untilReset ? name : `cooling for ${durationPhrase(until - now)} more: ${name}`;
}
