import type { Window } from "./window.ts";

/** What is around the caret, as far as the shape of a suggestion depends on it. */
export interface Gap {
  readonly language: string;
  /** Whether more than one line may be suggested. */
  readonly multiline: boolean;
  /** The caret's line before and after the caret. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
  /** The nearest line above and below that is not blank; empty where there is none. */
  readonly above: string;
  readonly below: string;
}

export function gapOf(window: Window, language: string, multiline: boolean): Gap {
  const before = window.prefix.split("\n");
  const after = window.suffix.split("\n");
  const linePrefix = before.pop() ?? "";
  const lineSuffix = after.shift() ?? "";
  return {
    language,
    multiline: multiline && hasOnlyClosers(lineSuffix),
    linePrefix,
    lineSuffix,
    above: before.findLast(isInked) ?? "",
    below: after.find(isInked) ?? "",
  };
}

/** Whether nothing but brackets, quotes and punctuation that end something is there. */
export function hasOnlyClosers(text: string): boolean {
  return /^[\s)\]}>"'`;,:]*$/.test(text);
}

/** Whether there is more than white space. */
export function isInked(line: string): boolean {
  return line.trim() !== "";
}

/** The width of a line's indentation; a tab goes to the next multiple of four. */
export function indentation(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width += 1;
    else if (character === "\t") width += 4 - (width % 4);
    else break;
  }
  return width;
}
