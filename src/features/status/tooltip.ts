import * as vscode from "vscode";
import type { Task } from "../../spec/task.ts";

/** What the status item says when one points at it, with the ways on. A link in it runs one of these commands and no other. */
export function statusTooltip(lines: readonly string[], task: Task): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = {
    enabledCommands: [
      "switchyard.routing.explain",
      "switchyard.route.pick",
      "switchyard.usage.open",
      "switchyard.dashboard.open",
    ],
  };
  // Names of models and providers' own words may hold what Markdown takes for its own.
  for (const line of lines) tooltip.appendText(line).appendMarkdown("\n\n");
  const argument = encodeURIComponent(JSON.stringify([task]));
  return tooltip.appendMarkdown(
    [
      `[Why?](command:switchyard.routing.explain?${argument} "What would be tried now, in which order, and why")`,
      `[Switch model](command:switchyard.route.pick?${argument})`,
      `[Show usage](command:switchyard.usage.open)`,
      `[Open dashboard](command:switchyard.dashboard.open)`,
    ].join(" · "),
  );
}
