import * as vscode from "vscode";
import type { Directory, Router } from "../../router/types.ts";
import type { Credential } from "../../spec/provider.ts";
import { editorTasks, type Task } from "../../spec/task.ts";
import type { Pins } from "./pins.ts";
import { routeRows, type RouteFacts } from "./route-rows.ts";
import { taskNames } from "./task-names.ts";

export interface RoutePickerDeps {
  readonly router: Pick<Router, "plan" | "health">;
  readonly directory: Directory;
  readonly pins: Pins;
  readonly facts: (routeId: string) => RouteFacts;
  readonly now: () => number;
  /** Names of a connected provider's models, read live. */
  readonly listModels: (credential: Credential, signal: AbortSignal) => Promise<readonly string[]>;
  /** Called after a choice. */
  readonly changed: () => void;
}

interface Item extends vscode.QuickPickItem {
  readonly routeId?: string | undefined;
  readonly command?: "more" | "settings" | "keys";
  readonly task?: Task;
}

/** Lets the user choose the model of a task: auto, a route of its chain, or any model of a connected provider. */
export async function pickRoute(task: Task, deps: RoutePickerDeps): Promise<void> {
  const pinned = deps.pins.of(task);
  const plan = deps.router.plan({ task, ...(pinned !== undefined && { pinned }) });
  const rows: Item[] = routeRows(plan, pinned, deps.router.health(task), deps.facts, deps.now()).map((row) => ({
    ...row,
  }));
  const others = editorTasks.filter((other) => other !== task);
  const chosen = await vscode.window.showQuickPick<Item>(
    [
      ...rows,
      { kind: vscode.QuickPickItemKind.Separator, label: "" },
      { label: "$(list-unordered) Other models of your providers…", command: "more" },
      ...others.map((other) => ({ label: `$(arrow-swap) ${taskNames[other]} instead…`, task: other })),
      { label: "$(settings-gear) Change the chain in settings", command: "settings" },
      { label: "$(key) Manage API keys", command: "keys" },
    ],
    {
      title: `Model for ${taskNames[task].toLowerCase()}`,
      placeHolder: "Pick a model, or Auto to follow the chain",
      matchOnDescription: true,
    },
  );
  if (!chosen) return;
  if (chosen.task) return pickRoute(chosen.task, deps);
  if (chosen.command === "settings") return openSetting("switchyard.policies");
  if (chosen.command === "keys") return void vscode.commands.executeCommand("switchyard.keys.manage");
  const routeId = chosen.command === "more" ? await pickAnyModel(deps) : { value: chosen.routeId };
  if (!routeId) return;
  await deps.pins.set(task, routeId.value);
  deps.changed();
}

async function pickAnyModel(deps: RoutePickerDeps): Promise<{ readonly value: string } | undefined> {
  const abort = new AbortController();
  const names = Promise.all(
    deps.directory.credentials().map(async (credential) => {
      const models = await deps.listModels(credential, abort.signal);
      return models.map((model) => `${credential.providerId}/${model}`);
    }),
  );
  const items = names.then((lists) => [...new Set(lists.flat())].map((label) => ({ label })));
  const chosen = await vscode.window.showQuickPick(items, { title: "Other models", placeHolder: "Type to search" });
  abort.abort();
  return chosen && { value: chosen.label };
}

async function openSetting(id: string): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.openSettings", `@id:${id}`);
}
