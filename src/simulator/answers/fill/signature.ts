import { bracketed, splitList } from "../code/blocks.ts";
import { scanRules } from "../code/rules.ts";
import type { Caret } from "./caret.ts";

/** The head of a function near the caret. */
export interface Signature {
  readonly name: string;
  /** Names alone, without types and defaults; without `self`. */
  readonly parameters: readonly string[];
  readonly indent: string;
  /** The types as written, in the order of the parameters. */
  readonly types: readonly (string | undefined)[];
  readonly isMethod: boolean;
}

/** Reads a line that is the whole head of a function, up to its `{` or `:`. */
export function readHead(line: string, { language, text }: Pick<Caret, "language" | "text">): Signature | undefined {
  const rules = scanRules[language.family];
  for (const pattern of rules.functions) {
    const name = pattern.exec(line)?.[1];
    if (name === undefined || rules.keywords.has(name)) continue;
    const list = bracketed(line, line.indexOf(name) + name.length);
    if (list === undefined) continue;
    const parameters = splitList(list.inside).filter((parameter) => parameter !== "self" && parameter !== "cls");
    const indent = /^\s*/.exec(line)?.[0] ?? "";
    return {
      name,
      parameters: parameters.map(
        (parameter) => /[\w$]+/.exec(parameter.replace(/^(?:\w+ )+(?=\w+\s*[:?])/, ""))?.[0] ?? "value",
      ),
      types: parameters.map((parameter) => /:\s*([^=]+?)\s*(?:=|$)/.exec(parameter)?.[1]),
      indent,
      isMethod: indent !== "" && !/\b(?:function|const|let)\b/.test(line) && /\bclass \w/.test(text),
    };
  }
  return undefined;
}

/** The head of the function whose body the caret is in, by indentation. */
export function enclosingHead(caret: Caret): Signature | undefined {
  const own = caret.before.trim() === "" ? caret.before.length : caret.indent.length;
  for (const line of caret.above.toReversed()) {
    const indent = line.length - line.trimStart().length;
    if (line.trim() === "" || indent >= own) continue;
    const head = readHead(line, caret);
    if (head !== undefined) return head;
    if (indent === 0) return undefined;
  }
  return undefined;
}

/** Lines of the enclosing function between its head and the caret. */
export function linesSoFar(caret: Caret): readonly string[] {
  const own = caret.before.trim() === "" ? caret.before.length : caret.indent.length;
  const head = caret.above.findLastIndex(
    (line) => line.trim() !== "" && line.length - line.trimStart().length < own && readHead(line, caret) !== undefined,
  );
  return head < 0 ? [] : caret.above.slice(head + 1);
}
