import type { DashboardStart } from "../../../src/protocol/dashboard/surface.ts";
import type { Scope } from "../../../src/spec/series.ts";
import type { ScopeSplit } from "../parts/names.ts";

/** The scope with this part of it changed; undefined takes it out. */
export function narrowed(scope: Scope, split: ScopeSplit, name: string | undefined): Scope {
  const { [split]: _, ...others } = scope;
  return name === undefined ? others : { ...others, [split]: name };
}

/** What can be chosen: what was used, and what is chosen already even if it is used no more. */
export function offeredNames(
  split: ScopeSplit,
  scope: Scope,
  { names }: Pick<DashboardStart, "names">,
): readonly string[] {
  const used = {
    provider: names.providers,
    model: names.models,
    task: names.tasks,
    client: names.clients,
    workspace: names.workspaces,
  }[split];
  const chosen = scope[split];
  // What was not named cannot be narrowed to.
  const named = used.filter((name) => name !== "");
  return chosen === undefined || named.includes(chosen) ? named : [...named, chosen];
}

/** The part of a question that narrows it; nothing where it is about everything. */
export function scoped(scope: Scope): { readonly scope?: Scope } {
  return Object.keys(scope).length === 0 ? {} : { scope };
}
