import type { RouteChoice } from "../../protocol/chat.ts";
import type { Directory, PlanQuery, Router } from "../../router/types.ts";
import type { Task } from "../../spec/task.ts";
import { shortRouteName } from "./route-name.ts";

export interface CurrentRouteDeps {
  readonly router: Pick<Router, "plan" | "health">;
  readonly directory: Directory;
  readonly pinned: (task: Task) => string | undefined;
  /** Files that a call of the task would send along, as they are at hand. */
  readonly paths: (task: Task) => readonly string[];
}

/** Where a call of this task, in this conversation, would go now, in the words of the plan. */
export function currentRoute(
  { router, directory, pinned, paths }: CurrentRouteDeps,
  task: Task,
  conversation?: string,
): RouteChoice {
  const pin = pinned(task);
  const query: PlanQuery = {
    task,
    paths: paths(task),
    ...(pin !== undefined && { pinned: pin }),
    ...(conversation !== undefined && { conversation }),
  };
  const plan = router.plan(query, { weigh: false });
  const first = plan.routes[0];
  // One that may be tried again is no trouble unless it is wanted now: behind others that are well, nobody asks it.
  const degraded = first?.probe === true || router.health(task).some(({ state }) => state.kind === "open");
  if (!first) {
    const reason =
      plan.leftOut.map(({ entry, reason: why }) => `${entry}: ${why}`).join("\n") || "Nothing is connected yet.";
    return { pinned: pin !== undefined, degraded, simulated: false, reason };
  }
  return {
    label: shortRouteName(first.route.id),
    routeId: first.route.id,
    pinned: pin !== undefined,
    degraded,
    simulated: directory.provider(first.route.provider)?.simulated ?? false,
    reason: first.reason,
  };
}
