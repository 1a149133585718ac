import type { Json } from "../../json.ts";
import { answerIdOf } from "./item-ids.ts";
import type { JoinedInput } from "./joined-input.ts";
import { originalOf, unseal } from "./sealed-reasoning.ts";

/**
 * The body for a provider of this very format. It knows none of our ids, so the whole conversation is sent; and it
 * refuses reasoning that it has neither sealed nor kept itself, so ours is taken out.
 */
export function verbatimBody(body: Json, { items, changed }: JoinedInput): Json {
  if (!changed && !items.some(isOurReasoning)) return body;
  const { previous_response_id: _id, ...rest } = body;
  return { ...rest, input: items.flatMap(sendable) };
}

/** Reasoning that was written here: with our seal, or with none and an id of ours. */
function isOurReasoning({ type, id, encrypted_content: sealed }: Json): boolean {
  if (type !== "reasoning") return false;
  return sealed == null ? typeof id === "string" && answerIdOf(id) !== undefined : unseal(sealed) !== undefined;
}

function sendable(item: Json): readonly Json[] {
  if (!isOurReasoning(item)) return [item];
  const sealed = unseal(item["encrypted_content"]);
  const original = sealed && originalOf(sealed.signature);
  if (original === undefined) return [];
  // OpenAI compares the id with what it sealed, and does without one.
  const { id: _id, ...rest } = item;
  return [{ ...rest, encrypted_content: original }];
}
