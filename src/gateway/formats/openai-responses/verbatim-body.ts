import type { Json } from "../../json.ts";
import type { JoinedInput } from "./joined-input.ts";
import { originalOf, unseal } from "./sealed-reasoning.ts";

/**
 * The body for a provider of this very format. It knows none of our ids, so the whole conversation is sent; and it
 * refuses reasoning that it has not sealed itself, so ours is taken out.
 */
export function verbatimBody(body: Json, { items, changed }: JoinedInput): Json {
  if (!changed && !items.some(isSealed)) return body;
  const { previous_response_id: _id, ...rest } = body;
  return { ...rest, input: items.flatMap(sendable) };
}

function isSealed(item: Json): boolean {
  return item["type"] === "reasoning" && unseal(item["encrypted_content"]) !== undefined;
}

function sendable(item: Json): readonly Json[] {
  const sealed = item["type"] === "reasoning" ? unseal(item["encrypted_content"]) : undefined;
  if (!sealed) return [item];
  const original = originalOf(sealed.signature);
  if (original === undefined) return [];
  // OpenAI compares the id with what it sealed, and does without one.
  const { id: _id, ...rest } = item;
  return [{ ...rest, encrypted_content: original }];
}
