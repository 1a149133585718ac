import type { Plan } from "../../spec/account.ts";

/** The period of a plan that a moment is in. */
export interface PlanPeriod {
  readonly from: number;
  /** The first moment that is not in it; missing for a plan without an end that does not renew. */
  readonly until?: number;
  /** Whether another one follows. */
  readonly renews: boolean;
}

/**
 * The period that is running, by the clock on the wall where this runs: a plan of the 31st renews on the last day of a
 * shorter month, and at the same time of day when the clocks change. Undefined before the plan began and after it ended.
 */
export function periodAt(plan: Plan, now: number): PlanPeriod | undefined {
  const { startedAt, endsAt = Infinity, period } = plan;
  if (now < startedAt || now >= endsAt) return undefined;
  if (period === "once") {
    return { from: startedAt, renews: false, ...(endsAt !== Infinity && { until: endsAt }) };
  }
  let count = guess(plan, now);
  while (boundary(plan, count) > now) count -= 1;
  while (boundary(plan, count + 1) <= now) count += 1;
  const until = boundary(plan, count + 1);
  return { from: boundary(plan, count), until: Math.min(until, endsAt), renews: until < endsAt };
}

type Recurring = Exclude<Plan["period"], "once">;

/** How many days or months a period has. */
const LENGTH: Readonly<Record<Recurring, readonly ["days" | "months", number]>> = {
  day: ["days", 1],
  week: ["days", 7],
  month: ["months", 1],
  year: ["months", 12],
};

/** The beginning of the period with this number. Each is counted from the plan's own beginning, so none drifts. */
function boundary({ startedAt, period }: Plan, count: number): number {
  if (count <= 0 || period === "once") return startedAt;
  const start = new Date(startedAt);
  const [unit, length] = LENGTH[period];
  const months = unit === "months" ? count * length : 0;
  const [year, month] = [start.getFullYear(), start.getMonth() + months];
  const day = start.getDate() + (unit === "days" ? count * length : 0);
  // Day 0 of the next month is this one's last.
  const most = unit === "months" ? new Date(year, month + 1, 0).getDate() : Infinity;
  const at = new Date(year, month, Math.min(day, most));
  at.setHours(start.getHours(), start.getMinutes(), start.getSeconds(), start.getMilliseconds());
  return at.getTime();
}

/** About how many periods went by; off by one or two at most. */
function guess({ startedAt, period }: Plan, now: number): number {
  if (period === "once") return 0;
  const [unit, length] = LENGTH[period];
  const [start, at] = [new Date(startedAt), new Date(now)];
  const months = (at.getFullYear() - start.getFullYear()) * 12 + at.getMonth() - start.getMonth();
  const days = Math.floor((now - startedAt) / 86_400_000);
  return Math.floor((unit === "months" ? months : days) / length);
}
