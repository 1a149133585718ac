import type { AttemptRecord, CallRecord } from "../spec/call.ts";

/** Whether anything was sent: what fails in a fire drill says nothing of its provider. */
export function isRealAttempt({ role }: Pick<AttemptRecord, "role">): boolean {
  return role !== "drill";
}

/** The attempts from which the call moved on because they failed, fire drills left out: as the ledger counts them. */
export function failedOver<A extends AttemptRecord>(attempts: readonly A[]): readonly A[] {
  return attempts.slice(0, -1).filter((attempt) => attempt.outcome === "failed" && isRealAttempt(attempt));
}

export function failoversOf({ attempts }: Pick<CallRecord, "attempts">): number {
  return failedOver(attempts).length;
}
