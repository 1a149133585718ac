import { asRecord } from "../../json.ts";
import type { Signature } from "../format.ts";

/** Whose signatures stand as they are, both ways: this format's own provider. */
const NATIVE = "anthropic";

/** What a signature of ours begins with. Anthropic's are base64, which has no dot. */
const PREFIX = "switchyard.";

/**
 * Where a signature stands for a block of redacted thinking, its value begins so. The reader of Anthropic's answers
 * puts it there.
 */
const REDACTED = "redacted:";

/**
 * A signature as the format has it. Those of other providers are wrapped, and so is the lack of one: a block that bears
 * ours is known when it comes back, and Anthropic would refuse it.
 */
export function wrapSignature(signature: Signature | undefined): string {
  if (signature?.provider === NATIVE) return signature.value;
  return PREFIX + Buffer.from(JSON.stringify(signature ?? {})).toString("base64url");
}

/** The signature that a caller sent back; undefined where there was none. One that is not ours is taken for Anthropic's. */
export function unwrapSignature(value: string): Signature | undefined {
  if (!isWrapped(value)) return value === "" ? undefined : { provider: NATIVE, value };
  const { provider, value: inner } = decoded(value.slice(PREFIX.length)) ?? {};
  return typeof provider === "string" && typeof inner === "string" ? { provider, value: inner } : undefined;
}

/** Whether a signature was written here. */
export function isWrapped(value: unknown): boolean {
  return typeof value === "string" && value.startsWith(PREFIX);
}

/** The signature that stands for a block of redacted thinking. */
export function redactedSignature(data: string): Signature {
  return { provider: NATIVE, value: REDACTED + data };
}

/** The data of the redacted block that a signature stands for; undefined if it stands for none of Anthropic's. */
export function redactedData(signature: Signature | undefined): string | undefined {
  const isOne = signature?.provider === NATIVE && signature.value.startsWith(REDACTED);
  return isOne ? signature.value.slice(REDACTED.length) : undefined;
}

function decoded(base64: string): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(Buffer.from(base64, "base64url").toString()));
  } catch {
    return undefined;
  }
}
