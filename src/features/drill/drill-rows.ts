import type { Directory, Drill, Router } from "../../router/types.ts";
import { editorTasks, type Task } from "../../spec/task.ts";
import { shortRouteName } from "../status/route-name.ts";
import { taskNames } from "../status/task-names.ts";
import { drillFaults } from "./faults.ts";

/** A row of the fire drill's first question: a drill to end, or a route to play one at. */
export interface DrillRow {
  readonly routeId: string;
  readonly ends: boolean;
  readonly label: string;
  readonly description: string;
}

/** The drills under way, to be ended, and then each route of the user's chains, once, with the tasks it serves. */
export function drillRows(
  router: Pick<Router, "health">,
  directory: Pick<Directory, "provider">,
  drills: readonly Drill[],
): readonly DrillRow[] {
  const served = new Map<string, Task[]>();
  for (const task of editorTasks) {
    for (const { routeId } of router.health(task)) served.set(routeId, [...(served.get(routeId) ?? []), task]);
  }
  const ending = drills.map(({ routeId, fault }) => ({
    routeId,
    ends: true,
    label: `$(debug-stop) End the drill at ${shortRouteName(routeId)}`,
    description: drillFaults[fault].phrase,
  }));
  const routes = [...served].map(([routeId, itsTasks]) => ({
    routeId,
    ends: false,
    label: shortRouteName(routeId),
    description: [
      providerName(routeId, directory),
      itsTasks.map((task) => taskNames[task].toLowerCase()).join(", "),
    ].join(" · "),
  }));
  return [...ending, ...routes];
}

function providerName(routeId: string, directory: Pick<Directory, "provider">): string {
  const id = routeId.slice(0, routeId.indexOf("/"));
  const label = /#([^#]*)$/.exec(routeId)?.[1];
  const name = directory.provider(id)?.name ?? id;
  return label === undefined ? name : `${name}, key ${label}`;
}
