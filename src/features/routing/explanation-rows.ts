import { editorTasks, type Task } from "../../spec/task.ts";
import { taskNames } from "../status/task-names.ts";
import type { ExplainedRoute, Explanation } from "./explanation.ts";

/** A row under the routes, which leads elsewhere. */
export type ExplanationStep =
  | { readonly kind: "task"; readonly task: Task }
  | { readonly kind: "pin" | "preset" | "chain" | "connect" };

/** A row of the explanation. */
export interface ExplanationRow {
  readonly label: string;
  /** A heading between the rows; it has a label only. */
  readonly separator: boolean;
  readonly description?: string;
  readonly detail?: string;
  /** What happens when it is chosen; missing for one that only tells something. */
  readonly step?: ExplanationStep;
}

/** What the explanation holds for, such as `for a prompt of 3,000 tokens with src/a.ts`. */
export function promptPhrase({ paths, promptTokens }: Explanation): string {
  const size = `for a prompt of ${promptTokens.toLocaleString("en-US")} tokens`;
  return paths.length > 0 ? `${size} with ${paths.join(", ")}` : size;
}

/** The rows of an explanation: what would be tried, what is left out, and where to change that. */
export function explanationRows(explanation: Explanation, preset: string): readonly ExplanationRow[] {
  const { tried, leftOut } = explanation;
  return [
    heading("Would be tried, in this order"),
    ...(tried.length > 0 ? tried.map((route, at) => routeRow(route, `${at + 1}`)) : [nothingRow(leftOut.length > 0)]),
    ...(leftOut.length > 0 ? [heading("Left out"), ...leftOut.map((route) => routeRow(route, "$(circle-slash)"))] : []),
    heading("Change it"),
    ...steps(explanation.task, preset),
  ];
}

function steps(task: Task, preset: string): readonly ExplanationRow[] {
  return [
    { label: "$(git-compare) Switch the model…", separator: false, step: { kind: "pin" } },
    {
      label: "$(list-ordered) Choose a routing preset…",
      separator: false,
      description: `now: ${preset}`,
      step: { kind: "preset" },
    },
    { label: "$(settings-gear) Change the chain in settings", separator: false, step: { kind: "chain" } },
    ...editorTasks
      .filter((other) => other !== task)
      .map((other): ExplanationRow => ({
        label: `$(arrow-swap) ${taskNames[other]} instead`,
        separator: false,
        step: { kind: "task", task: other },
      })),
  ];
}

function routeRow({ name, where, reason, facts }: ExplainedRoute, mark: string): ExplanationRow {
  return {
    label: `${mark} ${name}`,
    separator: false,
    description: where.join(" · "),
    detail: [reason, ...facts].join(" · "),
  };
}

function nothingRow(othersLeftOut: boolean): ExplanationRow {
  return othersLeftOut
    ? { label: "$(warning) No route", separator: false, detail: "Every route is left out; each says why below." }
    : {
        label: "$(warning) Nothing is connected",
        separator: false,
        detail: "Add a key, use a local server, or try the simulator.",
        step: { kind: "connect" },
      };
}

function heading(label: string): ExplanationRow {
  return { label, separator: true };
}
