import type { ChatCompletionContentPart } from "openai/resources/chat/completions";
import type { CacheMark, FilePart, ImagePart, TextContent } from "../../spec/request.ts";
import { textOf } from "../text-file.ts";
import type { Quirks } from "./quirks.ts";

/** How a server wants the parts of a message. */
export interface PartRules {
  readonly cacheMarks: boolean;
  readonly files: Quirks["files"];
}

/** A part as it is sent: OpenAI's, with the mark that OpenRouter takes from Anthropic's format. */
export type SentPart = (ChatCompletionContentPart | DocumentPart) & { readonly cache_control?: CacheControl };

/** Mistral's own. */
interface DocumentPart {
  readonly type: "document_url";
  readonly document_url: string;
  readonly document_name?: string;
}

interface CacheControl {
  readonly type: "ephemeral";
  readonly ttl?: "1h";
}

/** A text, picture or file in OpenAI's form. */
export function toPart(part: TextContent | ImagePart | FilePart, rules: PartRules): SentPart {
  const sent = unmarked(part, rules.files);
  return rules.cacheMarks && part.cache ? { ...sent, cache_control: cacheControl(part.cache) } : sent;
}

export function cacheControl(mark: CacheMark): CacheControl {
  return { type: "ephemeral", ...(mark === "1h" && { ttl: mark }) };
}

function unmarked(part: TextContent | ImagePart | FilePart, files: Quirks["files"]): SentPart {
  if (part.type === "text") return { type: "text", text: part.text };
  if (part.type === "image") return { type: "image_url", image_url: { url: addressOf(part) } };
  return filePart(part, files);
}

/** Text is sent as text, which every model reads; sound in the two formats that there are; all else as a document. */
function filePart(part: FilePart, files: Quirks["files"]): SentPart {
  const text = textOf(part);
  if (text !== undefined) return { type: "text", text: part.name === undefined ? text : `${part.name}:\n\n${text}` };
  const format = audioFormat(part.mediaType);
  if (format && part.source.kind === "base64")
    return { type: "input_audio", input_audio: { data: part.source.data, format } };
  const url = addressOf(part);
  if (files === "document-url")
    return {
      type: "document_url",
      document_url: url,
      ...(part.name !== undefined && { document_name: part.name }),
    };
  if (part.source.kind === "url" && files === "inline")
    return { type: "text", text: `[The file ${part.name ?? ""} is at ${url}]`.replace("  ", " ") };
  // A document without a name is refused.
  return { type: "file", file: { filename: part.name ?? "document.pdf", file_data: url } };
}

function audioFormat(mediaType: string): "wav" | "mp3" | undefined {
  if (/^audio\/(?:x-)?wav/.test(mediaType)) return "wav";
  return /^audio\/(?:mpeg|mp3)/.test(mediaType) ? "mp3" : undefined;
}

function addressOf({ mediaType, source }: ImagePart | FilePart): string {
  return source.kind === "url" ? source.url : `data:${mediaType};base64,${source.data}`;
}
