import { asRecord, type Json } from "../json.ts";
import type { Quirks } from "../openai-chat/quirks.ts";

/** How other servers have the reasoning and the sampling, which OpenAI answers with `unknown_parameter`. */
const UNKNOWN_TO_OPENAI = ["reasoning", "thinking", "enable_thinking", "top_k"] as const;

/**
 * A chat completion without the fields of other servers that this one is known to refuse. A caller has them from an answer
 * of another route, or as it asks every route of a chain alike.
 */
export function withoutForeignFields(body: Json, quirks: Quirks): Json {
  const { messages } = body;
  const own = quirks.reasoning === "effort" ? withOwnEffort(body) : body;
  const refused = quirks.refusedInMessages;
  if (refused.length === 0 || !Array.isArray(messages)) return own;
  const list: readonly unknown[] = messages;
  return { ...own, messages: list.map((message) => without(message, refused)) };
}

/** OpenRouter's effort in OpenAI's place. */
function withOwnEffort(body: Json): Json {
  if (UNKNOWN_TO_OPENAI.every((name) => body[name] === undefined)) return body;
  const effort = body["reasoning_effort"] ?? asRecord(body["reasoning"])?.["effort"];
  const rest = without(body, UNKNOWN_TO_OPENAI);
  return { ...rest, ...(effort != null && { reasoning_effort: effort }) };
}

function without(value: unknown, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(asRecord(value) ?? {}).filter(([name]) => !names.includes(name)));
}
