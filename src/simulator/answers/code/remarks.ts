import type { FunctionFound, Remark, Source } from "./outline.ts";

const MOST_REMARKS = 6;
const LONG_FUNCTION = 50;
/** How far above a line its `try` is looked for. */
const TRY_LINES = 4;

/** What a reviewer would point at, in the order of the lines. */
export function remarksOn(source: Source, functions: readonly FunctionFound[]): readonly Remark[] {
  const found = [
    ...source.lines.flatMap((line, index) => lineRemarks(source, line, source.masked[index] ?? "", index + 1)),
    ...uncaught(source, functions),
    ...functions.flatMap((fn) => functionRemarks(source, fn)),
  ];
  return found.toSorted((a, b) => a.line - b.line).slice(0, MOST_REMARKS);
}

function lineRemarks(source: Source, line: string, masked: string, number: number): Remark[] {
  const { language } = source;
  const remarks: Remark[] = [];
  const note = /(?:\/\/|#|\/\*|\*|--)\s*(TODO|FIXME|HACK|XXX)\b[:\s]*(.*?)\s*(?:\*\/)?$/.exec(line);
  if (note) remarks.push({ line: number, text: `a note was left here: "${note[1]}${note[2] ? `: ${note[2]}` : ""}"` });
  if (/\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}/.test(masked)) {
    remarks.push({ line: number, text: "an error is caught and nothing is done with it" });
  }
  if (language.family === "typescript" && /:\s*any\b|\bas any\b/.test(masked)) {
    remarks.push({ line: number, text: "`any` switches type checking off for this value" });
  }
  if (language.family === "typescript" && /[^=!<>]==[^=]/.test(masked)) {
    remarks.push({ line: number, text: "`==` converts types before it compares; `===` does not" });
  }
  if (language.family === "python" && /^\s*except\s*:/.test(masked)) {
    remarks.push({ line: number, text: "a bare `except` also catches `KeyboardInterrupt`" });
  }
  if (language.family === "python" && /def .*=\s*(?:\[\]|\{\})/.test(masked)) {
    remarks.push({ line: number, text: "a mutable default value is shared by all calls" });
  }
  const near = source.masked.slice(Math.max(0, number - TRY_LINES), number).join("\n");
  if (/\bJSON\.parse\(|\bjson\.loads\(/.test(masked) && !/\btry\b/.test(near)) {
    remarks.push({ line: number, text: "parsing throws when the text is not JSON" });
  }
  return remarks;
}

/** One remark for all functions that let a rejection through. */
function uncaught(source: Source, functions: readonly FunctionFound[]): Remark[] {
  const found = functions.filter((fn) => {
    const body = bodyOf(source, fn);
    return fn.isAsync && /\bawait\b/.test(body) && !/\btry\b|\.catch\(/.test(body);
  });
  const [first] = found;
  if (first === undefined) return [];
  const names = found.map(({ name }) => `\`${name}\``);
  const subject =
    names.length === 1 ? `${names[0]} awaits` : `${names.slice(0, -1).join(", ")} and ${names.at(-1)} await`;
  return [{ line: first.firstLine, text: `${subject} without catching, so a rejection goes on to the caller` }];
}

function bodyOf({ masked }: Source, fn: FunctionFound): string {
  return masked.slice(fn.firstLine - 1, fn.lastLine).join("\n");
}

function functionRemarks(source: Source, fn: FunctionFound): Remark[] {
  const body = bodyOf(source, fn);
  const remarks: Remark[] = [];
  if (fn.isAsync && !/\bawait\b|\byield\b|\basync for\b/.test(body)) {
    remarks.push({ line: fn.firstLine, text: `\`${fn.name}\` is async and never awaits` });
  }
  if (fn.lastLine - fn.firstLine >= LONG_FUNCTION) {
    remarks.push({ line: fn.firstLine, text: `\`${fn.name}\` is ${fn.lastLine - fn.firstLine + 1} lines long` });
  }
  return remarks;
}
