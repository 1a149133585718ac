import type { Comparison } from "./filter.ts";
import { patternOf, type Pattern } from "./pattern.ts";

/** A stretch of the filter's text. */
export interface Place {
  readonly at: number;
  readonly length: number;
}

/** One of a term's values, between commas. */
export interface WrittenValue extends Place {
  readonly pattern: Pattern;
  /** What was written, without its quotes. */
  readonly text: string;
  /** All of it stood in quotes, and so is nothing but text. */
  readonly quoted: boolean;
  /** Quotes were begun and not ended. */
  readonly open: boolean;
}

export type Token =
  | (Place & { readonly kind: "(" })
  | (Place & { readonly kind: ")" })
  | (Place & { readonly kind: "-" })
  | (Place & { readonly kind: "word"; readonly value: WrittenValue })
  | (Place & {
      readonly kind: "term";
      readonly name: string;
      readonly operator: ":" | Comparison;
      readonly values: readonly WrittenValue[];
    });

const HEAD = /([A-Za-z][\w-]*)(?::?(<=|>=|<|>|=)|:)/y;

/** Takes a filter's text apart. Never fails: what is wrong is found when it is read. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = tokenAt(text, at);
    if (token !== undefined) tokens.push(token);
    at += token?.length ?? 1;
  }
  return tokens;
}

/** Undefined for white space. */
function tokenAt(text: string, at: number): Token | undefined {
  const character = text.charAt(at);
  if (/\s/.test(character)) return undefined;
  if (character === "(" || character === ")") return { kind: character, at, length: 1 };
  if (character === "-" && /^[^\s)]/.test(text.slice(at + 1, at + 2))) return { kind: "-", at, length: 1 };
  HEAD.lastIndex = at;
  const head = HEAD.exec(text);
  if (head === null) {
    const value = valueAt(text, at, false);
    return { kind: "word", at, length: value.length, value };
  }
  const [whole, name = "", comparison = ":"] = head;
  const values = valuesAt(text, at + whole.length);
  const end = values.at(-1);
  const length = end === undefined ? whole.length : end.at + end.length - at;
  return { kind: "term", at, length, name, operator: comparison as ":" | Comparison, values };
}

function valuesAt(text: string, from: number): readonly WrittenValue[] {
  const values = [valueAt(text, from, true)];
  let [last] = values;
  while (last !== undefined && text.charAt(last.at + last.length) === ",") {
    last = valueAt(text, last.at + last.length + 1, true);
    values.push(last);
  }
  return values;
}

/** @param listed whether a comma ends it */
function valueAt(text: string, from: number, listed: boolean): WrittenValue {
  const ends = listed ? /[\s(),]/ : /[\s()]/;
  const pieces = [""];
  let written = "";
  let bare = false;
  let at = from;
  const take = (part: string) => {
    written += part;
    pieces.push(`${pieces.pop() ?? ""}${part}`);
  };
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === '"') {
      const { content, end, open } = quotedAt(text, at);
      take(content);
      at = end;
      if (open) return { at: from, length: at - from, pattern: patternOf(pieces), text: written, quoted: !bare, open };
      continue;
    }
    if (ends.test(character)) break;
    bare = true;
    if (character === "*") {
      written += character;
      pieces.push("");
    } else take(character);
    at += 1;
  }
  const length = at - from;
  return { at: from, length, pattern: patternOf(pieces), text: written, quoted: !bare && length > 0, open: false };
}

/** What stands in the quotes that begin at `from`; a backslash takes away the meaning of what follows it. */
function quotedAt(text: string, from: number): { content: string; end: number; open: boolean } {
  let content = "";
  let at = from + 1;
  for (; at < text.length && text.charAt(at) !== '"'; at += 1) {
    if (text.charAt(at) === "\\" && at + 1 < text.length) at += 1;
    content += text.charAt(at);
  }
  return at < text.length ? { content, end: at + 1, open: false } : { content, end: text.length, open: true };
}
