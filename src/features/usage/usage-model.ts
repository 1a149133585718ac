import type { GatewayCard, IncidentRow, LiveRow, RouteCard, RouteTrend, UsageView } from "../../protocol/usage.ts";
import type { Directory, Router } from "../../router/types.ts";
import type { HealthEvent, RouteHealth } from "../../spec/health.ts";
import type { UsageRange, UsageSnapshot } from "../../spec/snapshot.ts";
import { editorTasks, type Task } from "../../spec/task.ts";
import { budgetRow } from "../budgets/budget-words.ts";
import { drillNotices } from "../drill/drill-notices.ts";
import { causeOf, targetName } from "../routing/target-name.ts";
import type { LiveCalls } from "./live-calls.ts";
import { type TroubleFacts, troubles } from "./troubles.ts";

export interface UsageModelDeps {
  readonly ledger: { snapshot(range: UsageRange): UsageSnapshot; health(limit: number): readonly HealthEvent[] };
  readonly router: Pick<Router, "health" | "budgets" | "drills">;
  readonly directory: Directory;
  readonly live: LiveCalls;
  readonly connected: () => boolean;
  readonly simulated: () => boolean;
  /** How soon routes spoke in the last 24 hours, by route. */
  readonly trends: () => ReadonlyMap<string, RouteTrend>;
  /** Undefined while the gateway is off. */
  readonly gateway: () => GatewayCard | undefined;
  readonly now: () => number;
}

const incidentsShown = 20;

/** So many of the breakers' latest moves are looked through for when a trouble began. */
const movesLookedAt = 200;

/** Everything the usage panel shows, joined from the ledger, the router's health and the calls under way. */
export function usageView(deps: UsageModelDeps, range: UsageRange): UsageView {
  const { directory, ledger, router } = deps;
  const snapshot = ledger.snapshot(range);
  const events = ledger.health(movesLookedAt);
  const health = editorTasks.map((task) => ({ task, routes: router.health(task) }));
  const gateway = deps.gateway();
  return {
    snapshot,
    routes: routeCards(deps, health),
    incidents: events.slice(0, incidentsShown).map((event) => incidentRow(directory, event)),
    troubles: troubles({ directory, health, events, calls: snapshot.recent, now: deps.now() }),
    live: liveRows(deps.live),
    budgets: deps.router.budgets().map(budgetRow),
    drills: drillNotices(deps.router.drills()),
    ...(gateway && { gateway }),
    simulator: deps.simulated(),
    unconfigured: !deps.connected(),
  };
}

export function liveRows(live: LiveCalls): readonly LiveRow[] {
  return live.list().map((call) => ({ ...call }));
}

function routeCards({ directory, trends }: UsageModelDeps, health: TroubleFacts["health"]): readonly RouteCard[] {
  const cards = new Map<string, RouteCard>();
  const trend = trends();
  for (const { task, routes } of health) {
    for (const route of routes) {
      const known = cards.get(route.routeId);
      if (known) cards.set(route.routeId, { ...known, tasks: [...known.tasks, task] });
      else cards.set(route.routeId, cardOf(directory, route, task, trend.get(route.routeId)));
    }
  }
  return [...cards.values()];
}

function cardOf(
  directory: Directory,
  { routeId, state }: RouteHealth,
  task: Task,
  trend: RouteTrend | undefined,
): RouteCard {
  const slash = routeId.indexOf("/");
  const provider = directory.provider(routeId.slice(0, slash));
  return {
    routeId,
    providerName: provider?.name ?? routeId.slice(0, slash),
    model: routeId.slice(slash + 1),
    tasks: [task],
    state,
    simulated: provider?.simulated ?? false,
    local: provider?.local ?? false,
    ...(trend && { trend }),
  };
}

function incidentRow(directory: Directory, event: HealthEvent): IncidentRow {
  const { at, target, from, to } = event;
  return { at, target: targetName(directory, target), from, to, cause: causeOf(event) };
}
