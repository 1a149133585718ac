import { createHash } from "node:crypto";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const invalidTraceId = "0".repeat(32);

/**
 * A call's trace id: 16 bytes in hexadecimal, the same for the same call whenever and however often it is sent. A UUID is
 * 16 bytes already; of any other id a digest is taken.
 */
export function traceIdOf(callId: string): string {
  const bytes = uuid.test(callId) ? callId.replaceAll("-", "").toLowerCase() : invalidTraceId;
  return bytes === invalidTraceId ? digest(callId, 16) : bytes;
}

/** The span id, 8 bytes in hexadecimal, of a call or of one of its attempts. */
export function spanIdOf(callId: string, attempt?: number): string {
  return digest(attempt === undefined ? `call ${callId}` : `attempt ${attempt} of ${callId}`, 8);
}

/** Tells things apart that may not be named: the same each time, and nothing leads back from it. */
export function pseudonym(secretName: string): string {
  return digest(`name ${secretName}`, 4);
}

function digest(text: string, bytes: number): string {
  return createHash("sha256")
    .update(text)
    .digest("hex")
    .slice(0, bytes * 2);
}
