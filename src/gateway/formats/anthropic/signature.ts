import { redactedData as dataOf, redactedValue } from "../../../spec/redacted.ts";
import type { Signature } from "../format.ts";
import { createWrapping, signatureFields, signatureFrom } from "../wrapping.ts";

/** Whose signatures stand as they are, both ways: this format's own provider. */
const NATIVE = "anthropic";

/** Anthropic's own are base64, which has no dot. */
const wrapping = createWrapping("switchyard.", "base64url");

/**
 * A signature as the format has it. Those of other providers are wrapped, and so is the lack of one: a block that bears
 * ours is known when it comes back, and Anthropic would refuse it.
 */
export function wrapSignature(signature: Signature | undefined): string {
  return signature?.provider === NATIVE ? signature.value : wrapping.wrap(signatureFields(signature));
}

/** The signature that a caller sent back; undefined where there was none. One that is not ours is taken for Anthropic's. */
export function unwrapSignature(value: string): Signature | undefined {
  if (wrapping.isWrapped(value)) return signatureFrom(wrapping.unwrap(value));
  return value === "" ? undefined : { provider: NATIVE, value };
}

/** Whether a signature was written here. */
export function isWrapped(value: unknown): boolean {
  return typeof value === "string" && wrapping.isWrapped(value);
}

/** The signature that stands for a block of redacted thinking. */
export function redactedSignature(data: string): Signature {
  return { provider: NATIVE, value: redactedValue(data) };
}

/** The data of the redacted block that a signature stands for; undefined if it stands for none of Anthropic's. */
export function redactedData(signature: Signature | undefined): string | undefined {
  return signature?.provider === NATIVE ? dataOf(signature.value) : undefined;
}
