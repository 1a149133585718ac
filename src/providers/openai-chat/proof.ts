import { asRecord, parseJson, type Json } from "../json.ts";

/**
 * Fields that a server sent with its reasoning or with a tool call, and wants back as they were on the same object, as the
 * value of a signature: `reasoning_details` (OpenRouter), `thinking_blocks` (LiteLLM), `extra_content` (Google).
 */
export function proofOf(fields: Readonly<Json>): string {
  return JSON.stringify(fields);
}

/** The fields of a signature that is such a proof; undefined for another signature. */
export function fieldsIn(proof: string): Json | undefined {
  return proof.startsWith("{") ? asRecord(parseJson(proof)) : undefined;
}
