import { asRecord, type Json } from "../../json.ts";
import { isWrapped, STAND_IN } from "./signature.ts";

/**
 * The body as Google is to get it: without signatures of other providers, which it would refuse. On a call its stand-in
 * takes their place, as Gemini wants one there.
 */
export function withoutForeign(body: Json): Json {
  const contents = body["contents"];
  if (!Array.isArray(contents)) return body;
  const turns: readonly unknown[] = contents;
  return { ...body, contents: turns.flatMap(cleanTurn) };
}

function cleanTurn(turn: unknown): readonly unknown[] {
  const content = asRecord(turn);
  const parts: unknown = content?.["parts"];
  if (!content || !Array.isArray(parts)) return [turn];
  const items: readonly unknown[] = parts;
  const cleaned = items.flatMap(cleanPart);
  if (cleaned.length === items.length && cleaned.every((part, index) => part === items[index])) return [turn];
  // A turn without parts is refused.
  return cleaned.length > 0 ? [{ ...content, parts: cleaned }] : [];
}

function cleanPart(value: unknown): readonly unknown[] {
  const part = asRecord(value);
  const field = ["thoughtSignature", "thought_signature"].find((name) => typeof part?.[name] === "string");
  const signature = field === undefined ? undefined : part?.[field];
  if (!part || field === undefined || typeof signature !== "string" || !isWrapped(signature)) return [value];
  if (part["functionCall"] != null || part["function_call"] != null) return [{ ...part, [field]: STAND_IN }];
  const { [field]: _, ...rest } = part;
  // What held nothing but the signature would be refused as empty.
  return rest["text"] === "" ? [] : [rest];
}
