import type { Signature } from "../format.ts";
import { createWrapping, signatureFields, signatureFrom } from "../wrapping.ts";

/** The provider whose signatures stand as they are, since they are this format's own. */
const OWN = "gemini";

/**
 * Base64 as a whole, since SDKs of typed languages read the field as bytes and write it anew: these are twelve bytes, and
 * none of their sixteen characters differs between the two alphabets.
 */
const wrapping = createWrapping(Buffer.from("switchyard::").toString("base64"), "base64");

/**
 * Google's stand-ins, for calls that Gemini did not make itself.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export const STAND_IN = "skip_thought_signature_validator";
const STAND_INS: ReadonlySet<string> = new Set([STAND_IN, "context_engineering_is_the_way_to_go"]);

/**
 * A signature as `thoughtSignature`. Those of other providers are wrapped, and so is the lack of one: a call by another
 * model thereby bears a mark by which it is known when the conversation goes on at Gemini, which refuses calls without a
 * signature.
 */
export function toThoughtSignature(signature: Signature | undefined): string {
  return signature?.provider === OWN ? signature.value : wrapping.wrap(signatureFields(signature));
}

/** Whether it is needed on the same part as it came, as Gemini's own is. */
export function isOwn(signature: Signature): boolean {
  return signature.provider === OWN;
}

/** What `thoughtSignature` holds; undefined where it says nothing. */
export function fromThoughtSignature(text: string): Signature | undefined {
  if (wrapping.isWrapped(text)) return signatureFrom(wrapping.unwrap(text));
  return text === "" || STAND_INS.has(text) ? undefined : { provider: OWN, value: text };
}

/** Whether Gemini would not know it. */
export function isWrapped(text: string): boolean {
  return wrapping.isWrapped(text);
}
