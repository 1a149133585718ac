import { asRecord, asRecords, type Json } from "../json.ts";
import { NO_SIGNATURE } from "./contents.ts";
import { isSince } from "./model-traits.ts";

/**
 * A caller's own request with Google's stand-in where the first call of a turn has no signature: from Gemini 3 on that is
 * refused, and many programs do not keep what they were given.
 */
export function withSignedCalls(body: Readonly<Json>, model: string): Readonly<Json> {
  const turns = asRecords(body["contents"]);
  if (!isSince(model, 3) || !turns.some(lacksSignature)) return body;
  return { ...body, contents: turns.map((turn) => (lacksSignature(turn) ? signed(turn) : turn)) };
}

function lacksSignature(turn: Json): boolean {
  const first = asRecords(turn["parts"]).find(isCall);
  return first !== undefined && !first["thoughtSignature"] && !first["thought_signature"];
}

function signed(turn: Json): Json {
  const parts = asRecords(turn["parts"]);
  const first = parts.find(isCall);
  return { ...turn, parts: parts.map((part) => (part === first ? { ...part, thoughtSignature: NO_SIGNATURE } : part)) };
}

function isCall(part: Json): boolean {
  return asRecord(part["functionCall"] ?? part["function_call"]) !== undefined;
}
