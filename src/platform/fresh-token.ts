import { randomBytes } from "node:crypto";

/** A new secret for callers of the gateway, of 256 bits. It has no dot: behind one a caller may say its name. */
export function freshToken(): string {
  return `sk-switchyard-${randomBytes(32).toString("base64url")}`;
}
