import type { CacheMark, FilePart, ImagePart, TextContent } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { dataUrl, optionalText, pathOf, record, records, text } from "../reading.ts";
import { type LeftOut, ofType } from "./left-out.ts";

/** What a message of the user, or the answer of a tool, may hold. */
type Piece = TextContent | ImagePart | FilePart;

/** A message's content: one text, or a list of parts; nothing where it is `null` or missing. @throws BadRequest */
export function readContent(message: Json, at: string, leftOut: LeftOut): readonly Piece[] {
  const { content } = message;
  if (content == null) return [];
  if (typeof content === "string") return [{ type: "text", text: content, ...cacheOf(message) }];
  if (!Array.isArray(content)) {
    const path = pathOf(at, "content");
    throw new BadRequest(`${path} must be text or a list of parts.`, path);
  }
  return records(message, "content", at).flatMap((part, index) => readPart(part, `${at}.content[${index}]`, leftOut));
}

/** The same where a message without content makes no sense. @throws BadRequest */
export function requiredContent(message: Json, at: string, leftOut: LeftOut): readonly Piece[] {
  const path = pathOf(at, "content");
  if (message["content"] == null) throw new BadRequest(`${path} is missing.`, path);
  return readContent(message, at, leftOut);
}

function readPart(part: Json, at: string, leftOut: LeftOut): readonly Piece[] {
  const type = text(part, "type", at);
  switch (type) {
    case "text":
      return [{ type, text: text(part, "text", at), ...cacheOf(part) }];
    case "refusal":
      return [{ type: "text", text: text(part, "refusal", at), ...cacheOf(part) }];
    case "image_url":
      return [readImage(part, at, leftOut)];
    case "input_audio":
      return [readAudio(part, at)];
    case "video_url":
      return [readVideo(part, at)];
    case "file":
      return readFile(part, at, leftOut);
    default:
      // Servers that follow OpenAI have kinds of their own.
      leftOut.untranslatable.add(ofType(at, type));
      return [];
  }
}

function readImage(part: Json, at: string, leftOut: LeftOut): ImagePart {
  const path = pathOf(at, "image_url");
  // Many clients leave the object out, and many servers take that.
  const isBare = typeof part["image_url"] === "string";
  const image = isBare ? { url: part["image_url"] } : record(part, "image_url", at);
  const url = text(image, "url", path);
  const { detail } = image;
  if (detail != null && detail !== "auto") leftOut.droppable.add("image_url.detail");
  return { type: "image", ...readAddress(url, isBare ? path : pathOf(path, "url")), ...cacheOf(part) };
}

function readVideo(part: Json, at: string): FilePart {
  const path = pathOf(at, "video_url");
  const { mediaType, source } = readAddress(text(record(part, "video_url", at), "url", path), pathOf(path, "url"));
  return { type: "file", mediaType: mediaType || "video/mp4", source, ...cacheOf(part) };
}

function readAudio(part: Json, at: string): FilePart {
  const path = pathOf(at, "input_audio");
  const audio = record(part, "input_audio", at);
  const format = text(audio, "format", path);
  return {
    type: "file",
    mediaType: format === "mp3" ? "audio/mpeg" : `audio/${format}`,
    source: { kind: "base64", data: text(audio, "data", path) },
    ...cacheOf(part),
  };
}

/** What OpenAI keeps under an id cannot be had by anybody else. */
function readFile(part: Json, at: string, leftOut: LeftOut): readonly FilePart[] {
  const path = pathOf(at, "file");
  const file = record(part, "file", at);
  if (file["file_data"] == null && typeof file["file_id"] === "string") {
    leftOut.untranslatable.add(pathOf(path, "file_id"));
    return [];
  }
  const data = text(file, "file_data", path);
  const name = optionalText(file, "filename", path);
  // The documentation also has bare base64, in which only PDF is taken.
  const { mediaType, source } = /^(?:data|https?):/.test(data)
    ? readAddress(data, pathOf(path, "file_data"))
    : { mediaType: "application/pdf", source: { kind: "base64", data } as const };
  return [
    {
      type: "file",
      mediaType: mediaType || "application/pdf",
      ...(name !== undefined && { name }),
      source,
      ...cacheOf(part),
    },
  ];
}

function readAddress(url: string, at: string): Pick<ImagePart, "mediaType" | "source"> {
  const inline = dataUrl(url);
  if (inline) return { mediaType: inline.mediaType, source: { kind: "base64", data: inline.data } };
  if (/^https?:\/\//.test(url)) return { mediaType: "", source: { kind: "url", url } };
  throw new BadRequest(`${at} must be an http(s) address, or a data: URL in base64.`, at);
}

/**
 * The mark for a prompt cache: `cache_control`, as OpenRouter and LiteLLM took it over from Anthropic, or OpenAI's own,
 * whose lives are longer than five minutes where they are named.
 */
export function cacheOf(from: Json): { readonly cache?: CacheMark } {
  const control = asRecord(from["cache_control"]);
  if (control) return { cache: control["ttl"] === "1h" ? "1h" : "5m" };
  const breakpoint = asRecord(from["prompt_cache_breakpoint"]);
  return breakpoint ? { cache: breakpoint["ttl"] == null ? "5m" : "1h" } : {};
}
