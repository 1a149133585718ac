import { lexer } from "marked";
import type { Token } from "marked";

/**
 * A markdown text as its top-level blocks. A block that did not change since the last growth is the same object, so that
 * what was drawn for it can stay.
 */
export interface GrownMarkdown {
  readonly text: string;
  readonly blocks: readonly Token[];
  /** Whether it defines link targets (`[1]: https://…`), which any block may use. */
  readonly hasDefinitions: boolean;
}

/**
 * Parses `text`, taking over from `previous` what more text can no longer change. While an answer streams, each piece
 * then costs as much as its last block, however long the answer already is.
 */
export function growMarkdown(previous: GrownMarkdown | undefined, text: string): GrownMarkdown {
  if (previous?.text === text) return previous;
  const source = withLineFeeds(text);
  const settled = previous === undefined || previous.hasDefinitions ? [] : settledBlocks(previous, source);
  const length = settled.reduce((sum, block) => sum + block.raw.length, 0);
  const tail = lexer(source.slice(length));
  const hasDefinitions = Object.keys(tail.links).length > 0;
  const blocks = hasDefinitions && settled.length > 0 ? lexer(source) : [...settled, ...tail];
  return { text, blocks, hasDefinitions };
}

/**
 * The blocks that stay as they are, whatever follows: those before the last blank line that a later line cannot reach
 * across. A paragraph or quotation may swallow the next line until a blank one, and a list may go on even after that.
 */
function settledBlocks(previous: GrownMarkdown, source: string): readonly Token[] {
  if (!source.startsWith(withLineFeeds(previous.text))) return [];
  const { blocks } = previous;
  let open = blocks.findLastIndex((block) => block.type !== "space");
  while (open > 0 && !isClosedBefore(blocks, open))
    open = blocks.findLastIndex((block, at) => at < open && block.type !== "space");
  return blocks.slice(0, Math.max(open, 0));
}

function isClosedBefore(blocks: readonly Token[], at: number): boolean {
  const gap = blocks[at - 1];
  const before = gap?.type === "space" ? blocks[at - 2] : gap;
  const blank = gap?.type === "space" || (gap?.raw.endsWith("\n\n") ?? false);
  return blank && before?.type !== "list" && !(before?.type === "code" && "codeBlockStyle" in before);
}

/** As the lexer does it, so that the lengths of raw blocks are positions in this text. */
function withLineFeeds(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n|\r/g, "\n") : text;
}
