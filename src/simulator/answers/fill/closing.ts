import { maskCode } from "../code/mask.ts";
import type { Caret } from "./caret.ts";

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** Closes the brackets that the caret's line has opened, and ends the statement. */
export function closeBrackets(caret: Caret): string | undefined {
  const line = maskCode(caret.before, caret.language.family);
  if (/[,([]\s*$/.test(line)) return undefined;
  const missing = missingClosers(caret);
  if (missing.length === 0) return undefined;
  if (missing[0] === "}" && /\{\s*$/.test(line)) {
    return isContinued(caret) ? undefined : `\n${caret.indent}${missing.join("")}`;
  }
  const ends =
    caret.language.family === "typescript" && caret.semicolons && caret.after.trim() === "" && !missing.includes("}");
  const opensBlock = /^\s*(?:if|for|while|switch|function)\b/.test(line);
  return missing.join("") + (opensBlock ? " {" : ends ? ";" : "");
}

/** Whether what stands below already belongs to the block that the caret's line opens, or closes it. */
function isContinued({ below, indent }: Caret): boolean {
  const next = below.find((line) => line.trim() !== "") ?? "";
  return next.startsWith(`${indent}}`) || next.length - next.trimStart().length > indent.length;
}

/** What closes the brackets of the caret's line that neither it nor what follows the caret closes, the innermost first. */
export function missingClosers({ before, after, language }: Caret): string[] {
  const open = openBrackets(maskCode(before, language.family));
  const closed = /^[\s)\]}]*/.exec(after)?.[0].replace(/\s/g, "").length ?? 0;
  return open.slice(0, Math.max(0, open.length - closed));
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
