import type {
  ContentBlockParam,
  DocumentBlockParam,
  ImageBlockParam,
  MessageParam,
  ToolResultBlockParam,
} from "@anthropic-ai/sdk/resources/messages";
import type { ContentPart, FilePart, ImagePart, Message, ReasoningPart } from "../../spec/request.ts";
import { argumentsOf, tidyConversation } from "../conversation.ts";
import { REDACTED } from "./parse-stream.ts";

/**
 * The conversation in Anthropic's form. A conversation that has begun will most likely go on, so its last block is
 * marked for the prompt cache; a single question is not, since writing a cache that nobody reads costs a quarter
 * more.
 */
export function buildMessages(messages: readonly Message[], providerId: string): MessageParam[] {
  const turns = tidyConversation(messages, providerId).map((message) => ({
    role: message.role,
    content: message.content.flatMap(toBlock),
  }));
  const last = turns.length > 1 ? turns.at(-1)?.content.at(-1) : undefined;
  if (last && last.type !== "thinking" && last.type !== "redacted_thinking") last.cache_control = { type: "ephemeral" };
  return turns;
}

/** The blocks that are sent, all of which but the two of thinking may carry a cache mark. */
type SentBlock = Extract<
  ContentBlockParam,
  { type: "text" | "image" | "document" | "tool_use" | "tool_result" | "thinking" | "redacted_thinking" }
>;

function toBlock(part: ContentPart): readonly SentBlock[] {
  switch (part.type) {
    case "text":
      return [{ type: "text", text: part.text }];
    case "image":
      return [imageBlock(part)];
    case "file":
      return [documentBlock(part)];
    case "reasoning":
      return thinkingBlock(part);
    case "tool-call":
      return [{ type: "tool_use", id: toolId(part.id), name: part.name, input: argumentsOf(part) }];
    case "tool-result": {
      const block: ToolResultBlockParam = {
        type: "tool_result",
        tool_use_id: toolId(part.callId),
        content: part.content,
      };
      return [part.isError ? { ...block, is_error: true } : block];
    }
  }
}

function thinkingBlock(part: ReasoningPart): readonly SentBlock[] {
  if (!part.signature) return [];
  const { value } = part.signature;
  if (value.startsWith(REDACTED)) return [{ type: "redacted_thinking", data: value.slice(REDACTED.length) }];
  return [{ type: "thinking", thinking: part.text, signature: value }];
}

function imageBlock(part: ImagePart): ImageBlockParam {
  if (part.source.kind === "url") return { type: "image", source: { type: "url", url: part.source.url } };
  // The API names the four types that it takes and says so itself when it gets another.
  const media_type = part.mediaType as "image/jpeg" | "image/png" | "image/gif" | "image/webp";
  return { type: "image", source: { type: "base64", media_type, data: part.source.data } };
}

/** The API takes PDF as base64 or by address, and says itself when it gets something else. */
function documentBlock({ name, mediaType, source }: FilePart): DocumentBlockParam {
  return {
    type: "document",
    ...(name !== undefined && { title: name }),
    source:
      source.kind === "url"
        ? { type: "url", url: source.url }
        : { type: "base64", media_type: mediaType as "application/pdf", data: source.data },
  };
}

/** Only letters, digits, `_` and `-` are taken; an id from another provider may hold more. */
function toolId(id: string): string {
  return id.replace(/[^\w-]/g, "_");
}
