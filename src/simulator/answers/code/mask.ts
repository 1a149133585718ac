import type { LanguageFamily } from "./language.ts";

/**
 * The code with the insides of its strings and comments blanked out, character for character, so that a bracket in a
 * string is not taken for one. Strings and comments are told apart by simple rules; an unclosed one ends with its line.
 */
export function maskCode(code: string, family: LanguageFamily): string {
  return code.replace(PATTERNS[family], (found) =>
    found.length < 2 ? found : found[0] + found.slice(1, -1).replace(/[^\n]/g, " ") + lastOf(found),
  );
}

const STRINGS = String.raw`"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?`;
const SLASH_COMMENTS = String.raw`\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)`;
const TEMPLATES = "`(?:\\\\[\\s\\S]|[^`\\\\])*`?";
const TRIPLE_QUOTES = String.raw`"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)`;

const PATTERNS: Readonly<Record<LanguageFamily, RegExp>> = {
  typescript: new RegExp(`${SLASH_COMMENTS}|${STRINGS}|${TEMPLATES}`, "g"),
  python: new RegExp(`#[^\\n]*|${TRIPLE_QUOTES}|${STRINGS}`, "g"),
  general: new RegExp(`${SLASH_COMMENTS}|(?<![\\w$])#(?!include|\\[|!)[^\\n]*|${STRINGS}`, "g"),
};

/** A comment's end is blanked as well; a string keeps its closing quote. */
function lastOf(found: string): string {
  const last = found.at(-1) ?? "";
  const isComment = found.startsWith("//") || found.startsWith("/*") || found.startsWith("#");
  return isComment && last !== "\n" ? " " : last;
}
