import type { CacheMark, FilePart, ImagePart, TextContent } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { dataUrl, optionalText, pathOf, record, records, text } from "../reading.ts";
import type { Limits } from "./limits.ts";

/** What a message or a tool's answer may hold. */
export type PlainContent = TextContent | ImagePart | FilePart;

/** The content of a message, or of a tool's answer: text, or a list of parts. @throws BadRequest */
export function readContent(from: Json, field: string, at: string, limits: Limits): readonly PlainContent[] {
  const value = from[field];
  if (value == null) throw new BadRequest(`${pathOf(at, field)} is missing.`, pathOf(at, field));
  if (typeof value === "string") return value === "" ? [] : [{ type: "text", text: value }];
  return records(from, field, at).flatMap((part, index) => readPart(part, `${pathOf(at, field)}[${index}]`, limits));
}

/** The texts of some content, each on its own. */
export function textsOf(content: readonly PlainContent[]): readonly string[] {
  return content.flatMap((part) => (part.type === "text" ? part.text : []));
}

function readPart(part: Json, at: string, limits: Limits): readonly PlainContent[] {
  const type = text(part, "type", at);
  switch (type) {
    case "input_text":
    case "output_text":
    case "text":
      return readText(text(part, "text", at), part);
    case "refusal":
      return readText(text(part, "refusal", at), part);
    case "input_image":
      return readImage(part, at, limits);
    case "input_file":
      return readFile(part, at, limits);
    case "input_audio":
      return [readAudio(part, at)];
    default:
      limits.untranslatable.add(`${at} (${type})`);
      return [];
  }
}

function readText(value: string, part: Json): readonly TextContent[] {
  return value === "" ? [] : [{ type: "text", text: value, ...cacheMark(part) }];
}

function readImage(part: Json, at: string, limits: Limits): readonly ImagePart[] {
  const url = optionalText(part, "image_url", at);
  if (url === undefined) return keptElsewhere(part, "image_url", at, limits);
  const inline = dataUrl(url);
  const image = inline
    ? { mediaType: inline.mediaType, source: { kind: "base64", data: inline.data } as const }
    : { mediaType: "", source: { kind: "url", url } as const };
  return [{ type: "image", ...image, ...cacheMark(part) }];
}

function readFile(part: Json, at: string, limits: Limits): readonly FilePart[] {
  const name = optionalText(part, "filename", at);
  const data = optionalText(part, "file_data", at);
  const url = optionalText(part, "file_url", at);
  if (data === undefined && url === undefined) return keptElsewhere(part, "file_data", at, limits);
  const inline = data === undefined ? undefined : dataUrl(data);
  return [
    {
      type: "file",
      mediaType: inline?.mediaType || mediaTypeOf(name ?? url ?? ""),
      ...(name !== undefined && { name }),
      source:
        data === undefined ? { kind: "url", url: url ?? "" } : { kind: "base64", data: inline ? inline.data : data },
      ...cacheMark(part),
    },
  ];
}

/** By its name's end; OpenAI takes PDF where nothing is said. */
function mediaTypeOf(name: string): string {
  return /\.(?:txt|md|csv|json|xml|html?|[jt]sx?|py)$/i.test(name) ? "text/plain" : "application/pdf";
}

function readAudio(part: Json, at: string): FilePart {
  const audio = record(part, "input_audio", at);
  const inside = pathOf(at, "input_audio");
  const format = text(audio, "format", inside);
  return {
    type: "file",
    mediaType: format === "mp3" ? "audio/mpeg" : `audio/${format}`,
    source: { kind: "base64", data: text(audio, "data", inside) },
  };
}

/** An id of a file is known where the file is kept, and nowhere else. */
function keptElsewhere(part: Json, field: string, at: string, limits: Limits): readonly [] {
  if (part["file_id"] == null) throw new BadRequest(`${pathOf(at, field)} is missing.`, pathOf(at, field));
  limits.untranslatable.add(pathOf(at, "file_id"));
  return [];
}

/** OpenAI's marks last half an hour or twelve. */
function cacheMark(part: Json): { readonly cache?: CacheMark } {
  const mark = asRecord(part["prompt_cache_breakpoint"]);
  return mark ? { cache: mark["ttl"] === "12h" ? "1h" : "5m" } : {};
}
