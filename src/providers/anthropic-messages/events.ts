import type { EventVerdict } from "../http/clean-events.ts";
import type { SseEvent } from "../http/sse.ts";
import { asRecord, parseJson } from "../json.ts";

/** A message ends with its own event. */
export function judgeEvent(event: SseEvent): EventVerdict {
  return event.event === "message_stop" ? "last" : "pass";
}

/**
 * What an event of a gateway that leaves the names out would be called: the SDK drops such events, errors among them.
 * An error may come as OpenAI sends it, without a type.
 */
export function eventName({ data }: SseEvent): string | undefined {
  const event = asRecord(parseJson(data));
  if (event?.["error"] != null) return "error";
  return typeof event?.["type"] === "string" ? event["type"] : undefined;
}
