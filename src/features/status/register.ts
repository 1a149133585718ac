import * as vscode from "vscode";
import type { InlineStatus } from "../inline/types.ts";
import type { Task } from "../../spec/task.ts";
import type { Router } from "../../router/types.ts";
import { currentRoute, type CurrentRouteDeps } from "./current-route.ts";
import type { SpendToday } from "./spend-words.ts";
import { statusModel } from "./status-model.ts";
import { statusTooltip } from "./tooltip.ts";

export interface StatusDeps extends CurrentRouteDeps {
  readonly router: Pick<Router, "plan" | "health" | "budgets">;
  /** The conversation that a call of the task would belong to. */
  readonly conversation: (task: Task) => string | undefined;
  readonly today: () => SpendToday;
}

/** The status item, and the means to tell it what happened. */
export interface StatusItem extends vscode.Disposable {
  /** Ghost text began, ended, failed, or does not run here. */
  ghostText(status: InlineStatus): void;
  /** The user is now at this task. */
  at(task: Task): void;
  /** The task the user is at. */
  readonly task: Task;
  /** Routes, health, budgets or pins changed. */
  refresh(): void;
}

/** Shows the model in use for the current task. Typing in an editor makes ghost text the current task. */
export function registerStatus(deps: StatusDeps): StatusItem {
  const item = vscode.window.createStatusBarItem("switchyard.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Switchyard";
  item.command = { command: "switchyard.route.pick", title: "Switch Model…" };
  let task: Task = "completion";
  let ghostText: InlineStatus = { kind: "idle" };

  const draw = () => {
    const model = statusModel(
      task,
      currentRoute(deps, task, deps.conversation(task)),
      ghostText,
      deps.router.budgets(),
      deps.today(),
    );
    item.text = model.text;
    item.tooltip = statusTooltip(model.tooltip, task);
    item.accessibilityInformation = {
      label: ["Switchyard", ...model.tooltip, "Switch the model"].map((line) => line.replace(/\.?$/, ".")).join(" "),
      role: "button",
    };
    item.backgroundColor = model.warning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  };
  const at = (next: Task) => {
    if (next === task) return;
    task = next;
    draw();
  };
  const typing = vscode.workspace.onDidChangeTextDocument(({ document }) => {
    if (document === vscode.window.activeTextEditor?.document) at("completion");
  });
  const turning = vscode.window.onDidChangeActiveTextEditor(draw);
  draw();
  item.show();
  return {
    ghostText(status) {
      ghostText = status;
      draw();
    },
    at,
    get task() {
      return task;
    },
    refresh: draw,
    dispose: () => vscode.Disposable.from(typing, turning, item).dispose(),
  };
}
