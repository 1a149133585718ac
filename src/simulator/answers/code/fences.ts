/** A fenced block of a markdown text. */
export interface FencedBlock {
  /** What follows the opening fence, such as `ts`. */
  readonly tag: string;
  readonly code: string;
  /** Its first and last line in the text, fences included; indices from 0. */
  readonly first: number;
  readonly last: number;
}

/** The fenced blocks of a text. A fence is closed by one at least as long; one that is never closed opens no block. */
export function fencedBlocks(lines: readonly string[]): readonly FencedBlock[] {
  const blocks: FencedBlock[] = [];
  let open: { readonly fence: string; readonly tag: string; readonly first: number } | undefined;
  for (const [index, line] of lines.entries()) {
    const mark = /^[ \t]*(`{3,}|~{3,})[ \t]*([\w+#-]*)/.exec(line);
    if (mark === null) continue;
    const [, fence = "", tag = ""] = mark;
    if (open === undefined) open = { fence, tag, first: index };
    else if (fence.startsWith(open.fence) && tag === "") {
      const code = lines.slice(open.first + 1, index).join("\n");
      blocks.push({ tag: open.tag, code, first: open.first, last: index });
      open = undefined;
    }
  }
  return blocks;
}
