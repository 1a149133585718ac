import { describeByName } from "./name-words.ts";
import type { FunctionFound, Outline } from "./outline.ts";

const MOST_FUNCTIONS = 8;
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

function summary({ language, lines, commentLines, functions, types, branches, loops }: Outline): string {
  const parts = [
    number(types.length, "type"),
    number(functions.length, "function"),
    number(branches, "branch", "branches"),
    number(loops, "loop"),
  ].filter((part) => part !== "");
  const size = lines === 1 ? "One line" : `${lines} lines`;
  const comments = commentLines > 0 ? ` (${number(commentLines, "line")} of comment)` : "";
  const content = parts.length > 0 ? `, with ${joined(parts)}` : ", run from top to bottom without a branch";
  return `${size} of ${language.name}${comments}${content}.`;
}

function partList({ functions, types }: Outline): string {
  const typeLines = types.map(({ kind, name, firstLine, lastLine }) => `- \`${name}\`: ${kind}, ${range(firstLine, lastLine)}`);
  const shown = functions.slice(0, MOST_FUNCTIONS).map(describeFunction);
  const left = functions.length - shown.length;
  const more = left > 0 ? [`- and ${left} more`] : [];
  const parts = [...typeLines, ...shown, ...more];
  return parts.length === 0 ? "" : `**What is in it**\n\n${parts.join("\n")}`;
}

function describeFunction(fn: FunctionFound): string {
  const signature = `${fn.name}(${fn.parameters.join(", ")})`;
  const meaning = describeByName(fn.name);
  const takes = fn.parameters.length === 0 ? "takes nothing" : `takes ${quoted(fn.parameters.map(bareName))}`;
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
  const entries = imports.map(({ names, from }) => (names.length > 0 ? `${quoted(names)} from \`${from}\`` : `\`${from}\``));
  return `**It depends on** ${joined(entries)}.`;
}

/** The part where most happens: the function with the most branches and loops. */
function excerpt(lines: readonly string[], { functions, language }: Outline): string {
  const busiest = functions.toSorted((a, b) => b.branches + b.loops - (a.branches + a.loops))[0];
  if (busiest === undefined || lines.length <= 4) return "";
  const body = lines.slice(busiest.firstLine - 1, Math.min(busiest.lastLine, busiest.firstLine - 1 + MOST_EXCERPT_LINES));
  const indent = Math.min(...body.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length));
  const shown = body.map((line) => line.slice(indent)).join("\n");
  return `**Most happens in \`${busiest.name}\`**\n\n\`\`\`${language.tag}\n${shown}\n\`\`\``;
}

function remarkList({ remarks }: Outline): string {
  if (remarks.length === 0) return "";
  return `**Worth a look**\n\n${remarks.map(({ line, text }) => `- Line ${line}: ${text}.`).join("\n")}`;
}

/** A parameter without its type and default. */
function bareName(parameter: string): string {
  return /^[.{[*&]*([\w$]+(?=\s*[?:=,}\]]|$))/.exec(parameter)?.[1] ?? parameter;
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
