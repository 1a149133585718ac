import type { FilePart, ImagePart } from "../../../spec/request.ts";
import type { Json } from "../../json.ts";
import { optionalText, text } from "../reading.ts";
import type { Losses } from "./losses.ts";
import { inCamelCase } from "./spelling.ts";

/** Bytes in the request. @throws BadRequest */
export function inlineData(value: Json, at: string): ImagePart | FilePart {
  const blob = inCamelCase(value);
  const source = { kind: "base64", data: text(blob, "data", at) } as const;
  return media(text(blob, "mimeType", at), source, optionalText(blob, "displayName", at));
}

/**
 * A file by its address; none where only Google can read it, as what was uploaded to it, or where its kind is not said.
 *
 * @throws BadRequest
 */
export function fileData(value: Json, at: string, losses: Losses): readonly (ImagePart | FilePart)[] {
  const file = inCamelCase(value);
  const url = text(file, "fileUri", at);
  const mediaType = optionalText(file, "mimeType", at) ?? "";
  if (mediaType !== "" && isPublic(url))
    return [media(mediaType, { kind: "url", url }, optionalText(file, "displayName", at))];
  losses.untranslatable.add("contents.parts.fileData");
  return [];
}

function media(mediaType: string, source: ImagePart["source"], name: string | undefined): ImagePart | FilePart {
  if (mediaType.startsWith("image/")) return { type: "image", mediaType, source };
  return { type: "file", mediaType, source, ...(name !== undefined && { name }) };
}

/** Films on YouTube are watched by Gemini alone, and its own files want its key. */
function isPublic(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? "";
  return /^https?:/i.test(url) && !/(?:^|\.)(?:googleapis\.com|youtube\.com|youtu\.be)$/i.test(host);
}
