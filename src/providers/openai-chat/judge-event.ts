import type { EventVerdict } from "../http/clean-events.ts";
import type { SseEvent } from "../http/sse.ts";

/** The SDK hides `[DONE]`, which tells a whole stream from a cut one where no finish reason does. */
export function judgeEvent(event: SseEvent): EventVerdict {
  return event.data.trim() === "[DONE]" ? "end" : "pass";
}
