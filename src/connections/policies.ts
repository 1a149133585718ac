import * as v from "valibot";
import type { Deadlines, Policy } from "../router/types.ts";
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

/** One task's policy: the setting over the defaults. */
export function policyFor(task: Task, setting: PolicySetting, defaults: Deadlines, enabled: boolean): Policy {
  const own = setting[task];
  const deadlines = Object.entries(own?.deadlines ?? {}).filter(([, value]) => value !== undefined);
  return { enabled, chain: own?.chain ?? [], deadlines: { ...defaults, ...Object.fromEntries(deadlines) } };
}
