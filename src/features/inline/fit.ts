import { balanceOf } from "./brackets.ts";
import { type Gap, hasOnlyClosers, indentation, isInked } from "./gap.ts";

/** A suggestion made to fit what stands behind the caret on its line. */
export interface Fitted {
  readonly text: string;
  /** How many characters behind the caret the text takes the place of; it holds them all, in the same order. */
  readonly replaces: number;
}

/**
 * Makes a shaped suggestion fit the rest of the caret's line, so that nothing is there twice when it is accepted: what the
 * line has already is cut off, or, where more comes after it, written over. Undefined when nothing is left to suggest.
 */
export function fit(text: string, gap: Gap): Fitted | undefined {
  const rest = gap.lineSuffix.trimEnd();
  const fitted = rest === "" ? { text, replaces: 0 } : fitTo(rest, text, gap);
  return isInked(fitted.text) ? fitted : undefined;
}

function fitTo(rest: string, text: string, gap: Gap): Fitted {
  if (!beginsWithCloser(rest, gap.linePrefix)) return { text: text.slice(0, overlapStart(text, rest)), replaces: 0 };
  const closer = closerOfTheLine(text, rest, gap.language);
  if (closer === undefined) return { text: closeOnNewLine(text, rest, gap), replaces: 0 };
  return fitCloser(text, closer, rest, gap.language);
}

function beginsWithCloser(rest: string, linePrefix: string): boolean {
  const first = rest.trimStart().charAt(0);
  const isQuote = `"'\``.includes(first);
  // A quote closes only what is open: `foo(|"abc")` begins a string.
  return isQuote ? linePrefix.split(first).length % 2 === 0 : ")]}".includes(first);
}

/** Where the text begins to repeat the rest of the line; its end if it does not. */
function overlapStart(text: string, rest: string): number {
  for (let length = Math.min(rest.length, text.length); length > 0; length -= 1) {
    const start = text.length - length;
    if (text.endsWith(rest.slice(0, length)) && isBoundary(text, start) && isBoundary(rest, length)) return start;
  }
  // A rest of some length may also stand in the middle, with more of the model's own after it.
  const inside = rest.length > 2 ? text.indexOf(rest) : -1;
  const isRest = inside >= 0 && isBoundary(text, inside) && isBoundary(text, inside + rest.length);
  return isRest ? inside : text.length;
}

/** Whether no word stretches over this index. */
function isBoundary(text: string, index: number): boolean {
  return !/[\p{L}\p{N}_]/u.test(text.charAt(index - 1)) || !/[\p{L}\p{N}_]/u.test(text.charAt(index));
}

/** Index in `text` of the bracket or quote that closes what the rest of the line closes first. */
function closerOfTheLine(text: string, rest: string, language: string): number | undefined {
  const first = rest.trimStart().charAt(0);
  const bracket = balanceOf(text, language).excess[0];
  const index = `"'\``.includes(first) ? text.indexOf(first) : bracket?.character === first ? bracket.index : -1;
  return index < 0 ? undefined : index;
}

function fitCloser(text: string, closer: number, rest: string, language: string): Fitted {
  const extra = without(text.slice(closer), rest);
  // More closers than the line has would close what is open further up; several lines cannot be shown over a rest.
  const isOneLine = !text.includes("\n") && hasOnlyClosers(rest);
  const isMore = extra !== undefined && isInked(extra) && balanceOf(extra, language).excess.length === 0;
  return isOneLine && isMore ? { text, replaces: rest.length } : { text: text.slice(0, closer), replaces: 0 };
}

/** What is left of `tail` when the characters of `rest` are taken out in order; undefined if they are not all in it. */
function without(tail: string, rest: string): string | undefined {
  let left = "";
  let taken = 0;
  for (const character of tail) {
    if (character === rest.charAt(taken)) taken += 1;
    else left += character;
  }
  return taken === rest.length ? left : undefined;
}

/** Several lines inside brackets that were closed on the caret's line: the closer goes to a line of its own. */
function closeOnNewLine(text: string, rest: string, gap: Gap): string {
  const indent = /^[ \t]*/.exec(gap.linePrefix)?.[0] ?? "";
  const last = text.slice(text.lastIndexOf("\n") + 1);
  const isBody = text.startsWith("\n") && indentation(last) > indentation(indent) && /^[)\]}]/.test(rest);
  return isBody ? `${text}\n${indent}` : text;
}
