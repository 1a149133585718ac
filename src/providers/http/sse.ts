import { asRecord, parseJson } from "../json.ts";

/** One server-sent event. Fields other than `event` and `data` are not used by any provider and are left out. */
export interface SseEvent {
  readonly event: string | undefined;
  readonly data: string;
}

/** Turns text into server-sent events, however the text is cut. */
export interface SseDecoder {
  /** @throws RangeError when a line is longer than any that is meant */
  push(text: string): readonly SseEvent[];
  /** The event that was under way when the text ended, with a half-written line taken as whole. */
  end(): SseEvent | undefined;
}

/** In characters: pictures come inline, and none that a provider sends is longer. */
const LONGEST_LINE = 64 * 1024 * 1024;

/**
 * The event stream format of the HTML standard: lines end in LF, CRLF or CR, a colon begins a comment, the space after
 * the first colon is optional, several `data` lines are joined, an empty line ends the event. Beside the standard, an
 * error that stands there without `data:`, as Google sends it, on one line or on many, is an event.
 */
export function createSseDecoder(): SseDecoder {
  const lineEnd = /\r\n|\r|\n/g;
  let rest = "";
  let afterCarriageReturn = false;
  let event: string | undefined;
  let data: string[] = [];
  let bare: string[] = [];

  function finish(): SseEvent | undefined {
    const all = data.length > 0 ? data.join("\n") : bareError(bare);
    const whole = all === undefined ? undefined : { event, data: all };
    event = undefined;
    data = [];
    bare = [];
    return whole;
  }

  function readLine(line: string): SseEvent | undefined {
    if (line === "") return finish();
    if (bare.length > 0 || (data.length === 0 && line.startsWith("{"))) {
      bare.push(line);
      return undefined;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line[colon + 1] === " " ? colon + 2 : colon + 1);
    if (field === "data") data.push(value);
    else if (field === "event") event = value;
    return undefined;
  }

  return {
    push(text) {
      const events: SseEvent[] = [];
      // What was there before has no line end, so that a long line is looked at once and not with each of its pieces.
      const from = rest.length;
      // The LF of a CRLF may come in the next piece; its line has been read already.
      rest += afterCarriageReturn && text.startsWith("\n") ? text.slice(1) : text;
      if (text !== "") afterCarriageReturn = text.endsWith("\r");
      let start = 0;
      lineEnd.lastIndex = from;
      for (let match = lineEnd.exec(rest); match; match = lineEnd.exec(rest)) {
        const whole = readLine(rest.slice(start, match.index));
        if (whole) events.push(whole);
        start = lineEnd.lastIndex;
      }
      rest = rest.slice(start);
      if (rest.length > LONGEST_LINE) throw new RangeError("an event stream with a line without an end");
      return events;
    },
    end() {
      const last = rest === "" ? undefined : readLine(rest);
      rest = "";
      return last ?? finish();
    },
  };
}

/** The error that these lines are, if they are one. */
function bareError(lines: readonly string[]): string | undefined {
  const text = lines.join("\n");
  return text !== "" && asRecord(parseJson(text))?.["error"] != null ? text : undefined;
}
