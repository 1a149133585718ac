import type { ContentBlockParam, ToolResultBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { ContentPart, Message, ReasoningPart, ToolResultPart } from "../../spec/request.ts";
import { redactedData } from "../../spec/redacted.ts";
import { argumentsOf, tidyConversation } from "../conversation.ts";
import { cacheControl } from "./cache-marks.ts";
import { mediaBlock } from "./media.ts";

/** A turn as it is sent. */
export interface SentTurn {
  readonly role: Message["role"];
  readonly content: SentBlock[];
}

/** What is known of a turn that may be another's. */
interface TypedTurn {
  readonly role?: unknown;
  readonly content: readonly { readonly type?: unknown }[];
}

/** The blocks that are sent, all of which but the two of thinking may carry a cache mark. */
type SentBlock = Extract<
  ContentBlockParam,
  { type: "text" | "image" | "document" | "tool_use" | "tool_result" | "thinking" | "redacted_thinking" }
>;

/** The conversation in Anthropic's form, with the caller's cache marks. */
export function buildMessages(messages: readonly Message[], providerId: string): SentTurn[] {
  return tidyConversation(messages, providerId).map((message) => ({
    role: message.role,
    content: message.content.flatMap(toBlock),
  }));
}

/**
 * A conversation that has begun will most likely go on, so its last block is marked for the prompt cache; a single
 * question is not, since writing a cache that nobody reads costs a quarter more.
 */
export function markLastBlock(turns: readonly SentTurn[]): void {
  const last = turns.length > 1 ? turns.at(-1)?.content.at(-1) : undefined;
  if (last && last.type !== "thinking" && last.type !== "redacted_thinking") last.cache_control = { type: "ephemeral" };
}

/**
 * Whether thinking by a budget would be refused because the assistant's last turn, which calls tools or is to be gone on
 * with, does not begin with thinking: another model made it, or this one while it did not think.
 */
export function missesThinking(turns: readonly TypedTurn[]): boolean {
  const last = turns.findLast(({ role }) => role === "assistant");
  if (!last || (last !== turns.at(-1) && !last.content.some(({ type }) => type === "tool_use"))) return false;
  const first = last.content[0]?.type;
  return first !== "thinking" && first !== "redacted_thinking";
}

function toBlock(part: ContentPart): readonly SentBlock[] {
  switch (part.type) {
    case "text":
      return [{ type: "text", text: part.text, ...cacheControl(part.cache) }];
    case "image":
    case "file":
      return [mediaBlock(part)];
    case "reasoning":
      return thinkingBlock(part);
    case "tool-call":
      return [{ type: "tool_use", id: toolId(part.id), name: part.name, input: argumentsOf(part) }];
    case "tool-result":
      return [toolResult(part)];
  }
}

function toolResult({ callId, content, media, isError, cache }: ToolResultPart): ToolResultBlockParam {
  return {
    type: "tool_result",
    tool_use_id: toolId(callId),
    content: media?.length
      ? [
          // An empty text is refused.
          ...(content === "" ? [] : [{ type: "text" as const, text: content }]),
          ...media.map(mediaBlock),
        ]
      : content,
    ...(isError && { is_error: true }),
    ...cacheControl(cache),
  };
}

function thinkingBlock(part: ReasoningPart): readonly SentBlock[] {
  if (!part.signature) return [];
  const { value } = part.signature;
  const data = redactedData(value);
  return data === undefined
    ? [{ type: "thinking", thinking: part.text, signature: value }]
    : [{ type: "redacted_thinking", data }];
}

/** Only letters, digits, `_` and `-` are taken; an id from another provider may hold more. */
function toolId(id: string): string {
  return id.replace(/[^\w-]/g, "_");
}
