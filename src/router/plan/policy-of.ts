import type { Task } from "../../spec/task.ts";
import type { PlanQuery, Policy } from "../types.ts";

/** The policy of a question: that of its task, with what the caller named in its place. */
export function policyOf(policy: (task: Task) => Policy, { task, choice }: PlanQuery): Policy {
  const own = policy(task);
  if (!choice) return own;
  const { chain, objective } = choice;
  return {
    ...own,
    ...(objective !== undefined && { objective }),
    // Whoever names routes means them in that order, unless they say otherwise.
    ...(chain !== undefined && { chain, enabled: true, objective: objective ?? "ordered", localFirst: false }),
  };
}
