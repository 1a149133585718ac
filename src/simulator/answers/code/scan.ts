import { blockEnd, bracketed, splitList } from "./blocks.ts";
import type { Language, LanguageFamily } from "./language.ts";
import { maskCode } from "./mask.ts";
import type { FunctionFound, ImportFound, Outline, Source, TypeFound } from "./outline.ts";
import { remarksOn } from "./remarks.ts";
import { scanRules, type ScanRules } from "./rules.ts";

/** A name right before the bracket of a call. */
const CALLED = /(?<![\w$])[A-Za-z_$][\w$]*[?!]?(?=\()/g;

/** Beyond these, code is counted and not read: such files are generated, and patterns take long over them. */
const MOST_LINES = 2000;
const MOST_COLUMNS = 500;

/** What a function returns, as written after its parameters. */
const RETURNS: Readonly<Record<LanguageFamily, RegExp>> = {
  typescript: /^[^\S\n]*:[^\S\n]*([^\n]+?)[^\S\n]*(?:=>|\{[^\S\n]*$|;|$)/m,
  python: /^[^\S\n]*->[^\S\n]*([^\n]+?)[^\S\n]*:/,
  general: /^[^\S\n]*(?:->|:)?[^\S\n]*([A-Za-z*[(&][^\n{]*?)[^\S\n]*(?:\{|where\b|$)/,
};

/** Reads a piece of code by line patterns. It is no parser: what is written unusually may be missed. */
export function scanCode(code: string, language: Language): Outline {
  const written = code.replace(/\r\n?/g, "\n").trimEnd().split("\n");
  const lines = written.slice(0, MOST_LINES).map((line) => (line.length > MOST_COLUMNS ? "" : line));
  const source: Source = { language, lines, masked: maskCode(lines.join("\n"), language.family).split("\n") };
  const rules = scanRules[language.family];
  const masked = source.masked.join("\n");
  const functions = findFunctions(source, rules);
  return {
    language,
    lines: written.length,
    commentLines: source.lines.filter((line) => /^\s*(?:\/\/|\/\*|\*|#(?!include)|""")/.test(line)).length,
    imports: source.lines.flatMap((line) => findImport(line, source, rules)),
    functions,
    types: findTypes(source, rules),
    variables: source.masked.flatMap((line) => rules.variable.exec(line)?.slice(1).find(Boolean) ?? []),
    callsOut: findCallsOut(masked, functions, rules),
    branches: count(masked, rules.branch),
    loops: count(masked, rules.loop),
    remarks: remarksOn(source, functions),
  };
}

function findImport(line: string, { language }: Source, rules: ScanRules): ImportFound[] {
  for (const pattern of rules.imports) {
    const [whole, first = "", second = ""] = pattern.exec(line) ?? [];
    if (whole === undefined) continue;
    if (language.family === "python") {
      const names = splitList(second.replace(/[()]/g, ""));
      return first === "" ? names.map((name) => ({ names: [], from: name })) : [{ names, from: first }];
    }
    return [{ names: splitList(first.replace(/[{}]/g, " ").replace(/\btype\b/g, "")), from: second }];
  }
  return [];
}

function findFunctions(source: Source, rules: ScanRules): FunctionFound[] {
  const heads = source.masked.flatMap((line, index) => {
    const name = headName(line, rules);
    return name === undefined ? [] : [{ name, index }];
  });
  const names = new Set(heads.map(({ name }) => name));
  return heads.map(({ name, index }) => readFunction(source, rules, name, index, names));
}

function headName(line: string, rules: ScanRules): string | undefined {
  for (const pattern of rules.functions) {
    const name = pattern.exec(line)?.[1];
    if (name !== undefined && !rules.keywords.has(name)) return name;
  }
  return undefined;
}

function readFunction(
  source: Source,
  rules: ScanRules,
  name: string,
  first: number,
  names: ReadonlySet<string>,
): FunctionFound {
  const last = blockEnd(source.masked, first, source.language.family);
  const written = source.lines.slice(first, last + 1).join("\n");
  const masked = source.masked.slice(first, last + 1).join("\n");
  const list = bracketed(masked, masked.indexOf(name) + name.length);
  const parameters = list === undefined ? "" : written.slice(list.end - list.inside.length, list.end);
  const body = list === undefined ? masked : masked.slice(list.end + 1);
  const returns = RETURNS[source.language.family].exec(body)?.[1];
  return {
    name,
    parameters: splitList(parameters).filter((parameter) => parameter !== "self" && parameter !== "cls"),
    isAsync: /\basync\b/.test(masked.slice(0, list?.end ?? 0)),
    firstLine: first + 1,
    lastLine: last + 1,
    branches: count(body, rules.branch),
    loops: count(body, rules.loop),
    calls: [...new Set(body.match(CALLED))].filter((called) => names.has(called)),
    ...(returns === undefined ? {} : { returns }),
  };
}

function findTypes(source: Source, rules: ScanRules): TypeFound[] {
  return source.masked.flatMap((line, index) => {
    const [, kind, name] = rules.types.exec(line) ?? [];
    if (kind === undefined || name === undefined) return [];
    return [{ kind, name, firstLine: index + 1, lastLine: blockEnd(source.masked, index, source.language.family) + 1 }];
  });
}

/** What is called and not defined here, most called first. */
function findCallsOut(masked: string, functions: readonly FunctionFound[], rules: ScanRules): string[] {
  const counts = new Map<string, number>();
  for (const [, name = ""] of masked.matchAll(/(?<![\w$.])((?:[A-Za-z_$][\w$]*\.)*[A-Za-z_$][\w$]*)\(/g)) {
    const last = name.split(".").at(-1) ?? "";
    const known = functions.some(
      (fn) => fn.name === last || fn.parameters.some((parameter) => parameter.startsWith(name)),
    );
    if (known || rules.keywords.has(last)) continue;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
