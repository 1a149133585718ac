import type { FilePart } from "../spec/request.ts";

/** Kinds of text whose media type does not begin with `text/`. */
const TEXT = /^(?:text\/|application\/(?:json|xml|yaml|x-yaml|toml|javascript|typescript|x-sh)\b)|\+(?:json|xml)\b/;

/** What is written in a file that was sent along; undefined if it is no text, or is only known by its address. */
export function textOf({ mediaType, source }: FilePart): string | undefined {
  if (source.kind !== "base64" || !TEXT.test(mediaType)) return undefined;
  return Buffer.from(source.data, "base64").toString("utf8");
}
