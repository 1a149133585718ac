import { lineComment } from "./languages.ts";

/** A bracket that is code: not in a string, not in a comment of its line. */
export interface Bracket {
  readonly character: string;
  readonly index: number;
}

const closerOf: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Languages in which `'` also stands in names, lifetimes or prose, so that it opens no string. */
const looseApostrophe = new Set([
  "rust",
  "haskell",
  "ocaml",
  "fsharp",
  "clojure",
  "lisp",
  "scheme",
  "verilog",
  "systemverilog",
  "markdown",
  "plaintext",
  "latex",
  "html",
  "vue",
  "svelte",
]);

/**
 * The brackets of some lines of code. Strings end with their line at the latest: a quote without its partner is taken for
 * a plain character, so that one apostrophe cannot hide the rest of the text.
 */
export function bracketsIn(text: string, language: string): readonly Bracket[] {
  const found: Bracket[] = [];
  const comment = lineComment(language);
  let index = 0;
  while (index < text.length) {
    const character = text.charAt(index);
    if ("()[]{}".includes(character)) found.push({ character, index });
    else if (character === "'" || character === '"' || character === "`") {
      index = stringEnd(text, index, language) ?? index;
    } else if (comment !== undefined && text.startsWith(comment, index) && startsComment(text, index)) {
      const end = text.indexOf("\n", index);
      if (end < 0) break;
      index = end;
    }
    index += 1;
  }
  return found;
}

/** `#` and `--` also stand in code (`$#`, `i--`), so a comment begins at the start of a line or after white space. */
function startsComment(text: string, index: number): boolean {
  return index === 0 || /\s/.test(text.charAt(index - 1));
}

/** Index of the quote that ends the string, if the line has one. */
function stringEnd(text: string, start: number, language: string): number | undefined {
  const quote = text.charAt(start);
  if (quote === "'" && looseApostrophe.has(language)) {
    // A character literal, such as '(' or '\n'.
    const literal = /^'(?:\\.|[^\\\n])'/.exec(text.slice(start, start + 4));
    return literal ? start + literal[0].length - 1 : undefined;
  }
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === "\n") return undefined;
    if (character === "\\") index += 1;
    else if (character === quote) return index;
  }
  return undefined;
}

/** What some code leaves open, and what it closes that it did not open. */
export interface Balance {
  /** Closers that are still owed, the innermost last. */
  readonly owed: readonly string[];
  /** Closing brackets of something opened before the text began. */
  readonly excess: readonly Bracket[];
}

/** Pairs the brackets of `text`; a closer of the wrong kind closes what it can. */
export function balanceOf(text: string, language: string): Balance {
  const owed: string[] = [];
  const excess: Bracket[] = [];
  for (const bracket of bracketsIn(text, language)) {
    const closer = closerOf[bracket.character];
    if (closer !== undefined) owed.push(closer);
    else if (owed.length > 0) owed.pop();
    else excess.push(bracket);
  }
  return { owed, excess };
}
