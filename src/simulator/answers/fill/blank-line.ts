import type { Caret } from "./caret.ts";
import { lastDeclared } from "./statement.ts";
import { enclosingHead, linesSoFar } from "./signature.ts";

/** On an empty line at the end of a function that has computed something: returns it. */
export function blankLine(caret: Caret): string | undefined {
  if (caret.before.trim() !== "" || caret.after.trim() !== "" || caret.language.family === "general") return undefined;
  const head = enclosingHead(caret);
  const soFar = linesSoFar(caret);
  const indent = /^\s*/.exec(soFar.find((line) => line.trim() !== "") ?? "")?.[0];
  if (head === undefined || indent !== caret.before || soFar.some((line) => line.trimStart().startsWith("return")))
    return undefined;
  const next = caret.below.find((line) => line.trim() !== "") ?? "";
  if (next.length - next.trimStart().length >= caret.before.length && next !== "") return undefined;
  const name = lastDeclared(soFar.filter((line) => line.startsWith(indent) && !/^\s/.test(line.slice(indent.length))));
  if (name === undefined) return undefined;
  return `return ${name}${caret.language.family === "typescript" && caret.semicolons ? ";" : ""}`;
}
