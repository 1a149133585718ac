import { createSseDecoder } from "./sse.ts";
import type { SseEvent } from "./sse.ts";

/** What to do with an event: pass it on, or end the stream at it, with it or without it. */
export type EventVerdict = "pass" | "last" | "end";

/** What a dialect says of its events. */
export interface EventReader {
  judge(event: SseEvent): EventVerdict;
  /** The name of an event that came without one, where the dialect's SDK goes by names. */
  nameOf?(event: SseEvent): string | undefined;
}

/** Told of what happens below the SDK, which does not say. */
export interface EventObserver {
  /** The terminator came; what the server sends after it is thrown away. */
  terminated(): void;
  /** The body broke. */
  broke(error: unknown): void;
}

/**
 * Re-frames an event stream so that every SDK reads it alike: no comments, no carriage returns, one `data: ` line
 * an event, nothing after the terminator. The three SDKs differ in what they bear; `@google/generative-ai` for one
 * stops at a comment, at `data:` without a space and at U+2028 inside a string. A last event that was cut in the
 * middle is left out, as the standard asks, so that a cut stream reads as one that lacks its end and not as
 * garbage.
 */
export function cleanEvents(
  body: ReadableStream<Uint8Array>,
  { judge, nameOf }: EventReader,
  observer: EventObserver,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const text = new TextDecoder();
  const bytes = new TextEncoder();
  const decoder = createSseDecoder();

  /** Returns the frames up to the terminator, and whether it came. */
  function frames(events: readonly SseEvent[]): { readonly text: string; readonly ended: boolean } {
    let out = "";
    for (const came of events) {
      const event = came.event === undefined && nameOf ? { ...came, event: nameOf(came) } : came;
      const verdict = judge(event);
      if (verdict !== "end") out += frame(event);
      if (verdict !== "pass") return { text: out, ended: true };
    }
    return { text: out, ended: false };
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        for (;;) {
          const { done, value } = await reader.read();
          const next = frames(done ? lastEvents(decoder) : decoder.push(text.decode(value, { stream: true })));
          if (next.text !== "") controller.enqueue(bytes.encode(next.text));
          if (next.ended) {
            observer.terminated();
            void drain(reader);
          }
          if (done || next.ended) return controller.close();
          if (next.text !== "") return;
        }
      } catch (error) {
        observer.broke(error);
        throw error;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

/** The event at the end of the body that lacks its empty line, if it is whole. */
function lastEvents(decoder: { end(): SseEvent | undefined }): readonly SseEvent[] {
  const last = decoder.end();
  return last && (last.data === "[DONE]" || isJson(last.data)) ? [last] : [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A line break in `data` is JSON's white space; U+2028 and U+2029 stand inside strings, where they may be escaped. */
function frame(event: SseEvent): string {
  const data = event.data.replaceAll("\n", " ").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
  return event.event === undefined ? `data: ${data}\n\n` : `event: ${event.event}\ndata: ${data}\n\n`;
}

/** How many more pieces a body may have after its terminator; a server that goes on sending is cut off. */
const MOST_TRAILING_PIECES = 64;

/** Reads a body to its end, which the server has as good as reached, so that the connection can be used again. */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    for (let piece = 0; piece < MOST_TRAILING_PIECES; piece += 1) {
      if ((await reader.read()).done) return;
    }
    await reader.cancel();
  } catch {
    // The answer is complete; how its connection ends no longer matters.
  }
}
