import { taskNames } from "../status/task-names.ts";
import type { ExplainedRoute, Explanation } from "./explanation.ts";
import { promptPhrase } from "./explanation-rows.ts";

/** An explanation to be pasted into an issue or a message. */
export function explanationMarkdown(explanation: Explanation, preset: string): string {
  const { task, tried, leftOut } = explanation;
  const lines = [
    `## Routing of ${taskNames[task].toLowerCase()}`,
    "",
    `Preset: ${preset}. Expected ${promptPhrase(explanation)}; nothing was sent.`,
    "",
    "### Would be tried, in this order",
    "",
    ...(tried.length > 0 ? tried.map((route, at) => `${at + 1}. ${line(route)}`) : ["Nothing."]),
  ];
  if (leftOut.length > 0) lines.push("", "### Left out", "", ...leftOut.map((route) => `- ${line(route)}`));
  return `${lines.join("\n")}\n`;
}

function line({ name, routeId, where, reason, facts }: ExplainedRoute): string {
  const place = where.length > 0 ? ` (${where.join(", ")})` : "";
  return `${code(routeId ?? name)}${place}: ${[reason, ...facts].join("; ")}`;
}

/** Names are the user's and the providers' own, so one with a backtick in it must not end its own code span. */
function code(name: string): string {
  return name.includes("`") ? `\`\` ${name} \`\`` : `\`${name}\``;
}
