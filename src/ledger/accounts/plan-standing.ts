import type { Metered, Plan, PlanStanding } from "../../spec/account.ts";
import type { Span } from "../../spec/series.ts";
import { periodAt } from "./plan-period.ts";
import { planUse } from "./plan-use.ts";

/** An hour's use says little of a month's; less than this is taken for this. */
const LEAST_ELAPSED_MS = 3_600_000;

/** Further ahead than this nothing is foretold of a plan that does not renew. */
const FARTHEST_MS = 5 * 365 * 86_400_000;

/** @param metered what the plan paid for, as far as it was metered */
export function planStanding(plan: Plan, metered: (span: Span) => Metered, now: number): PlanStanding {
  const period = periodAt(plan, now);
  if (!period) return {};
  const use = planUse(plan, metered({ from: period.from, until: now }));
  const runsOutAt = use && runOut(use, now - period.from, now);
  return {
    periodFrom: period.from,
    ...(period.renews && period.until !== undefined && { renewsAt: period.until }),
    ...(use && { used: use.used, left: use.left }),
    ...(runsOutAt !== undefined && runsOutAt < (period.until ?? now + FARTHEST_MS) && { runsOutAt }),
  };
}

function runOut({ used, left }: { readonly used: number; readonly left: number }, elapsedMs: number, now: number) {
  if (!(used > 0)) return undefined;
  return now + Math.round((left / used) * Math.max(elapsedMs, LEAST_ELAPSED_MS));
}
