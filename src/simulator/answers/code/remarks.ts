import type { FunctionFound, Remark, Source } from "./outline.ts";

const MOST_REMARKS = 6;
const LONG_FUNCTION = 50;

/** What a reviewer would point at, in the order of the lines. */
export function remarksOn(source: Source, functions: readonly FunctionFound[]): readonly Remark[] {
  const found = [
    ...source.lines.flatMap((line, index) => lineRemarks(source, line, source.masked[index] ?? "", index + 1)),
    ...functions.flatMap((fn) => functionRemarks(source, fn)),
  ];
  return found.toSorted((a, b) => a.line - b.line).slice(0, MOST_REMARKS);
}

function lineRemarks({ language }: Source, line: string, masked: string, number: number): Remark[] {
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
  if (/\bJSON\.parse\(|\bjson\.loads\(/.test(masked) && !/\btry\b|\bcatch\b/.test(masked)) {
    remarks.push({ line: number, text: "parsing throws when the text is not JSON" });
  }
  return remarks;
}

function functionRemarks({ masked }: Source, fn: FunctionFound): Remark[] {
  const body = masked.slice(fn.firstLine - 1, fn.lastLine).join("\n");
  const remarks: Remark[] = [];
  if (fn.isAsync && /\bawait\b/.test(body) && !/\btry\b|\.catch\(/.test(body)) {
    remarks.push({
      line: fn.firstLine,
      text: `\`${fn.name}\` awaits without catching, so a rejection goes on to its caller`,
    });
  }
  if (fn.isAsync && !/\bawait\b|\byield\b|\basync for\b/.test(body)) {
    remarks.push({ line: fn.firstLine, text: `\`${fn.name}\` is async and never awaits` });
  }
  if (fn.lastLine - fn.firstLine >= LONG_FUNCTION) {
    remarks.push({ line: fn.firstLine, text: `\`${fn.name}\` is ${fn.lastLine - fn.firstLine + 1} lines long` });
  }
  return remarks;
}
