import type { DocumentBlockParam, ImageBlockParam } from "@anthropic-ai/sdk/resources/messages";
import type { FilePart, ImagePart } from "../../spec/request.ts";
import { textOf } from "../text-file.ts";
import { cacheControl } from "./cache-marks.ts";

/** A picture or file as a block. What the API does not take, it says itself. */
export function mediaBlock(part: ImagePart | FilePart): ImageBlockParam | DocumentBlockParam {
  const block = part.type === "image" ? imageBlock(part) : documentBlock(part);
  return { ...block, ...cacheControl(part.cache) };
}

function imageBlock(part: ImagePart): ImageBlockParam {
  if (part.source.kind === "url") return { type: "image", source: { type: "url", url: part.source.url } };
  // The API names the four types that it takes and says so itself when it gets another.
  const media_type = part.mediaType as "image/jpeg" | "image/png" | "image/gif" | "image/webp";
  return { type: "image", source: { type: "base64", media_type, data: part.source.data } };
}

/** The API takes PDF as base64 or by address, and text as it is. */
function documentBlock(part: FilePart): DocumentBlockParam {
  return {
    type: "document",
    ...(part.name !== undefined && { title: part.name }),
    source: documentSource(part),
  };
}

function documentSource(part: FilePart): DocumentBlockParam["source"] {
  const text = textOf(part);
  if (text !== undefined) return { type: "text", media_type: "text/plain", data: text };
  if (part.source.kind === "url") return { type: "url", url: part.source.url };
  return { type: "base64", media_type: part.mediaType as "application/pdf", data: part.source.data };
}
