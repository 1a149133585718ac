import { createSseDecoder } from "../http/sse.ts";
import { asRecord, parseJson } from "../json.ts";
import type { WireChunk } from "./wire-chunk.ts";

/**
 * The chunks of an answer's events, none of which is read before it is asked for. Ending early cancels the body.
 *
 * @throws TypeError at an event that is no JSON object, and whatever the body breaks with
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<WireChunk> {
  const text = new TextDecoder();
  const decoder = createSseDecoder();
  for await (const bytes of body) {
    for (const { data } of decoder.push(text.decode(bytes, { stream: true }))) {
      const chunk = asRecord(parseJson(data));
      if (!chunk) throw new TypeError("an event that is no JSON object");
      yield chunk;
    }
  }
}
