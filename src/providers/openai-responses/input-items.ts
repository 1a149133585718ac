import { createHash } from "node:crypto";
import type { ResponseInputContent, ResponseInputItem } from "openai/resources/responses/responses";
import type { FilePart, ImagePart, Message, ReasoningPart, TextContent, ToolResultPart } from "../../spec/request.ts";
import { tidyConversation } from "../conversation.ts";
import { toPart } from "../openai-chat/parts.ts";
import { encryptedContent } from "./signature.ts";

/** OpenAI takes no longer ones. */
const LONGEST_CALL_ID = 64;

/** The conversation in the Responses form. Reasoning goes back only to the provider that it came from. */
export function inputItems(messages: readonly Message[], providerId: string): readonly ResponseInputItem[] {
  return tidyConversation(messages, providerId).flatMap((message) =>
    message.role === "assistant" ? assistantItems(message) : userItems(message),
  );
}

/** In the order in which the model wrote them: reasoning is refused without what it led to right behind. */
function assistantItems({ content }: Message): readonly ResponseInputItem[] {
  return content.flatMap((part): ResponseInputItem[] => {
    if (part.type === "text") return [{ role: "assistant", content: part.text }];
    if (part.type === "reasoning") return reasoningItem(part);
    if (part.type !== "tool-call") return [];
    const { id, name, arguments: written } = part;
    return [{ type: "function_call", call_id: callId(id), name, arguments: written || "{}" }];
  });
}

function reasoningItem({ text, signature }: ReasoningPart): ResponseInputItem[] {
  const sealed = signature && encryptedContent(signature.value);
  if (sealed === undefined) return [];
  const summary = text === "" ? [] : [{ type: "summary_text" as const, text }];
  // Without an id, which OpenAI would compare with what is sealed; the SDK's type wants one.
  return [{ type: "reasoning", summary, encrypted_content: sealed } as ResponseInputItem];
}

/** Tool results are items of their own, and come before what the user adds. */
function userItems({ content }: Message): readonly ResponseInputItem[] {
  const results = content.filter((part) => part.type === "tool-result").map(resultItem);
  const said = content.filter((part) => part.type === "text" || part.type === "image" || part.type === "file");
  return said.length > 0 ? [...results, { role: "user", content: said.map(toContent) }] : results;
}

function resultItem({ callId: id, content, media = [] }: ToolResultPart): ResponseInputItem {
  const output = [{ type: "input_text" as const, text: content }, ...media.map(toContent)];
  return { type: "function_call_output", call_id: callId(id), output: media.length > 0 ? output : content };
}

/** A part as Chat Completions has it, in the other call's words. */
function toContent(part: TextContent | ImagePart | FilePart): ResponseInputContent {
  const sent = toPart(part, { cacheMarks: false, files: "inline-or-url" });
  switch (sent.type) {
    case "text":
      return { type: "input_text", text: sent.text };
    case "image_url":
      return { type: "input_image", image_url: sent.image_url.url, detail: "auto" };
    case "file":
      return fileContent(sent.file);
    case "input_audio":
    case "document_url":
      return { type: "input_text", text: "[A recording, which this model cannot hear.]" };
  }
}

function fileContent({
  filename = "",
  file_data: data = "",
}: {
  filename?: string;
  file_data?: string;
}): ResponseInputContent {
  return data.startsWith("data:")
    ? { type: "input_file", filename, file_data: data }
    : { type: "input_file", file_url: data };
}

/** The same id gives the same hash, so that a call and its result still belong together. */
function callId(id: string): string {
  if (id.length <= LONGEST_CALL_ID) return id;
  return createHash("sha256").update(id).digest("hex").slice(0, LONGEST_CALL_ID);
}
