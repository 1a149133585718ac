import { asRecord, type Json } from "../../json.ts";
import { isWrapped } from "./signature.ts";

/**
 * The body as Anthropic takes it: without the thinking of other models, which bears signatures of ours, and with ids of
 * tool calls that hold nothing but what is allowed in them. What needs no change stays the same object.
 */
export function verbatimBody(body: Json): Json {
  const turns: readonly unknown[] = Array.isArray(body["messages"]) ? body["messages"] : [];
  const messages = turns.map(withoutOurs);
  if (messages.every((message, index) => message === turns[index])) return body;
  return { ...body, messages: messages.filter((message) => message !== undefined) };
}

/** A message without blocks of ours; undefined if nothing else was in it. */
function withoutOurs(turn: unknown): unknown {
  const message = asRecord(turn);
  const content: unknown = message?.["content"];
  if (!message || !Array.isArray(content)) return turn;
  const blocks: readonly unknown[] = content;
  const kept = blocks.filter((block) => !isWrapped(asRecord(block)?.["signature"])).map(withPlainId);
  if (kept.length === blocks.length && kept.every((block, index) => block === blocks[index])) return turn;
  return kept.length === 0 ? undefined : { ...message, content: kept };
}

/** The id of a call, or of the call that a result answers. Other providers have dots and colons in theirs. */
function withPlainId(block: unknown): unknown {
  const fields = asRecord(block);
  const name = fields?.["type"] === "tool_use" ? "id" : "tool_use_id";
  const id = fields?.[name];
  return fields && typeof id === "string" && /[^\w-]/.test(id)
    ? { ...fields, [name]: id.replace(/[^\w-]/g, "_") }
    : block;
}
