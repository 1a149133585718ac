import type { AttemptRecord } from "../../spec/call.ts";
import type { Usage } from "../../spec/usage.ts";

/** What all attempts of a call used together; undefined when none used anything. Estimated as soon as one of them is. */
export function totalUsage(attempts: readonly AttemptRecord[]): Usage | undefined {
  const usages = attempts.map(({ usage }) => usage).filter((usage) => usage !== undefined);
  return usages.length > 1 ? usages.reduce(sum) : usages[0];
}

function sum(one: Usage, other: Usage): Usage {
  return {
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    cacheWriteLong: one.cacheWriteLong + other.cacheWriteLong,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    source: one.source === "estimated" || other.source === "estimated" ? "estimated" : "reported",
  };
}
