import { createHash } from "node:crypto";
import type {
  ChatCompletionAssistantMessageParam,
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { ChatRequest, ImagePart, Message } from "../../spec/request.ts";
import { tidyConversation } from "../conversation.ts";

/** OpenAI takes no longer ones. */
const LONGEST_TOOL_ID = 40;

/** The conversation in OpenAI's form. Reasoning goes back only to the provider that it came from. */
export function buildMessages(
  request: ChatRequest,
  providerId: string,
  shortToolIds: boolean,
): readonly ChatCompletionMessageParam[] {
  const toolId = (id: string): string => (shortToolIds ? hashedId(id, 9) : fittingId(id));
  const system: ChatCompletionMessageParam[] = request.system ? [{ role: "system", content: request.system }] : [];
  return [
    ...system,
    ...tidyConversation(request.messages, providerId).flatMap((message) =>
      message.role === "assistant" ? [assistantMessage(message, toolId)] : userMessages(message, toolId),
    ),
  ];
}

/** Tool results are messages of their own here, and come before what the user adds. */
function userMessages(message: Message, toolId: (id: string) => string): readonly ChatCompletionMessageParam[] {
  const results: ChatCompletionMessageParam[] = [];
  const content: ChatCompletionContentPart[] = [];
  for (const part of message.content) {
    if (part.type === "tool-result") {
      results.push({ role: "tool", tool_call_id: toolId(part.callId), content: part.content });
    } else if (part.type === "text") content.push({ type: "text", text: part.text });
    else if (part.type === "image") content.push({ type: "image_url", image_url: { url: imageUrl(part) } });
  }
  if (content.length === 0) return results;
  // Plain text is what every compatible server takes; a list of parts is not.
  const texts = content.flatMap((part) => (part.type === "text" ? part.text : []));
  return [...results, { role: "user", content: texts.length === content.length ? texts.join("\n\n") : content }];
}

function assistantMessage(message: Message, toolId: (id: string) => string): ChatCompletionAssistantMessageParam {
  const texts = message.content.flatMap((part) => (part.type === "text" ? part.text : []));
  const calls = message.content.flatMap((part) =>
    part.type === "tool-call"
      ? [
          {
            id: toolId(part.id),
            type: "function" as const,
            function: { name: part.name, arguments: part.arguments || "{}" },
          },
        ]
      : [],
  );
  return {
    role: "assistant",
    // `null` is for a message that only calls tools; a turn that was stopped while it reasoned has neither.
    content: texts.length > 0 || calls.length === 0 ? texts.join("") : null,
    ...reasoningFields(message),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

/** The signature is the name of the field that the reasoning came in, as `parse-stream.ts` set it. */
function reasoningFields(message: Message): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const part of message.content) {
    const field = part.type === "reasoning" ? part.signature?.value : undefined;
    if (part.type !== "reasoning" || (field !== "reasoning_content" && field !== "reasoning")) continue;
    fields[field] = (fields[field] ?? "") + part.text;
  }
  return fields;
}

function imageUrl(part: ImagePart): string {
  return part.source.kind === "url" ? part.source.url : `data:${part.mediaType};base64,${part.source.data}`;
}

function fittingId(id: string): string {
  return id.length <= LONGEST_TOOL_ID ? id : hashedId(id, LONGEST_TOOL_ID);
}

/** The same id gives the same hash, so that a call and its result still belong together. */
function hashedId(id: string, length: number): string {
  return createHash("sha256").update(id).digest("hex").slice(0, length);
}
