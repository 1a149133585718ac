import type { RouteChoice } from "../../protocol/chat.ts";
import type { BudgetStanding } from "../../spec/budget.ts";
import type { InlineStatus } from "../inline/types.ts";
import type { Task } from "../../spec/task.ts";
import { budgetLine } from "../budgets/budget-words.ts";
import { spendLine, spendText, type SpendToday } from "./spend-words.ts";
import { taskNames } from "./task-names.ts";

/** What the status item shows. */
export interface StatusModel {
  readonly text: string;
  /** Markdown-free lines, joined by the caller. */
  readonly tooltip: readonly string[];
  readonly warning: boolean;
}

/** The status item for the task the user is at. Degraded is told by an icon and by words, not by colour alone. */
export function statusModel(
  task: Task,
  choice: RouteChoice,
  ghostText: InlineStatus,
  budgets: readonly BudgetStanding[],
  today: SpendToday,
): StatusModel {
  const tooltip = [`${taskNames[task]}: ${choice.routeId ?? "no route"}`, ...choice.reason.split("\n")];
  if (choice.degraded) tooltip.push("A route of this task is unwell; calls go around it. The usage panel says more.");
  if (task === "completion") tooltip.push(...ghostTextLine(ghostText));
  tooltip.push(...[spendLine(today), ...budgets.map(budgetLine)].filter((line) => line !== undefined));
  const spend = spendText(today, budgets);
  return {
    text: `${icon(task, choice, ghostText)} ${choice.label ?? "Switchyard"}${spend === undefined ? "" : ` · ${spend}`}`,
    tooltip,
    warning: choice.label === undefined || choice.degraded,
  };
}

function icon(task: Task, choice: RouteChoice, ghostText: InlineStatus): string {
  if (task === "completion" && ghostText.kind === "thinking") return "$(loading~spin)";
  if (choice.label === undefined) return "$(circle-slash)";
  if (choice.degraded || (task === "completion" && ghostText.kind === "failed")) return "$(warning)";
  if (task === "completion" && ghostText.kind === "off") return "$(circle-slash)";
  if (choice.simulated) return "$(beaker)";
  return choice.pinned ? "$(pinned)" : "$(git-compare)";
}

function ghostTextLine(status: InlineStatus): readonly string[] {
  switch (status.kind) {
    case "idle":
      return [];
    case "thinking":
      return ["Ghost text is being written."];
    case "off":
      return [`No ghost text here: ${status.reason}`];
    case "nothing":
      return [`No ghost text this time: ${status.reason}`];
    case "failed":
      return [`The last ghost text failed: ${status.message}`];
  }
}
