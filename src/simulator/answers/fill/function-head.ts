import { nameWords } from "../code/name-words.ts";
import type { Caret } from "./caret.ts";
import { functionBody } from "./function-body.ts";

/** Parameters that functions of a name usually take, by its words. */
const USUAL: readonly {
  readonly name: RegExp;
  readonly script: string;
  readonly gives: string;
  readonly python: string;
}[] = [
  { name: /^(?:add|subtract|multiply|divide|gcd)$/, script: "a: number, b: number", gives: "number", python: "a, b" },
  { name: /^(?:max|min)$/, script: "a: number, b: number", gives: "number", python: "a, b" },
  { name: /\b(?:sum|total|average|mean)\b/, script: "values: number[]", gives: "number", python: "values" },
  { name: /^clamp\b/, script: "value: number, low: number, high: number", gives: "number", python: "value, low, high" },
  { name: /^is (?:even|odd|prime|positive|negative)\b/, script: "value: number", gives: "boolean", python: "value" },
  { name: /^is (?:empty|palindrome)\b/, script: "text: string", gives: "boolean", python: "text" },
  { name: /^(?:greet|welcome)\b/, script: "name: string", gives: "string", python: "name" },
  { name: /^(?:capitali[sz]e|slugify|reverse text)\b/, script: "text: string", gives: "string", python: "text" },
  { name: /^(?:factorial|fib|fibonacci)\b/, script: "n: number", gives: "number", python: "n" },
  { name: /^count words\b/, script: "text: string", gives: "number", python: "text" },
  { name: /^parse\b/, script: "text: string", gives: "unknown", python: "text" },
];

/** Goes on after `function name(` or `def name(`: parameters, the end of the head and, where nothing stands after it, the body. */
export function functionHead(caret: Caret): string | undefined {
  const { family, name: language } = caret.language;
  if (family === "general") return undefined;
  const pattern =
    family === "python" ? /^\s*(?:async )?def (\w+)(\(?)$/ : /^\s*(?:export )?(?:async )?function (\w+)(\(?)$/;
  const [, name = "", bracket = ""] = pattern.exec(caret.before) ?? [];
  if (name === "") return undefined;
  const words = nameWords(name).join(" ");
  const usual = USUAL.find((entry) => entry.name.test(words));
  if (usual === undefined) return undefined;
  const typed = language === "TypeScript";
  const parameters = family === "python" ? usual.python : typed ? usual.script : usual.script.replace(/: [^,]+/g, "");
  const end = family === "python" ? "):" : typed ? `): ${usual.gives} {` : ") {";
  const head = `${bracket === "" ? "(" : ""}${parameters}${end}`;
  if (caret.after.trim() !== "") return head;
  const rest = functionBody({ ...caret, before: caret.before + head });
  return head + (rest ?? "");
}
