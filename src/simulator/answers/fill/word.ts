import { scanRules } from "../code/rules.ts";
import type { Caret } from "./caret.ts";
import { readHead } from "./signature.ts";

const SHORTEST = 2;

const COMMON_WORDS = {
  typescript:
    "async await boolean break class console const continue default export extends function implements import interface number private public readonly return string switch throw undefined unknown while",
  python: "async await break class continue elif else except finally import lambda print range return self yield",
  general: "",
};

/** Finishes the word before the caret with one from the document: the nearest, and a function rather than another. */
export function finishWord(caret: Caret): string | undefined {
  const begun = /[A-Za-z_$][\w$]*$/.exec(caret.before)?.[0] ?? "";
  if (begun.length < SHORTEST || /^[\w$]/.test(caret.after) || inText(caret.before)) return undefined;
  const fits = (word: string): boolean => word.startsWith(begun) && word.length > begun.length;
  const words = [...wordsBackwards(caret.above), ...wordsBackwards(caret.below.toReversed()).toReversed()].filter(fits);
  const heads = [...caret.above, ...caret.below]
    .map((line) => readHead(line, caret))
    .filter((head) => head !== undefined);
  const called = heads.find(({ name }) => name === words.find((word) => heads.some((head) => head.name === word)));
  const afterDot = caret.before.slice(0, -begun.length).endsWith(".");
  if (
    called !== undefined &&
    !afterDot &&
    !scanRules[caret.language.family].functions.some((head) => head.test(`${caret.before}(`))
  ) {
    const arguments_ = caret.after.startsWith("(") ? "" : `(${called.parameters.join(", ")})`;
    const isStatement = caret.before.trim() === begun && caret.language.family === "typescript" && caret.semicolons;
    return `${called.name.slice(begun.length)}${arguments_}${isStatement && caret.after === "" ? ";" : ""}`;
  }
  const word = words[0] ?? COMMON_WORDS[caret.language.family].split(" ").find((common) => !afterDot && fits(common));
  return word?.slice(begun.length);
}

/** Whether the caret is within a comment or an open string, where words are prose. */
function inText(before: string): boolean {
  const outside = before.replace(/"[^"]*"|'[^']*'|`[^`]*`/g, "");
  return /["'`]|\/\/|^\s*(?:\*|\/\*|#)/.test(outside);
}

/** All words of some lines, the last first. */
function wordsBackwards(lines: readonly string[]): string[] {
  return lines.toReversed().flatMap((line) => (line.match(/[A-Za-z_$][\w$]*/g) ?? []).toReversed());
}
