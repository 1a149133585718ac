import * as v from "valibot";
import type { Deadlines, Policy } from "../router/types.ts";
import { objectives } from "../spec/objective.ts";
import type { Task } from "../spec/task.ts";
import { decodeSetting, type SettingProblem } from "./problem.ts";

const chainEntry = v.pipe(
  v.string("a route is text, as provider/model"),
  v.regex(/^[^/\s]+\/\S/, (issue) => `${issue.received} is not a route; write it as provider/model`),
);
const milliseconds = v.pipe(
  v.number("a deadline is a number of milliseconds"),
  v.integer(),
  v.minValue(100, "a deadline is at least 100 ms"),
);
const taskPolicy = v.strictObject({
  chain: v.optional(v.array(chainEntry, "a chain is a list of routes")),
  objective: v.optional(v.picklist(objectives, "an objective is ordered, cheapest, fastest or balanced")),
  hedge: v.optional(v.picklist(["never", "cheap", "always"], "hedge is never, cheap or always")),
  continueBroken: v.optional(v.boolean("continueBroken is true or false")),
  failOverWhenFiltered: v.optional(v.boolean("failOverWhenFiltered is true or false")),
  deadlines: v.optional(
    v.strictObject({
      connectMs: v.optional(milliseconds),
      firstTokenMs: v.optional(milliseconds),
      idleMs: v.optional(milliseconds),
      totalMs: v.optional(milliseconds),
    }),
  ),
});
const policiesSchema = v.strictObject({
  completion: v.optional(taskPolicy),
  chat: v.optional(taskPolicy),
  explain: v.optional(taskPolicy),
  embedding: v.optional(taskPolicy),
} satisfies Record<Task, unknown>);

/** What `switchyard.policies` says, before defaults. */
export type PolicySetting = v.InferOutput<typeof policiesSchema>;

/** Decodes `switchyard.policies`; a malformed value counts as empty and is reported. */
export function decodePolicies(value: unknown): {
  readonly policies: PolicySetting;
  readonly problem?: SettingProblem;
} {
  const decoded = decodeSetting("policies", policiesSchema, value);
  return "problem" in decoded ? { policies: {}, problem: decoded.problem } : { policies: decoded.value };
}

/** What one task's policy is made from, each later one winning over those before. */
export interface PolicySources {
  readonly deadlines: Deadlines;
  readonly preset: Partial<Policy>;
  readonly setting: PolicySetting;
}

/** One task's policy: the setting over the preset over the defaults. */
export function policyFor(task: Task, { deadlines, preset, setting }: PolicySources, enabled: boolean): Policy {
  const { chain = [], deadlines: own = {}, ...choices } = setting[task] ?? {};
  return { ...preset, ...stated(choices), enabled, chain, deadlines: { ...deadlines, ...stated(own) } };
}

/** Without the properties that are there and undefined, which would hide those of what lies beneath. */
function stated<T extends object>(value: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(entries) as { readonly [K in keyof T]?: NonNullable<T[K]> };
}
