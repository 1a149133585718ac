/** Cuts what a chat model puts after the text that was asked for. */
export interface TailCleaner {
  /** `fenced`: the text began with a fence, so that a closing one ends it. */
  push(text: string, fenced: boolean): string;
  end(): string;
}

/** A closing fence on its own line, with the line break before it. */
const CLOSING = /\r?\n[ \t]*```/;
/** What may still become one. */
const CLOSING_BEGUN = /(?:\r?\n[ \t]*`{0,2}|\r)$/;

/**
 * Ends the text at its closing fence or at a stop sequence, whichever is complete first. Stop sequences are looked
 * for here too, since the newest models of OpenAI refuse them in a request.
 */
export function createTailCleaner(stops: readonly string[]): TailCleaner {
  const wanted = stops.filter((stop) => stop !== "");
  let held = "";
  let atStart = true;
  let fenced = false;
  let ended = false;

  /** The held text from a line's beginning, where it is one; and by how much that is longer. */
  function asLine(): { readonly line: string; readonly added: number } {
    return atStart ? { line: `\n${held}`, added: 1 } : { line: held, added: 0 };
  }

  /**
   * Where the text ends, if that is known: at the match that was complete first, as if the text had come letter by
   * letter.
   */
  function endOfText(): number | undefined {
    const matches = wanted.flatMap((stop) => {
      const start = held.indexOf(stop);
      return start < 0 ? [] : [{ start, end: start + stop.length }];
    });
    const { line, added } = asLine();
    const closing = fenced ? CLOSING.exec(line) : null;
    if (closing) {
      const start = closing.index - added;
      matches.push({ start: Math.max(0, start), end: start + closing[0].length });
    }
    return matches.toSorted((a, b) => a.end - b.end || a.start - b.start)[0]?.start;
  }

  /** How much of the end may belong to a stop sequence or a closing fence. */
  function undecided(): number {
    const begun = fenced ? (CLOSING_BEGUN.exec(asLine().line)?.[0].length ?? 0) : 0;
    return Math.min(held.length, Math.max(begun, ...wanted.map((stop) => overlapOf(held, stop))));
  }

  /** Lets the first `length` characters through. */
  function release(length: number): string {
    const text = held.slice(0, length);
    held = held.slice(length);
    if (text !== "") atStart = false;
    return text;
  }

  return {
    push(text, isFenced) {
      if (ended) return "";
      fenced ||= isFenced;
      held += text;
      const end = endOfText();
      ended = end !== undefined;
      return release(end ?? held.length - undecided());
    },
    end: () => (ended ? "" : release(held.length)),
  };
}

/** The longest end of `text` that is a beginning of `stop`. */
function overlapOf(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length -= 1) {
    if (stop.startsWith(text.slice(-length))) return length;
  }
  return 0;
}
