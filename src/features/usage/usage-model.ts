import type { IncidentRow, LiveRow, RouteCard, UsageView } from "../../protocol/usage.ts";
import type { Directory, Router } from "../../router/types.ts";
import { drillCode } from "../../spec/failure.ts";
import type { HealthEvent, RouteHealth } from "../../spec/health.ts";
import type { UsageRange, UsageSnapshot } from "../../spec/snapshot.ts";
import { tasks, type Task } from "../../spec/task.ts";
import { budgetRow } from "../budgets/budget-words.ts";
import { drillNotices } from "../drill/drill-notices.ts";
import type { LiveCalls } from "./live-calls.ts";

export interface UsageModelDeps {
  readonly ledger: { snapshot(range: UsageRange): UsageSnapshot; health(limit: number): readonly HealthEvent[] };
  readonly router: Pick<Router, "health" | "budgets" | "drills">;
  readonly directory: Directory;
  readonly live: LiveCalls;
  readonly connected: () => boolean;
  readonly simulated: () => boolean;
}

const incidentsShown = 20;

/** Everything the usage panel shows, joined from the ledger, the router's health and the calls under way. */
export function usageView(deps: UsageModelDeps, range: UsageRange): UsageView {
  return {
    snapshot: deps.ledger.snapshot(range),
    routes: routeCards(deps),
    incidents: deps.ledger.health(incidentsShown).map((event) => incidentRow(deps.directory, event)),
    live: liveRows(deps.live),
    budgets: deps.router.budgets().map(budgetRow),
    drills: drillNotices(deps.router.drills()),
    simulator: deps.simulated(),
    unconfigured: !deps.connected(),
  };
}

export function liveRows(live: LiveCalls): readonly LiveRow[] {
  return live.list().map((call) => ({ ...call }));
}

function routeCards({ router, directory }: UsageModelDeps): readonly RouteCard[] {
  const cards = new Map<string, RouteCard>();
  for (const task of tasks) {
    for (const health of router.health(task)) {
      const known = cards.get(health.routeId);
      if (known) cards.set(health.routeId, { ...known, tasks: [...known.tasks, task] });
      else cards.set(health.routeId, cardOf(directory, health, task));
    }
  }
  return [...cards.values()];
}

function cardOf(directory: Directory, { routeId, state }: RouteHealth, task: Task): RouteCard {
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
  };
}

function incidentRow(directory: Directory, event: HealthEvent): IncidentRow {
  const { at, target, from, to } = event;
  return { at, target: targetName(directory, target), from, to, cause: causeOf(event) };
}

/** Says so where it was a fire drill's doing; the move that ends one says it itself. */
function causeOf({ cause, failure }: HealthEvent): string {
  return failure?.code === drillCode && !cause.includes("fire drill") ? `fire drill: ${cause}` : cause;
}

/** Credentials are stored under ids that mean nothing to a person. */
function targetName(directory: Directory, { scope, key }: HealthEvent["target"]): string {
  if (scope === "provider") return directory.provider(key)?.name ?? key;
  if (scope === "model") return key;
  const credential = directory.credentials().find(({ id }) => key === id || key.startsWith(`${id}/`));
  if (!credential) return "a removed key";
  const owner = directory.provider(credential.providerId)?.name ?? credential.providerId;
  const model = key.slice(credential.id.length + 1);
  return model ? `${owner}, ${model}` : `${owner}, key "${credential.label}"`;
}
