import type { FillRequest } from "../../spec/request.ts";
import type { StreamPart } from "../../spec/stream.ts";
import { createFillCleaner } from "./clean.ts";

/**
 * Cleans the text of a chat's answer to a fill request as it streams by. What was held back comes before the last
 * part, also when the stream was cut: it is then as good as the rest.
 */
export async function* cleanFill(parts: AsyncIterable<StreamPart>, request: FillRequest): AsyncGenerator<StreamPart> {
  const cleaner = createFillCleaner(request);
  for await (const part of parts) {
    if (part.type === "text") {
      const text = cleaner.push(part.text);
      if (text !== "") yield { type: "text", text };
      continue;
    }
    if (part.type === "finish" || part.type === "failure") {
      const text = cleaner.end();
      if (text !== "") yield { type: "text", text };
    }
    yield part;
  }
}
