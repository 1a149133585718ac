import { describeByName, nameWords } from "../code/name-words.ts";
import type { Caret } from "./caret.ts";
import { readHead, type Signature } from "./signature.ts";

/** Writes the comment of the function below (`/**`) or above (`"""`), from its name and parameters. */
export function docComment(caret: Caret): string | undefined {
  return caret.language.family === "python" ? docString(caret) : jsDoc(caret);
}

function jsDoc(caret: Caret): string | undefined {
  const inside = /^\s*\/\*\*\s*$/.test(caret.before);
  const onOwnLine = /^\s*\*\s*$/.test(caret.before) && /^\s*\/\*\*\s*$/.test(caret.above.at(-1) ?? "");
  if (!inside && !onOwnLine) return undefined;
  const target = caret.below.find((line) => line.trim() !== "" && !/^\s*\*/.test(line));
  const head = readHead(target ?? "", caret);
  if (head === undefined) return undefined;
  const closed = caret.after.includes("*/") || /^\s*\*\//.test(caret.below[0] ?? "");
  const space = /\s$/.test(caret.before) ? "" : " ";
  if (onOwnLine || caret.after.includes("*/"))
    return `${space}${sentence(head)}${onOwnLine || caret.after.startsWith(" ") ? "" : " "}`;
  const star = `${caret.indent} *`;
  const tags = head.parameters.map((name, index) => `${star} @param ${name} ${about(name, head.types[index])}`);
  const lines = [`\n${star} ${sentence(head)}`, ...tags, ...(closed ? [] : [`${star}/`])];
  return lines.join("\n");
}

function docString(caret: Caret): string | undefined {
  if (!/^\s*"""$/.test(caret.before)) return undefined;
  const head = readHead(caret.above.findLast((line) => line.trim() !== "") ?? "", caret);
  if (head === undefined) return undefined;
  return `${sentence(head)}${caret.after.startsWith('"""') ? "" : '"""'}`;
}

function sentence({ name }: Signature): string {
  const meaning = describeByName(name) ?? nameWords(name).join(" ");
  return `${meaning[0]?.toUpperCase()}${meaning.slice(1)}.`;
}

function about(name: string, type: string | undefined): string {
  if (type !== undefined && /\[\]$|^(?:readonly )?.*\[\]|^Array|^Set/.test(type)) return `The ${name} to go through`;
  if (type === "boolean") return `Whether ${name} applies`;
  return `The ${name}`;
}
