import type { Caret, Edit } from "./document.ts";

/** Longer insertions are pastes, moves or formatting, not typing. */
const longest = 40;

/**
 * Where the caret may stand after an edit: behind any of the characters that were put in. VS Code reports an edit before
 * the caret's move, and brackets it closed by itself are part of the edit with the caret before them.
 */
export function caretsAfter(edit: Edit): readonly Caret[] {
  const text = edit.text.replaceAll("\r", "");
  if (text.length > longest) return [];
  const carets: Caret[] = [edit.start];
  let { line, character } = edit.start;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === "\n") {
      line += 1;
      character = 0;
    } else character += 1;
    carets.push({ line, character });
  }
  return carets;
}
