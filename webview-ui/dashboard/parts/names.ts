import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import type { Scope, Split } from "../../../src/spec/series.ts";
import { taskNames } from "../../shared/task-names.ts";

/** What figures can be split by, in the order in which it is offered. */
export const splits = ["provider", "model", "route", "credential", "task", "client", "workspace"] as const;

export type NamedSplit = (typeof splits)[number];

/** To follow `by`. */
export const splitNames: Readonly<Record<NamedSplit, string>> = {
  provider: "Provider",
  model: "Model",
  route: "Route",
  credential: "Key",
  task: "Task",
  client: "Client",
  workspace: "Workspace",
};

type Known = Pick<DashboardStart, "providerNames" | "credentialNames" | "clientNames">;

/** What stands where a part was not named. */
const unnamed: Readonly<Record<Split, string>> = {
  none: "All",
  provider: "No provider",
  model: "No model",
  route: "No route",
  credential: "No key",
  task: "No task",
  client: "No client",
  workspace: "No folder",
  experiment: "No experiment",
};

/** A part of a split as a person calls it. */
export function partName(split: Split, name: string, known: Known): string {
  if (name === "") return unnamed[split];
  switch (split) {
    case "provider":
      return named(known.providerNames, name) ?? name;
    case "credential":
      return named(known.credentialNames, name) ?? "A key that is gone";
    case "task":
      return named(taskNames, name) ?? name;
    case "client":
      return named(known.clientNames, name) ?? name;
    default:
      return name;
  }
}

/** What is called so, also where a record's prototype has something of that name, such as `constructor`. */
export function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined;
}

/**
 * The names of all parts, each one once: parts that are called alike, such as two keys that are gone, are numbered.
 */
export function partNames(split: Split, names: readonly string[], known: Known): readonly string[] {
  const taken = new Map<string, number>();
  return names.map((name) => {
    const called = partName(split, name, known);
    const times = (taken.get(called) ?? 0) + 1;
    taken.set(called, times);
    return times === 1 ? called : `${called} (${times})`;
  });
}

/** What figures can be narrowed to. */
export const scopeSplits = [
  "provider",
  "model",
  "task",
  "client",
  "workspace",
] as const satisfies readonly (keyof Scope)[];

export type ScopeSplit = (typeof scopeSplits)[number];
