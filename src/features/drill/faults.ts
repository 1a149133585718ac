import type { DrillFault } from "../../router/types.ts";

interface FaultWords {
  readonly label: string;
  readonly description: string;
  /** To follow a route's name or stand behind a comma. */
  readonly phrase: string;
}

/** What can be played at a route, in the order in which it is offered. */
export const drillFaults: Readonly<Record<DrillFault, FaultWords>> = {
  "rate-limited": { label: "Rate limited", description: "too many requests just now", phrase: "rate limited" },
  overloaded: { label: "Overloaded", description: "no capacity just now", phrase: "overloaded" },
  "server-error": { label: "Server error", description: "it fails inside", phrase: "server error" },
  network: { label: "Not reachable", description: "no connection comes about", phrase: "not reachable" },
  timeout: { label: "No answer (hangs)", description: "it takes the request and says nothing", phrase: "no answer" },
  "quota-exhausted": { label: "Out of quota", description: "the account is out of money", phrase: "out of quota" },
  "credential-invalid": { label: "Key refused", description: "the key is wrong or revoked", phrase: "key refused" },
};

export function isDrillFault(fault: string): fault is DrillFault {
  return Object.hasOwn(drillFaults, fault);
}
