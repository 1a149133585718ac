import { Block } from "./block.ts";
import { type Gap, isInked } from "./gap.ts";
import { repeatsBelow } from "./repetition.ts";

/** Whether more of an answer is to come, it was cut off, or the model ended it. */
export type Ending = "open" | "cut" | "whole";

/** What of an answer is to be suggested. */
export interface Shape {
  /** Without white space at its end; empty when nothing is left (or nothing is certain yet). */
  readonly text: string;
  /** Nothing that may still come can change `text`. */
  readonly complete: boolean;
}

const undecided: Shape = { text: "", complete: false };

/**
 * Cuts a model's answer so far (`raw`) to one line or one block. Only lines that are whole count, so the outcome does not
 * depend on how the answer was split into pieces, and an answer that was cut off keeps its whole lines alone.
 */
export function shape(raw: string, gap: Gap, ending: Ending): Shape {
  const lines = opening(raw, gap).split("\n");
  const partial = ending === "whole" ? "" : (lines.pop() ?? "");
  return gap.multiline ? shapeBlock(lines, partial, gap, ending) : shapeLine(lines[0], gap, ending);
}

/**
 * The answer without what the caret's line has already: line ends as `\n`, no blank line before the first when the caret is
 * on a blank line, and no indentation or space twice.
 */
export function opening(raw: string, { linePrefix }: Gap): string {
  const text = raw.replaceAll("\r", "");
  if (isInked(linePrefix)) return /[ \t]$/.test(linePrefix) ? text.replace(/^[ \t]+(?=\S)/, "") : text;
  const fromFirstLine = text.replace(/^(?:[ \t]*\n)+/, "");
  return fromFirstLine.startsWith(linePrefix) ? fromFirstLine.slice(linePrefix.length) : fromFirstLine;
}

function shapeLine(line: string | undefined, gap: Gap, ending: Ending): Shape {
  if (line === undefined) return ending === "open" ? undecided : { text: "", complete: true };
  const isRepeated = !isInked(gap.lineSuffix) && repeatsBelow(gap.linePrefix + line, gap.below);
  return { text: isRepeated ? "" : line.trimEnd(), complete: true };
}

function shapeBlock(lines: readonly string[], partial: string, gap: Gap, ending: Ending): Shape {
  const first = lines[0] ?? partial;
  const block = new Block(gap, lines.length > 0 && !isInked(first));
  for (const line of lines) {
    const verdict = block.take(line);
    if (verdict !== "keep") return { text: balanced(lines, block), complete: true };
  }
  const isOver = lines.length > 0 && isInked(partial) && block.endsBefore(partial, false);
  if (ending === "open" && !isOver) return undecided;
  return { text: balanced(lines, block), complete: true };
}

/** A block whose brackets pair, or its first line alone: that may leave one open, as a person typing it would. */
function balanced(lines: readonly string[], block: Block): string {
  const whole = lines.slice(0, block.balanced).join("\n").trimEnd();
  return whole === "" && block.taken > 0 ? (lines[0] ?? "").trimEnd() : whole;
}
