import type { Signature } from "../format.ts";

/**
 * A reasoning item's `encrypted_content` is opaque to clients and comes back with the conversation, which makes it the
 * place for the signatures of every provider. This is how one of ours begins, so that it is told from OpenAI's own.
 */
const SEAL = "switchyard.";

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
  return SEAL + Buffer.from(JSON.stringify([provider, value, callId]), "utf8").toString("base64url");
}

/** What an `encrypted_content` holds, if it is one of ours. */
export function unseal(content: unknown): Sealed | undefined {
  if (typeof content !== "string" || !content.startsWith(SEAL)) return undefined;
  const fields = fieldsOf(content.slice(SEAL.length));
  if (!Array.isArray(fields)) return undefined;
  const [provider, value, callId]: readonly unknown[] = fields;
  if (typeof provider !== "string" || typeof value !== "string") return undefined;
  return { signature: { provider, value }, ...(typeof callId === "string" && { callId }) };
}

/** The `encrypted_content` that a signature was made of, where a provider of this very format gave it. */
export function originalOf({ value }: Signature): string | undefined {
  return value.startsWith(RESPONSES_OWN) ? value.slice(RESPONSES_OWN.length) : undefined;
}

function fieldsOf(sealed: string): unknown {
  try {
    return JSON.parse(Buffer.from(sealed, "base64url").toString("utf8"));
  } catch {
    // Cut off or changed by the client: then it is no signature any more.
    return undefined;
  }
}
