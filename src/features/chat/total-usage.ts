import type { AttemptRecord } from "../../spec/call.ts";
import { sumOfUsage } from "../../spec/usage-sum.ts";
import type { Usage } from "../../spec/usage.ts";

/** What all attempts of a call used together; undefined when none used anything. */
export function totalUsage(attempts: readonly AttemptRecord[]): Usage | undefined {
  const usages = attempts.map(({ usage }) => usage).filter((usage) => usage !== undefined);
  return usages.length > 1 ? usages.reduce(sumOfUsage) : usages[0];
}
