import type { Caret, DocumentView } from "./document.ts";

/** The text around the caret that a model is shown. Lines end with `\n`, whatever ends them in the file. */
export interface Window {
  readonly prefix: string;
  readonly suffix: string;
  /** Whether `prefix` begins where the document does, and `suffix` ends where it does. */
  readonly startsDocument: boolean;
  readonly endsDocument: boolean;
}

/** Most characters before and after the caret: about 2,000 and 600 tokens of code. */
const prefixBudget = 6000;
const suffixBudget = 2000;

/**
 * A prefix that had to be cut begins at a multiple of this many lines. Calls made while the user types on then begin
 * with the same text, which is what prompt caches of providers and local servers go by.
 */
const step = 16;

/** Reads what is around the caret, cut at line ends. Touches only the lines it returns. */
export function readWindow(view: DocumentView, caret: Caret): Window {
  const before = readBefore(view, caret);
  const after = readAfter(view, caret);
  return { prefix: before.text, suffix: after.text, startsDocument: before.whole, endsDocument: after.whole };
}

interface Side {
  readonly text: string;
  readonly whole: boolean;
}

function readBefore(view: DocumentView, caret: Caret): Side {
  const current = view.line(caret.line).slice(0, caret.character);
  if (current.length > prefixBudget) return { text: current.slice(-prefixBudget), whole: false };
  const lines = [current];
  let { length } = current;
  let first = caret.line;
  while (first > 0) {
    const line = view.line(first - 1);
    if (length + line.length + 1 > prefixBudget) break;
    lines.push(line);
    length += line.length + 1;
    first -= 1;
  }
  if (first === 0) return { text: joinUpwards(lines), whole: true };
  if (length < prefixBudget / 2) {
    // One enormous line above: better its end than nothing.
    lines.push(view.line(first - 1).slice(-(prefixBudget - length - 1)));
    return { text: joinUpwards(lines), whole: false };
  }
  for (let line = lines.at(-1); first % step !== 0 && line !== undefined; line = lines.at(-1)) {
    if (lines.length === 1 || length - line.length - 1 < prefixBudget / 2) break;
    lines.pop();
    length -= line.length + 1;
    first += 1;
  }
  return { text: joinUpwards(lines), whole: false };
}

function readAfter(view: DocumentView, caret: Caret): Side {
  const current = view.line(caret.line).slice(caret.character);
  if (current.length > suffixBudget) return { text: current.slice(0, suffixBudget), whole: false };
  const lines = [current];
  let { length } = current;
  for (let next = caret.line + 1; next < view.lineCount; next += 1) {
    const line = view.line(next);
    const room = suffixBudget - length - 1;
    if (line.length > room) {
      if (length < suffixBudget / 2) lines.push(line.slice(0, room));
      return { text: lines.join("\n"), whole: false };
    }
    lines.push(line);
    length += line.length + 1;
  }
  return { text: lines.join("\n"), whole: true };
}

function joinUpwards(lines: string[]): string {
  return lines.toReversed().join("\n");
}
