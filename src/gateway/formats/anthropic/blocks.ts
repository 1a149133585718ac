import type { CacheMark, FilePart, ImagePart, TextContent } from "../../../spec/request.ts";
import { asRecord, type Json } from "../../json.ts";
import { BadRequest } from "../../problem.ts";
import { dataUrl, optionalText, pathOf, record, records, text } from "../reading.ts";
import type { Notes } from "./notes.ts";

/** What a user's message and a tool's result may both hold. */
export type PlainPart = TextContent | ImagePart | FilePart;

/** Reads one kind of block. `at` is its path. @throws BadRequest */
export type BlockReader<Part> = (block: Json, at: string, notes: Notes) => readonly Part[];

/** Readers of the blocks that are text, a picture or a document. */
export const PLAIN_BLOCKS: ReadonlyMap<string, BlockReader<PlainPart>> = new Map<string, BlockReader<PlainPart>>([
  ["text", readText],
  ["image", readImage],
  ["document", readDocument],
  ["search_result", readSearchResult],
]);

/** Content as blocks: plain text stands for one block of it. @throws BadRequest */
export function blocksOf(from: Json, field: string, at: string): readonly Json[] {
  const value = from[field];
  if (typeof value === "string") return [{ type: "text", text: value }];
  if (Array.isArray(value)) return records(from, field, at);
  const path = pathOf(at, field);
  throw new BadRequest(`${path} ${value == null ? "is missing" : "must be text or a list of blocks"}.`, path);
}

/** A block that is known to be text. */
export function readText(block: Json, at: string): readonly TextContent[] {
  return [{ type: "text", text: text(block, "text", at), ...cacheOf(block) }];
}

/** The text of content that may hold nothing else; what else it holds is noted. */
export function textsOf(from: Json, field: string, at: string, notes: Notes): readonly TextContent[] {
  return blocksOf(from, field, at).flatMap((block, index) => {
    const path = `${pathOf(at, field)}[${index}]`;
    const type = text(block, "type", path);
    if (type === "text") return readText(block, path);
    notes.untranslatable.add(type);
    return [];
  });
}

/** The mark for the prompt cache that a block or a tool bears. Five minutes are the format's usual. */
export function cacheOf(from: Json): { readonly cache?: CacheMark } {
  const mark = asRecord(from["cache_control"]);
  if (mark?.["type"] !== "ephemeral") return {};
  return { cache: mark["ttl"] === "1h" ? "1h" : "5m" };
}

function readImage(block: Json, at: string, notes: Notes): readonly ImagePart[] {
  const path = pathOf(at, "source");
  const source = record(block, "source", at);
  switch (text(source, "type", path)) {
    case "base64": {
      const mediaType = text(source, "media_type", path);
      return [imagePart(block, mediaType, { kind: "base64", data: text(source, "data", path) })];
    }
    case "url": {
      const url = text(source, "url", path);
      const inline = dataUrl(url);
      if (inline) return [imagePart(block, inline.mediaType, { kind: "base64", data: inline.data })];
      return [imagePart(block, "", { kind: "url", url })];
    }
    default:
      return beyond(source, notes);
  }
}

function imagePart(block: Json, mediaType: string, source: ImagePart["source"]): ImagePart {
  return { type: "image", mediaType, source, ...cacheOf(block) };
}

/** A document of text goes as text, since few models take a text file; its title and context stand with it. */
function readDocument(block: Json, at: string, notes: Notes): readonly PlainPart[] {
  const path = pathOf(at, "source");
  const source = record(block, "source", at);
  const title = optionalText(block, "title", at);
  if (asRecord(block["citations"])?.["enabled"] === true) notes.droppable.add("citations");
  const file = (mediaType: string, from: FilePart["source"]): readonly PlainPart[] => [
    ...contextOf(block, at),
    { type: "file", mediaType, ...(title !== undefined && { name: title }), source: from, ...cacheOf(block) },
  ];
  switch (text(source, "type", path)) {
    case "base64":
      return file(text(source, "media_type", path), { kind: "base64", data: text(source, "data", path) });
    case "url":
      // The format takes no other kind of document by its address.
      return file("application/pdf", { kind: "url", url: text(source, "url", path) });
    case "text":
      return [...contextOf(block, at), tagged("document", { title }, text(source, "data", path), block)];
    case "content":
      return [...contextOf(block, at), ...readContentSource(source, title, path, notes, block)];
    default:
      return beyond(source, notes);
  }
}

/** What a document says of itself, which is not part of it. */
function contextOf(block: Json, at: string): readonly TextContent[] {
  const context = optionalText(block, "context", at);
  return context === undefined ? [] : [{ type: "text", text: context }];
}

function readContentSource(
  source: Json,
  title: string | undefined,
  at: string,
  notes: Notes,
  block: Json,
): readonly PlainPart[] {
  const parts = blocksOf(source, "content", at).flatMap((inner, index) =>
    readPlain(inner, `${pathOf(at, "content")}[${index}]`, notes),
  );
  const words = parts.filter((part) => part.type === "text").map((part) => part.text);
  return [tagged("document", { title }, words.join("\n"), block), ...parts.filter((part) => part.type !== "text")];
}

function readSearchResult(block: Json, at: string, notes: Notes): readonly PlainPart[] {
  const facts = { title: optionalText(block, "title", at), source: optionalText(block, "source", at) };
  const words = textsOf(block, "content", at, notes).map((part) => part.text);
  return [tagged("search_result", facts, words.join("\n"), block)];
}

/** Reads a block that may be of any of the plain kinds; another is noted. */
export function readPlain(block: Json, at: string, notes: Notes): readonly PlainPart[] {
  const type = text(block, "type", at);
  const read = PLAIN_BLOCKS.get(type);
  if (read) return read(block, at, notes);
  notes.untranslatable.add(type);
  return [];
}

/** A text in a tag that tells it from the words around it. */
function tagged(
  tag: string,
  facts: Readonly<Record<string, string | undefined>>,
  inner: string,
  block: Json,
): TextContent {
  const attributes = Object.entries(facts).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}="${value.replaceAll('"', "&quot;")}"`],
  );
  return { type: "text", text: `<${tag}${attributes.join("")}>\n${inner}\n</${tag}>`, ...cacheOf(block) };
}

/** A source that only Anthropic can reach, such as a file that was uploaded there. */
function beyond(source: Json, notes: Notes): readonly [] {
  notes.untranslatable.add(`source.${String(source["type"])}`);
  return [];
}
