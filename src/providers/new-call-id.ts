import { randomUUID } from "node:crypto";

/**
 * An id for a tool call that its server gave none. No other call has it, in whatever conversation: proofs of reasoning are
 * kept by it, and clients leave out a call whose id they had before.
 */
export function newCallId(): string {
  return `call_${randomUUID().replaceAll("-", "").slice(0, 24)}`;
}
