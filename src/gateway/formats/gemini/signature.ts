import { asRecord } from "../../json.ts";
import type { Signature } from "../format.ts";

/** The provider whose signatures stand as they are, since they are this format's own. */
const OWN = "gemini";

/** Marks what is ours. Twelve bytes, so that whatever follows, it is the same sixteen characters in base64. */
const MARK = "switchyard::";

/**
 * Google's stand-ins, for calls that Gemini did not make itself.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */
export const STAND_IN = "skip_thought_signature_validator";
const STAND_INS: ReadonlySet<string> = new Set([STAND_IN, "context_engineering_is_the_way_to_go"]);

/**
 * A signature as `thoughtSignature`. Those of other providers are wrapped, and so is the lack of one: a call by another
 * model thereby bears a mark by which it is known when the conversation goes on at Gemini, which refuses calls without a
 * signature. SDKs of typed languages read the field as bytes and write it anew, so it must be base64.
 */
export function toThoughtSignature(signature: Signature | undefined): string {
  if (signature?.provider === OWN) return signature.value;
  const wrapped = signature ? { provider: signature.provider, value: signature.value } : {};
  return Buffer.from(MARK + JSON.stringify(wrapped)).toString("base64");
}

/** Whether it is needed on the same part as it came, as Gemini's own is. */
export function isOwn(signature: Signature): boolean {
  return signature.provider === OWN;
}

/** What `thoughtSignature` holds; undefined where it says nothing. */
export function fromThoughtSignature(text: string): Signature | undefined {
  const wrapped = unwrap(text);
  if (wrapped === undefined) return text === "" || STAND_INS.has(text) ? undefined : { provider: OWN, value: text };
  const { provider, value } = wrapped;
  return typeof provider === "string" && typeof value === "string" ? { provider, value } : undefined;
}

/** Whether Gemini would not know it. */
export function isWrapped(text: string): boolean {
  return unwrap(text) !== undefined;
}

function unwrap(text: string): Readonly<Record<string, unknown>> | undefined {
  // Reads both alphabets of base64; an SDK may have changed one into the other.
  const bytes = Buffer.from(text, "base64").toString();
  if (!bytes.startsWith(MARK)) return undefined;
  try {
    return asRecord(JSON.parse(bytes.slice(MARK.length))) ?? {};
  } catch {
    return {};
  }
}
