import type { Signature } from "../format.ts";
import { createWrapping } from "../wrapping.ts";

/**
 * A reasoning item's `encrypted_content` is opaque to clients and comes back with the conversation, which makes it the
 * place for the signatures of every provider. OpenAI's own have no dot.
 */
const wrapping = createWrapping("switchyard.", "base64url");

/** How the signature begins that the Responses parser of the providers makes of an `encrypted_content`. */
const RESPONSES_OWN = "openai-responses:";

/** What one of ours holds. */
export interface Sealed {
  readonly signature: Signature;
  /** The tool call that it signs; it signs the item's own reasoning where there is none. */
  readonly callId?: string;
}

/** A signature as the `encrypted_content` of a reasoning item. */
export function seal({ provider, value }: Signature, callId?: string): string {
  return wrapping.wrap([provider, value, callId]);
}

/** What an `encrypted_content` holds, if it is one of ours. */
export function unseal(content: unknown): Sealed | undefined {
  const fields = typeof content === "string" ? wrapping.unwrap(content) : undefined;
  if (!Array.isArray(fields)) return undefined;
  const [provider, value, callId]: readonly unknown[] = fields;
  if (typeof provider !== "string" || typeof value !== "string") return undefined;
  return { signature: { provider, value }, ...(typeof callId === "string" && { callId }) };
}

/** The `encrypted_content` that a signature was made of, where a provider of this very format gave it. */
export function originalOf({ value }: Signature): string | undefined {
  return value.startsWith(RESPONSES_OWN) ? value.slice(RESPONSES_OWN.length) : undefined;
}
