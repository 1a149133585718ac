import { balanceOf } from "./brackets.ts";
import type { Window } from "./window.ts";

/** A place in the text where a suggestion is wanted. Nothing of it is stripped: white space counts. */
export interface Place {
  /** What the router would do, and the document. Places of different scopes have nothing in common. */
  readonly scope: string;
  readonly language: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The place a suggestion was asked for, as far as it is compared with later ones. */
export interface Anchor {
  readonly scope: string;
  readonly before: string;
  readonly after: string;
}

/** Characters of the text on both sides that have to be the same for a suggestion to be used again. */
const charactersBefore = 1000;
const charactersAfter = 200;

/** Stands for the beginning and the end of a document; cannot occur in one that is edited as text. */
const edge = "\0";

export function placeOf(scope: string, language: string, window: Window): Place {
  return {
    scope,
    language,
    prefix: (window.startsDocument ? edge : "") + window.prefix,
    suffix: window.suffix + (window.endsDocument ? edge : ""),
  };
}

export function anchorOf(place: Place): Anchor {
  return {
    scope: place.scope,
    before: place.prefix.slice(-charactersBefore),
    after: place.suffix.slice(0, charactersAfter),
  };
}

/**
 * What the user typed since the anchor, if that is the beginning of `text` and nothing else changed; empty when nothing
 * was typed. Undefined when the place is another one.
 */
export function typedSince(anchor: Anchor, text: string, place: Place): string | undefined {
  if (anchor.scope !== place.scope) return undefined;
  const last = place.prefix.at(-1);
  for (let length = 0; length <= Math.min(text.length, place.prefix.length); length += 1) {
    if (length > 0 && text[length - 1] !== last) continue;
    const typed = text.slice(0, length);
    if (!place.prefix.endsWith(typed) || !place.prefix.endsWith(anchor.before, place.prefix.length - length)) continue;
    if (suffixStarts(typed, place).some((start) => place.suffix.startsWith(anchor.after, start))) return typed;
  }
  return undefined;
}

/**
 * Where the anchor's suffix may begin now: at the caret, or behind closers that the editor put in by itself for the
 * brackets and quotes that were typed (VS Code's `editor.autoClosingBrackets`), with the line break it adds between.
 */
function suffixStarts(typed: string, { suffix, language }: Place): readonly number[] {
  const starts = [0];
  let at = 0;
  for (const closer of closersFor(typed, language)) {
    while (/\s/.test(suffix.charAt(at))) at += 1;
    if (suffix.charAt(at) !== closer) break;
    at += 1;
    starts.push(at);
  }
  return starts;
}

/** The innermost first. */
function closersFor(typed: string, language: string): readonly string[] {
  const closers = balanceOf(typed, language).owed.toReversed();
  const quote = /["'`]/.exec(typed.slice(typed.lastIndexOf("\n") + 1))?.[0];
  const isOpen = quote !== undefined && typed.split(quote).length % 2 === 0;
  return isOpen ? [quote, ...closers] : closers;
}
