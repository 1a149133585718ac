import { maskCode } from "../code/mask.ts";
import type { Caret } from "./caret.ts";

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Closes the brackets that the caret's line has opened, and ends the statement. */
export function closeBrackets(caret: Caret): string | undefined {
  const line = maskCode(caret.before, caret.language.family);
  if (/[,([]\s*$/.test(line)) return undefined;
  const open = openBrackets(line);
  const closed = /^[\s)\]}]*/.exec(caret.after)?.[0].replace(/\s/g, "").length ?? 0;
  const missing = open.slice(closed);
  if (missing.length === 0) return undefined;
  if (missing[0] === "}" && /\{\s*$/.test(line)) return `\n${caret.indent}${missing.join("")}`;
  const ends =
    caret.language.family === "typescript" && caret.semicolons && caret.after.trim() === "" && !missing.includes("}");
  const opensBlock = /^\s*(?:if|for|while|switch|function)\b/.test(line);
  return missing.join("") + (opensBlock ? " {" : ends ? ";" : "");
}

/** What closes the brackets of a line that are still open, the innermost first. */
function openBrackets(line: string): string[] {
  const open: string[] = [];
  for (const character of line) {
    const closer = CLOSERS[character];
    if (closer !== undefined) open.unshift(closer);
    else if (character === open[0]) open.shift();
  }
  return open;
}
