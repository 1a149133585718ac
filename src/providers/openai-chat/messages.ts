import { createHash } from "node:crypto";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPartText,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { CacheMark, Message, TextContent, ToolResultPart } from "../../spec/request.ts";
import { tidyConversation } from "../conversation.ts";
import { asRecords, type Json } from "../json.ts";
import { cacheControl, toPart } from "./parts.ts";
import { fieldsIn } from "./proof.ts";
import type { PartRules, SentPart } from "./parts.ts";

/** OpenAI takes no longer ones. */
const LONGEST_TOOL_ID = 40;

/** How a server wants a conversation. */
interface MessageRules extends PartRules {
  readonly providerId: string;
  readonly shortToolIds: boolean;
}

interface Conversation {
  readonly system: string | undefined;
  readonly systemCache?: CacheMark | undefined;
  readonly messages: readonly Message[];
}

/** The conversation in OpenAI's form. Reasoning goes back only to the provider that it came from. */
export function buildMessages(
  { system, systemCache, messages }: Conversation,
  rules: MessageRules,
): readonly ChatCompletionMessageParam[] {
  const mark = systemCache && { cache: systemCache };
  const texts: readonly TextContent[] = system ? [{ type: "text", text: system, ...mark }] : [];
  const first: ChatCompletionMessageParam[] = texts.map((text) => ({ role: "system", content: said([text], rules) }));
  return [
    ...first,
    ...tidyConversation(messages, rules.providerId).flatMap((message) =>
      message.role === "assistant" ? [assistantMessage(message, rules)] : userMessages(message, rules),
    ),
  ];
}

/**
 * Tool results are messages of their own here, and come before what the user adds. They hold text alone, so what else
 * belongs to them comes right behind, with the name of its tool before it.
 */
function userMessages(message: Message, rules: MessageRules): readonly ChatCompletionMessageParam[] {
  const results: ChatCompletionMessageParam[] = [];
  const content: SentPart[] = [];
  for (const part of message.content) {
    if (part.type === "tool-result") {
      results.push(toolMessage(part, rules));
      content.push(...mediaOf(part, rules));
    } else if (part.type === "text" || part.type === "image" || part.type === "file") {
      content.push(toPart(part, rules));
    }
  }
  if (content.length === 0) return results;
  return [
    ...results,
    // Parts that the SDK's type lacks are only sent to servers that know them.
    { role: "user", content: plainText(content) ?? (content as ChatCompletionContentPartText[]) },
  ];
}

function toolMessage(part: ToolResultPart, rules: MessageRules): ChatCompletionMessageParam {
  const marked = rules.cacheMarks && part.cache;
  return {
    role: "tool",
    tool_call_id: toolId(part.callId, rules),
    content: marked ? [markedText(part.content, marked)] : part.content,
  };
}

function mediaOf({ name, media }: ToolResultPart, rules: MessageRules): readonly SentPart[] {
  if (!media?.length) return [];
  return [{ type: "text", text: `From ${name}:` }, ...media.map((each) => toPart(each, rules))];
}

/** Plain text is what every compatible server takes; a list of parts is not. */
function plainText(content: readonly SentPart[]): string | undefined {
  const texts = content.flatMap((part) => (part.type === "text" && !part.cache_control ? part.text : []));
  return texts.length === content.length ? texts.join("\n\n") : undefined;
}

function assistantMessage(message: Message, rules: MessageRules): ChatCompletionAssistantMessageParam {
  const texts = message.content.filter((part) => part.type === "text");
  const calls = message.content.flatMap((part) =>
    part.type === "tool-call"
      ? [
          {
            id: toolId(part.id, rules),
            type: "function" as const,
            function: { name: part.name, arguments: part.arguments || "{}" },
            ...(part.signature?.provider === rules.providerId && fieldsIn(part.signature.value)),
          },
        ]
      : [],
  );
  return {
    role: "assistant",
    // `null` is for a message that only calls tools; a turn that was stopped while it reasoned has neither.
    content: texts.length > 0 || calls.length === 0 ? said(texts, rules) : null,
    ...reasoningFields(message),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function said(texts: readonly TextContent[], rules: MessageRules): string | ChatCompletionContentPartText[] {
  if (!rules.cacheMarks || texts.every(({ cache }) => !cache)) return texts.map(({ text }) => text).join("");
  return texts.map(({ text, cache }) => (cache ? markedText(text, cache) : { type: "text", text }));
}

function markedText(text: string, mark: NonNullable<TextContent["cache"]>): ChatCompletionContentPartText {
  const part = { type: "text" as const, text, cache_control: cacheControl(mark) };
  return part;
}

/**
 * The signature is the name of the field that the reasoning came in, or its proof in the fields that held that, as
 * `parse-stream.ts` set it.
 */
function reasoningFields(message: Message): Readonly<Record<string, unknown>> {
  const texts: Record<string, string> = {};
  const proofs: Record<string, readonly Json[]> = {};
  for (const part of message.content) {
    if (part.type !== "reasoning" || !part.signature) continue;
    const { value } = part.signature;
    if (value === "reasoning_content" || value === "reasoning") texts[value] = (texts[value] ?? "") + part.text;
    for (const [field, list] of Object.entries(fieldsIn(value) ?? {})) {
      proofs[field] = [...(proofs[field] ?? []), ...asRecords(list)];
    }
  }
  return { ...texts, ...proofs };
}

function toolId(id: string, { shortToolIds }: MessageRules): string {
  if (shortToolIds) return hashedId(id, 9);
  return id.length <= LONGEST_TOOL_ID ? id : hashedId(id, LONGEST_TOOL_ID);
}

/** The same id gives the same hash, so that a call and its result still belong together. */
function hashedId(id: string, length: number): string {
  return createHash("sha256").update(id).digest("hex").slice(0, length);
}
