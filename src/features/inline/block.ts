import { balanceOf } from "./brackets.ts";
import { type Gap, indentation, isInked } from "./gap.ts";
import { closesBlock, continuesStatement, endsBlocksByWord, leadsOn, opensBlock } from "./languages.ts";
import { hasWord, repeatsBelow } from "./repetition.ts";

/** What becomes of a line: it belongs to the block, it is its last one, or the block ended before it. */
export type Verdict = "keep" | "keep-last" | "stop";

/**
 * Reads a suggestion by the line and finds where its block ends, by brackets and indentation alone.
 *
 * The block is the body of what the line before the caret opened, if that is still empty; else one statement with all that
 * is indented below it or enclosed in its brackets. Each verdict depends on the lines so far only, never on how they
 * came in, so that a stream can be stopped at the first line that is too much.
 */
export class Block {
  readonly #gap: Gap;
  /** Whether an opener stands before the caret whose closer is still to come. */
  readonly #owes: boolean;
  /** Lines that are indented more belong to the block. Unknown until the statement's first line. */
  #floor: number | undefined;
  /** Brackets that the suggestion opened and did not close yet. */
  #depth = 0;
  #lines = 0;
  #balanced = 0;
  #blanks = 0;
  /** A statement is wanted, and there were only comments and decorators so far. */
  #leads: boolean;
  /** A line below the floor was kept, so that an `else` or an `end` may follow. */
  #deeper = false;
  #closing = false;
  #last: readonly string[] = [];

  /** `beginsBelow`: the suggestion begins with a line break. */
  constructor(gap: Gap, beginsBelow: boolean) {
    this.#gap = gap;
    const onNewLine = !isInked(gap.linePrefix);
    const opener = onNewLine ? gap.above : gap.linePrefix;
    const level = indentation(opener);
    const isEmpty = !isInked(gap.below) || indentation(gap.below) <= level;
    const inBody = (onNewLine || beginsBelow) && isEmpty && opensBlock(opener, gap.language);
    if (inBody) this.#floor = level;
    const isClosed = closesBlock(gap.below, gap.language) && indentation(gap.below) === level;
    const byWord = inBody && endsBlocksByWord(gap.language);
    const byBracket = (inBody || !onNewLine) && balanceOf(opener, gap.language).owed.length > 0;
    this.#owes = !isClosed && (byWord || byBracket);
    this.#leads = !inBody && (onNewLine || beginsBelow);
  }

  /** How many of the lines so far make a whole: every bracket that they open they also close. */
  get balanced(): number {
    return this.#balanced;
  }

  /** How many lines were kept. */
  get taken(): number {
    return this.#lines;
  }

  /** Judges the next line, which is whole. */
  take(line: string): Verdict {
    const full = this.#lines === 0 ? this.#gap.linePrefix + line : line;
    if (!isInked(full) || (this.#lines === 0 && !isInked(line))) return this.#takeBlank();
    if (this.#repeats(full) || this.endsBefore(full, true)) return "stop";
    const level = indentation(full);
    this.#floor ??= level;
    if (level > this.#floor) this.#deeper = true;
    else if (this.#isClosed() && closesBlock(full, this.#gap.language)) this.#closing = true;
    this.#leads &&= leadsOn(full, this.#gap.language);
    this.#blanks = 0;
    this.#last = [...this.#last.slice(-1), full.trim()];
    this.#lines += 1;
    const { owed, excess } = balanceOf(line, this.#gap.language);
    this.#depth = Math.max(0, this.#depth - excess.length) + owed.length;
    if (!this.#isClosed()) return "keep";
    this.#balanced = this.#lines;
    return this.#closing ? "keep-last" : "keep";
  }

  /**
   * Whether the block ended before this line. With `isWhole` false, the line has only begun (with more than white space),
   * and the answer is true only if no way it can go on would change it.
   */
  endsBefore(line: string, isWhole: boolean): boolean {
    if (this.#floor === undefined || !this.#isClosed()) return false;
    const level = indentation(line);
    if (level !== this.#floor) return level < this.#floor;
    if (this.#leads) return false;
    if (this.#deeper && (!isWhole || continuesStatement(line))) return false;
    if (!this.#owes && !this.#deeper) return true;
    return isWhole && !this.#mayClose(line);
  }

  #mayClose(line: string): boolean {
    // A bracket at depth 0 closes something from before the caret; `end` closes the statement itself.
    const isBracket = /^\s*[)\]}]/.test(line);
    return closesBlock(line, this.#gap.language) && (this.#owes || !isBracket);
  }

  #takeBlank(): Verdict {
    const isFirst = this.#lines === this.#blanks;
    this.#lines += 1;
    this.#blanks += 1;
    if (isFirst || !this.#isClosed()) return "keep";
    return this.#blanks < 2 ? "keep" : "stop";
  }

  /** The line below again, or the same line for the third time: the model has nothing new to say. */
  #repeats(line: string): boolean {
    const text = line.trim();
    if (hasWord(text) && this.#last.length === 2 && this.#last.every((earlier) => earlier === text)) return true;
    if (this.#lines === 0 && isInked(this.#gap.lineSuffix)) return false;
    // A lone closer of what the suggestion opened is its own, although the one below looks the same.
    return repeatsBelow(line, this.#gap.below) && (this.#isClosed() || hasWord(text));
  }

  #isClosed(): boolean {
    return this.#depth === 0;
  }
}
