import type { Metered, Plan } from "../../spec/account.ts";

/** How much of a plan's quota is used, in the quota's unit. */
export interface PlanUse {
  readonly unit: "usd" | "tokens" | "requests";
  readonly amount: number;
  readonly used: number;
  /** Not below 0. */
  readonly left: number;
  /** Attempts of unknown price, where the quota is money; when not 0, less is left than `left`. */
  readonly unpriced: number;
}

/** What is left of a plan's quota after what was metered in its period; undefined for a plan without one. */
export function planUse({ quota }: Plan, metered: Metered): PlanUse | undefined {
  if (quota === undefined) return undefined;
  const used = metered[quota.unit];
  return {
    ...quota,
    used,
    left: Math.max(0, quota.amount - used),
    unpriced: quota.unit === "usd" ? metered.unpriced : 0,
  };
}
