import type { StreamParser } from "../answer.ts";
import type { Json } from "../json.ts";

/** A dialect's parser as one that takes any JSON: its wire types promise nothing. */
export function readJson<Chunk>(parser: StreamParser<Chunk>): StreamParser<Json> {
  return { push: (chunk) => parser.push(chunk as Chunk), end: (terminated) => parser.end(terminated) };
}
