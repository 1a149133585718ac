import type { LeftOutRoute, Plan } from "../../router/types.ts";
import type { RouteHealth } from "../../spec/health.ts";
import { stateIcon, stateText } from "./health-words.ts";
import { durationText, priceText, shortRouteName } from "./route-name.ts";

/** A row of the model quick pick. */
export interface RouteRow {
  /** Undefined for "auto". */
  readonly routeId: string | undefined;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export interface RouteFacts {
  readonly price: { readonly input?: number; readonly output?: number } | "free" | undefined;
  readonly lastFirstTokenMs: number | undefined;
}

/** The rows for a task's chain: auto first, then each route with its health, price and last latency. */
export function routeRows(
  plan: Plan,
  pinned: string | undefined,
  health: readonly RouteHealth[],
  facts: (routeId: string) => RouteFacts,
  now: number,
): readonly RouteRow[] {
  const first = plan.routes[0];
  const auto: RouteRow = {
    routeId: undefined,
    label: `$(git-compare) Auto${pinned === undefined ? " $(check)" : ""}`,
    description:
      first && pinned === undefined ? shortRouteName(first.route.id) : "the first healthy route of the chain",
    detail: "Follows the chain and goes around routes that are unwell",
  };
  const planned = plan.routes.map(({ route, reason }) => row(route.id, reason));
  const left = plan.leftOut.filter(isRoute).map(({ entry, reason }) => row(entry, reason));
  return [auto, ...planned, ...left];

  function row(routeId: string, reason: string): RouteRow {
    const state = health.find((one) => one.routeId === routeId)?.state ?? { kind: "closed" };
    const { price, lastFirstTokenMs } = facts(routeId);
    const latency =
      lastFirstTokenMs === undefined ? "not used yet" : `last first token ${durationText(lastFirstTokenMs)}`;
    return {
      routeId,
      label: `${stateIcon(state)} ${shortRouteName(routeId)}${pinned === routeId ? " $(check)" : ""}`,
      description: routeId,
      detail: [stateText(state, now), priceText(price), latency, reason].join(" · "),
    };
  }
}

function isRoute({ entry }: LeftOutRoute): boolean {
  return /^[^/]+\/./.test(entry);
}
