import { asRecord } from "../json.ts";
import type { Signature } from "./format.ts";

/** Puts values of ours in places of a wire format that hold opaque text, and knows them when they come back. */
export interface Wrapping {
  wrap(value: unknown): string;
  isWrapped(text: string): boolean;
  /** What a text of ours holds; undefined for another, and for one that its caller cut off or changed. */
  unwrap(text: string): unknown;
}

/** Values as JSON in base64, after a prefix that no other text in such a place has. */
export function createWrapping(prefix: string, alphabet: "base64" | "base64url"): Wrapping {
  const isWrapped = (text: string): boolean => text.startsWith(prefix);
  return {
    wrap: (value) => prefix + Buffer.from(JSON.stringify(value)).toString(alphabet),
    isWrapped,
    unwrap(text) {
      if (!isWrapped(text)) return undefined;
      try {
        // Reads both alphabets; an SDK may have changed one into the other.
        return JSON.parse(Buffer.from(text.slice(prefix.length), "base64").toString());
      } catch {
        return undefined;
      }
    },
  };
}

/** A signature, or the lack of one, as it is wrapped. */
export function signatureFields(signature: Signature | undefined): Partial<Signature> {
  return signature ? { provider: signature.provider, value: signature.value } : {};
}

/** The signature that was wrapped; undefined where there was none. */
export function signatureFrom(wrapped: unknown): Signature | undefined {
  const { provider, value } = asRecord(wrapped) ?? {};
  return typeof provider === "string" && typeof value === "string" ? { provider, value } : undefined;
}
