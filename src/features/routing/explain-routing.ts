import * as vscode from "vscode";
import { presets, type PresetName } from "../../connections/presets.ts";
import { editorTasks, type Task } from "../../spec/task.ts";
import { taskNames } from "../status/task-names.ts";
import { explainTask, type ExplanationDeps } from "./explanation.ts";
import { explanationMarkdown } from "./explanation-markdown.ts";
import { explanationRows, promptPhrase, type ExplanationStep } from "./explanation-rows.ts";

export interface ExplainRoutingDeps extends ExplanationDeps {
  /** The preset in use. */
  readonly preset: () => PresetName;
}

interface Item extends vscode.QuickPickItem {
  readonly step?: ExplanationStep;
}

interface Button extends vscode.QuickInputButton {
  /** Missing for the button that copies. */
  readonly task?: Task;
}

const taskIcons: Readonly<Record<Task, string>> = {
  completion: "edit",
  chat: "comment-discussion",
  embedding: "symbol-array",
  explain: "question",
};

/**
 * Shows what would be tried for a task, in which order, why, at what cost and how fast, and what would not. The other tasks
 * are a button away.
 */
export async function explainRouting(task: Task, deps: ExplainRoutingDeps): Promise<void> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  let explanation = explainTask(task, deps);
  const show = (next: Task) => {
    explanation = explainTask(next, deps);
    pick.title = `Routing of ${taskNames[next].toLowerCase()}`;
    pick.placeholder = `What would be tried now, ${promptPhrase(explanation)}; nothing is sent`;
    pick.value = "";
    pick.items = explanationRows(explanation, presetTitle(deps)).map(itemOf);
    pick.buttons = buttonsBeside(next);
  };
  show(task);
  pick.onDidTriggerButton((button: Button) => {
    if (button.task) show(button.task);
    else void copy(explanationMarkdown(explanation, presetTitle(deps)));
  });
  pick.onDidAccept(() => {
    const step = pick.selectedItems[0]?.step;
    if (!step) return;
    if (step.kind === "task") return show(step.task);
    pick.hide();
    void take(step, explanation.task);
  });
  pick.show();
  await new Promise<void>((resolve) => pick.onDidHide(() => resolve()));
  pick.dispose();
}

async function copy(markdown: string): Promise<void> {
  await vscode.env.clipboard.writeText(markdown);
  vscode.window.setStatusBarMessage("$(copy) The explanation was copied.", 3_000);
}

function presetTitle({ preset }: ExplainRoutingDeps): string {
  return presets[preset()].title;
}

function itemOf({ separator, ...row }: ReturnType<typeof explanationRows>[number]): Item {
  return separator ? { label: row.label, kind: vscode.QuickPickItemKind.Separator } : row;
}

function buttonsBeside(task: Task): readonly Button[] {
  const others = editorTasks.filter((other) => other !== task);
  return [
    ...others.map((other) => ({
      iconPath: new vscode.ThemeIcon(taskIcons[other]),
      tooltip: taskNames[other],
      task: other,
    })),
    { iconPath: new vscode.ThemeIcon("copy"), tooltip: "Copy as Markdown" },
  ];
}

async function take({ kind }: Exclude<ExplanationStep, { kind: "task" }>, task: Task): Promise<void> {
  const commands: Readonly<Record<typeof kind, readonly [command: string, argument?: string]>> = {
    pin: ["switchyard.route.pick", task],
    preset: ["switchyard.routing.preset"],
    chain: ["workbench.action.openSettings", "@id:switchyard.policies"],
    connect: ["switchyard.keys.add"],
  };
  await vscode.commands.executeCommand(...commands[kind]);
}
