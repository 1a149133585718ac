import type { EventReader, EventVerdict } from "../http/clean-events.ts";
import type { SseEvent } from "../http/sse.ts";
import { asRecord, parseJson } from "../json.ts";

/** The events after which nothing comes. */
const LAST: ReadonlySet<string | undefined> = new Set(["response.completed", "response.incomplete", "response.failed"]);

/** An event says its type twice, and servers that follow OpenAI leave the first out. */
function eventName({ data }: SseEvent): string | undefined {
  const type = asRecord(parseJson(data))?.["type"];
  return typeof type === "string" ? type : undefined;
}

/** Reads the events of a streamed response. Some servers end with `[DONE]` all the same. */
export const responsesEvents: EventReader = {
  judge({ event, data }: SseEvent): EventVerdict {
    if (data.trim() === "[DONE]") return "end";
    return LAST.has(event) ? "last" : "pass";
  },
  nameOf: eventName,
};
