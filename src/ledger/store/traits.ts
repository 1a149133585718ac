import type { AttemptRole, PricedCall } from "../../spec/call.ts";
import type { FailureClass } from "../../spec/failure.ts";

/** What may be so of any attempt of a call, and is kept in the call's own row so that nobody need look at its attempts. */
export type Trait = AttemptRole | "probe" | "estimated" | FailureClass;

/** Each trait's bit in `calls.traits`. A released one is never changed; a new one takes a bit that is free. */
export const TRAIT_BITS: Readonly<Record<Trait, number>> = {
  hedge: 0,
  continuation: 1,
  drill: 2,
  probe: 3,
  estimated: 4,
  cancelled: 8,
  "caller-fault": 9,
  "context-too-long": 10,
  "content-filtered": 11,
  capability: 12,
  "credential-invalid": 13,
  "quota-exhausted": 14,
  "rate-limited": 15,
  overloaded: 16,
  "server-error": 17,
  timeout: 18,
  network: 19,
  truncated: 20,
  "model-gone": 21,
  "no-route": 22,
};

export function traitsOf({ attempts }: Pick<PricedCall, "attempts">): number {
  let traits = 0;
  for (const { role, probe, usage, failure } of attempts) {
    if (role !== undefined) traits |= 1 << TRAIT_BITS[role];
    if (probe) traits |= 1 << TRAIT_BITS.probe;
    if (usage?.source === "estimated") traits |= 1 << TRAIT_BITS.estimated;
    if (failure !== undefined) traits |= 1 << TRAIT_BITS[failure.class];
  }
  return traits;
}

/** The same as an aggregate over rows of attempts, for SQL. */
export const TRAITS_SQL = Object.entries(TRAIT_BITS)
  .map(([trait, bit]) => `(coalesce(max(${conditionOf(trait)}), 0) << ${bit})`)
  .join(" | ");

function conditionOf(trait: string): string {
  switch (trait) {
    case "hedge":
    case "continuation":
    case "drill":
      return `role = '${trait}'`;
    case "probe":
      return "probe = 1";
    case "estimated":
      return "usage_source = 'estimated'";
    default:
      return `failure_class = '${trait}'`;
  }
}
