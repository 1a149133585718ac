import type { LanguageFamily } from "./language.ts";

/** An unclosed bracket would otherwise have the whole file read again for each function above it. */
const MOST_LINES = 250;

/** The last line (index from 0) of the block that begins at `first`, by brackets or by indentation. */
export function blockEnd(masked: readonly string[], first: number, family: LanguageFamily): number {
  return family === "python" ? endByIndentation(masked, first) : endByBrackets(masked, first);
}

function endByBrackets(masked: readonly string[], first: number): number {
  let depth = 0;
  let opened = false;
  const end = Math.min(masked.length, first + MOST_LINES);
  for (let index = first; index < end; index += 1) {
    for (const character of masked[index] ?? "") {
      if (character === "{" || character === "(" || character === "[") depth += 1;
      if (character === "}" || character === ")" || character === "]") depth -= 1;
      opened ||= character === "{";
    }
    if (depth <= 0 && (opened || /[;,]\s*$/.test(masked[index] ?? ""))) return index;
    if (depth <= 0 && index > first && /^\s*(?:end\b|$)/.test(masked[index] ?? "")) return index;
  }
  return end - 1;
}

function endByIndentation(masked: readonly string[], first: number): number {
  const indent = indentOf(masked[first] ?? "");
  let body = first;
  while (body < masked.length - 1 && !/:\s*$/.test(masked[body] ?? "")) body += 1;
  let last = body;
  for (let index = body + 1; index < masked.length; index += 1) {
    const line = masked[index] ?? "";
    if (line.trim() === "") continue;
    if (indentOf(line) <= indent) break;
    last = index;
  }
  return last;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** What stands between the first bracket at or after `from` and the one that closes it, and where that is. */
export function bracketed(text: string, from: number): { readonly inside: string; readonly end: number } | undefined {
  const start = text.indexOf("(", from);
  if (start < 0) return undefined;
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth === 0) return { inside: text.slice(start + 1, index), end: index };
  }
  return undefined;
}

/** Splits at commas that stand in no bracket of their own. */
export function splitList(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if ("([{<".includes(character)) depth += 1;
    if (")]}".includes(character) || (character === ">" && text[index - 1] !== "=")) depth -= 1;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  return [...parts, part].map((entry) => entry.replace(/\s+/g, " ").trim()).filter((entry) => entry !== "");
}
