import { analogy } from "./analogy.ts";
import { blankLine } from "./blank-line.ts";
import { readCaret, type Caret, type Gap } from "./caret.ts";
import { closeBrackets, missingClosers } from "./closing.ts";
import { docComment } from "./doc-comment.ts";
import { functionBody } from "./function-body.ts";
import { functionHead } from "./function-head.ts";
import { importLine } from "./import-line.ts";
import { statement } from "./statement.ts";
import { finishWord } from "./word.ts";

/** Proposes text for a gap of one kind; nothing for all others. */
type FillRule = (caret: Caret) => string | undefined;

/** The first that has something to say wins, so those that know more come first. */
const RULES: readonly FillRule[] = [
  docComment,
  functionBody,
  functionHead,
  importLine,
  analogy,
  statement,
  finishWord,
  blankLine,
  closeBrackets,
];

/** Text for the gap, found by rules in the document itself; empty when nothing is missing that they can tell. */
export function fillGap(gap: Gap): string {
  const caret = readCaret(gap);
  for (const rule of RULES) {
    const text = withoutSuffix(rule(caret) ?? "", caret);
    if (text.trim() !== "") return text;
  }
  return "";
}

/** Cuts off what the document has after the caret already, such as the bracket that the editor closed by itself. */
function withoutSuffix(text: string, caret: Caret): string {
  const { after, below } = caret;
  const rest = after.trim();
  if (rest === "") {
    const next = below.find((line) => line.trim() !== "");
    const lines = text.split("\n");
    return next !== undefined && lines.length > 1 && lines.at(-1) === next ? lines.slice(0, -1).join("\n") : text;
  }
  const line = text.split("\n")[0] ?? "";
  if (rest.startsWith("}") && text.startsWith("\n")) return text;
  if (/^[)\]}]/.test(rest)) return line.slice(0, firstUnopened(line, missingClosers(caret).length));
  if (/^["'`]/.test(rest) && line.includes(rest.charAt(0))) return line.slice(0, line.indexOf(rest.charAt(0)));
  for (let overlap = Math.min(line.length, rest.length); overlap > 0; overlap -= 1) {
    if (line.endsWith(rest.slice(0, overlap))) return line.slice(0, -overlap);
  }
  return line;
}

/** Where more brackets are closed than were opened in the text and, `missing` of them, before it. */
function firstUnopened(text: string, missing: number): number {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if ("([{".includes(character)) depth += 1;
    if (")]}".includes(character)) depth -= 1;
    if (depth < -missing) return index;
  }
  return text.length;
}
