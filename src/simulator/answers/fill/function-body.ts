import { bodyFor } from "./bodies.ts";
import { inStyle, type Caret } from "./caret.ts";
import { readHead, type Signature } from "./signature.ts";

/** Writes a function's body from its name, with the caret at the end of its head or on the empty line below it. */
export function functionBody(caret: Caret): string | undefined {
  const { family } = caret.language;
  if (family === "general") return undefined;
  const opens = family === "python" ? /:\s*$/ : /\{\s*$/;
  if (opens.test(caret.before)) {
    const head = readHead(caret.before, caret);
    const body = head && bodyFor(head, family, caret.text);
    if (head === undefined || body === undefined || hasBody(caret, head)) return undefined;
    return `\n${inStyle(caret, body, head.indent + caret.unit)}${closing(caret, head.indent)}`;
  }
  if (caret.before.trim() !== "" || caret.after.trim() !== "") return undefined;
  const above = caret.above.findLast((line) => line.trim() !== "") ?? "";
  if (!opens.test(above)) return undefined;
  const head = readHead(above, caret);
  const body = head && bodyFor(head, family, caret.text);
  if (head === undefined || body === undefined || hasBody(caret, head)) return undefined;
  const indent = caret.before.length > head.indent.length ? caret.before : head.indent + caret.unit;
  return inStyle(caret, body, indent).slice(caret.before.length) + closing(caret, head.indent);
}

/** Whether the first line below that says something already belongs to the function. */
function hasBody(caret: Caret, head: Signature): boolean {
  const next = caret.below.find((line) => line.trim() !== "") ?? "";
  return next.length - next.trimStart().length > head.indent.length;
}

/** The closing bracket, unless it is there already. */
function closing(caret: Caret, indent: string): string {
  if (caret.language.family === "python") return "";
  if (caret.after.trim().startsWith("}")) return `\n${indent}`;
  const next = caret.below.find((line) => line.trim() !== "") ?? "";
  return next.startsWith(`${indent}}`) ? "" : `\n${indent}}`;
}
