import type { AttemptRecord, CallRecord } from "./call.ts";

/** Whether anything was sent: what fails in a fire drill says nothing of its provider. */
export function isRealAttempt({ role }: Pick<AttemptRecord, "role">): boolean {
  return role !== "drill";
}

/** Whether the call moved on from its attempt at `index` because that failed, fire drills left out. */
export function isFailover({ attempts }: Pick<CallRecord, "attempts">, index: number): boolean {
  const attempt = attempts[index];
  return index < attempts.length - 1 && attempt?.outcome === "failed" && isRealAttempt(attempt);
}

/** How often the call moved on because an attempt failed. */
export function failoversOf(call: Pick<CallRecord, "attempts">): number {
  let count = 0;
  for (let index = 0; index < call.attempts.length; index++) if (isFailover(call, index)) count++;
  return count;
}
