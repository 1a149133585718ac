import type { Usage } from "./usage.ts";

/** What two attempts used together: estimated as soon as one is, its cost reported only where both are. */
export function sumOfUsage(one: Usage, other: Usage): Usage {
  const { reportedCost: first, ...tokens } = one;
  const { reportedCost: second } = other;
  return {
    ...tokens,
    input: one.input + other.input,
    cacheRead: one.cacheRead + other.cacheRead,
    cacheWrite: one.cacheWrite + other.cacheWrite,
    cacheWriteLong: one.cacheWriteLong + other.cacheWriteLong,
    output: one.output + other.output,
    reasoning: one.reasoning + other.reasoning,
    source: one.source === "estimated" ? one.source : other.source,
    ...(first !== undefined && second !== undefined && { reportedCost: first + second }),
  };
}
