import { describeByName } from "./name-words.ts";
import type { Language } from "./language.ts";
import type { FunctionFound, Outline } from "./outline.ts";

const MOST_FUNCTIONS = 8;
const MOST_NAMES = 6;
const MOST_EXCERPT_LINES = 12;

/** An explanation in markdown of what a scan found in `code`. `path` is the file it came from, where the request says. */
export function explainCode(code: string, outline: Outline, path: string | undefined): string {
  const lines = code.replace(/\r\n?/g, "\n").split("\n");
  const sections = [
    heading(outline, path),
    summary(outline),
    partList(outline),
    importList(outline),
    excerpt(lines, outline),
    remarkList(outline),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function heading({ language, functions, types }: Outline, path: string | undefined): string {
  const subject = types[0]?.name ?? functions[0]?.name;
  const whole = functions.length + types.length > 3 && path !== undefined ? path : (subject ?? path);
  return whole === undefined ? `### What this ${language.name} does` : `### \`${whole}\``;
}

function summary(outline: Outline): string {
  const { language, lines, commentLines, functions, branches, loops } = outline;
  const parts = [
    typeCount(outline),
    number(functions.length, "function"),
    number(branches, "branch", "branches"),
    number(loops, "loop"),
  ].filter((part) => part !== "");
  const size = lines === 1 ? "One line" : `${lines} lines`;
  const comments = commentLines > 0 ? ` (${number(commentLines, "line")} of comment)` : "";
  const content = parts.length > 0 ? `, with ${joined(parts)}` : ", run from top to bottom without a branch";
  return `${size} of ${language.name}${comments}${content}.`;
}

/** Such as `one class` or `3 types` when they are of several kinds. */
function typeCount({ types }: Outline): string {
  const [first, ...others] = types.map(({ kind }) => kind);
  const kind = first !== undefined && others.every((other) => other === first) ? first : "type";
  return number(types.length, kind, kind.endsWith("s") ? `${kind}es` : `${kind}s`);
}

function partList({ functions, types, variables, callsOut, language }: Outline): string {
  const typeLines = types.map(
    ({ kind, name, firstLine, lastLine }) => `- \`${name}\`: ${kind}, ${range(firstLine, lastLine)}`,
  );
  const shown = functions.slice(0, MOST_FUNCTIONS).map((fn) => describeFunction(fn, language));
  const left = functions.length - shown.length;
  const more = left > 0 ? [`- and ${left} more`] : [];
  const loose = variables.filter((name) => !functions.some((fn) => fn.name === name)).slice(0, MOST_NAMES);
  const declares = loose.length > 0 ? [`- declares ${quoted(loose)}`] : [];
  const calls = callsOut.length > 0 ? [`- calls from elsewhere: ${quoted(callsOut.slice(0, MOST_NAMES))}`] : [];
  const parts = [...typeLines, ...shown, ...more, ...declares, ...calls];
  return parts.length === 0 ? "" : `**What is in it**\n\n${parts.join("\n")}`;
}

function describeFunction(fn: FunctionFound, language: Language): string {
  const signature = `${fn.name}(${fn.parameters.join(", ")})`;
  const meaning = describeByName(fn.name);
  const takes =
    fn.parameters.length === 0
      ? "takes nothing"
      : `takes ${quoted(fn.parameters.map((parameter) => bareName(parameter, language)))}`;
  const gives = fn.returns === undefined ? "" : ` and returns \`${fn.returns}\``;
  const inside = [number(fn.branches, "branch", "branches"), number(fn.loops, "loop")].filter((part) => part !== "");
  const calls = fn.calls.filter((called) => called !== fn.name);
  const facts = [
    ...(meaning === undefined ? [] : [`by its name, ${meaning}`]),
    `${takes}${gives}`,
    ...(inside.length > 0 ? [`has ${joined(inside)}`] : []),
    ...(calls.length > 0 ? [`calls ${quoted(calls)}`] : []),
    ...(fn.calls.includes(fn.name) ? ["calls itself"] : []),
  ];
  return `- \`${signature}\`${fn.isAsync ? ", async" : ""}, ${range(fn.firstLine, fn.lastLine)}: ${facts.join("; ")}.`;
}

function importList({ imports }: Outline): string {
  if (imports.length === 0) return "";
  const shown = imports.slice(0, MOST_NAMES);
  const left = imports.length - shown.length;
  const entries = [
    ...shown.map(({ names, from }) => (names.length > 0 ? `${quoted(names)} from \`${from}\`` : `\`${from}\``)),
    ...(left > 0 ? [`${left} more`] : []),
  ];
  return `**It depends on** ${joined(entries)}.`;
}

/** The innermost block of the function with the most branches and loops. */
function excerpt(lines: readonly string[], { functions, language }: Outline): string {
  const busiest = functions.toSorted((a, b) => b.branches + b.loops - (a.branches + a.loops))[0];
  if (busiest === undefined || busiest.branches + busiest.loops === 0) return "";
  const core = innermost(lines, busiest.firstLine - 1, busiest.lastLine - 1);
  if (core.last - core.first >= MOST_EXCERPT_LINES) return "";
  const body = lines.slice(core.first, core.last + 1);
  const indent = Math.min(...body.filter((line) => line.trim() !== "").map(indentOf));
  const shown = body.map((line) => line.slice(indent)).join("\n");
  const where = range(core.first + 1, core.last + 1);
  return `**At the core of \`${busiest.name}\`** (${where})\n\n\`\`\`${language.tag}\n${shown}\n\`\`\``;
}

/** The deepest line between two, with the lines that open and close its block. Indices from 0. */
function innermost(lines: readonly string[], from: number, to: number): { first: number; last: number } {
  let deepest = from;
  for (let index = from; index <= to; index += 1) {
    if ((lines[index] ?? "").trim() !== "" && indentOf(lines[index] ?? "") > indentOf(lines[deepest] ?? ""))
      deepest = index;
  }
  const depth = indentOf(lines[deepest] ?? "");
  const outside = (index: number): boolean =>
    (lines[index] ?? "").trim() !== "" && indentOf(lines[index] ?? "") < depth;
  let first = deepest;
  while (first > from && !outside(first)) first -= 1;
  let last = deepest;
  while (last < to && !outside(last)) last += 1;
  const closes = /^\s*[)\]}]|^\s*end\b/.test(lines[last] ?? "");
  return { first, last: last > deepest && outside(last) && !closes ? last - 1 : last };
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function remarkList({ remarks }: Outline): string {
  if (remarks.length === 0) return "";
  return `**Worth a look**\n\n${remarks.map(({ line, text }) => `- Line ${line}: ${text}.`).join("\n")}`;
}

const TYPE_FIRST = new Set(["java", "csharp", "cpp", "c"]);

/** A parameter without its type and default. */
function bareName(parameter: string, { tag }: Language): string {
  const taken = /^(\{[^}]*\}|\[[^\]]*\])/.exec(parameter)?.[1];
  if (taken !== undefined) return taken;
  const words = parameter.split(/[=:]/)[0]?.match(/[\w$]+/g) ?? [];
  return (TYPE_FIRST.has(tag) ? words.at(-1) : words[tag === "ts" ? words.length - 1 : 0]) ?? parameter;
}

function range(first: number, last: number): string {
  return first === last ? `line ${first}` : `lines ${first} to ${last}`;
}

function number(amount: number, one: string, many = `${one}s`): string {
  return amount === 0 ? "" : amount === 1 ? `one ${one}` : `${amount} ${many}`;
}

function quoted(names: readonly string[]): string {
  return joined(names.map((name) => `\`${name}\``));
}

function joined(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
