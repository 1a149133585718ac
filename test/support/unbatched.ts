import type { BatchPart, StreamPart } from "../../src/spec/stream.ts";

/** The parts of a stream one by one, whatever came together. */
export async function* unbatched(parts: AsyncIterable<StreamPart>): AsyncGenerator<Exclude<StreamPart, BatchPart>> {
  for await (const part of parts) {
    if (part.type === "batch") yield* part.parts;
    else yield part;
  }
}
