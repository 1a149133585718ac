import type { HealthScope } from "../../spec/health.ts";
import { type Task, tasks } from "../../spec/task.ts";
import type { Standing } from "../health/breaker.ts";
import { guardOf } from "../health/route-guards.ts";
import { statedHoldMs } from "../failure-rules.ts";
import { candidatesFor } from "./candidates.ts";
import { patienceMs } from "./patience.ts";
import type { PlanningPorts } from "./plan.ts";
import type { WeighedCandidate } from "./weigh.ts";

/**
 * For so long after its cool-down, in milliseconds, a route is left to calls that nobody waits for, such as ghost text, to
 * find out if it is well again. In an editor such a call comes within seconds while somebody works.
 */
const lowStakesFirstMs = 15_000;

/**
 * Whether a half-open route is left to calls of lower stakes. Not where the provider said when it is well again, which
 * needs no finding out; not what a user pinned, which is tried before all else; and not where no such call would ever
 * pass the breaker in question.
 */
export function isLeftToOthers(
  { clock, directory, policy }: Pick<PlanningPorts, "clock" | "directory" | "policy">,
  task: Task,
  { pinned }: WeighedCandidate,
  standing: Extract<Standing, { readonly kind: "half-open" }>,
  guard: HealthScope | undefined,
): boolean {
  if (pinned || patienceMs[task] === 0 || statedHoldMs(standing.cause) !== undefined) return false;
  if (!guard || clock.now() - standing.readyAt >= lowStakesFirstMs) return false;
  return tasks.some((other) => {
    if (patienceMs[other] > 0 || !policy(other).enabled) return false;
    const { candidates } = candidatesFor({ task: other }, policy(other), directory);
    return candidates.some(({ route }) => guardOf(route, guard.scope)?.key === guard.key);
  });
}
