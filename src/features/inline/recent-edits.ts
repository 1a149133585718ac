import type { DocumentView } from "./document.ts";
import type { Snippet } from "./prompt.ts";

/** Documents that are remembered, and lines on each side of the last edit that are shown. */
const mostDocuments = 8;
const linesAround = 8;
/** Most characters of one snippet and of all: about 200 and 500 tokens. */
const snippetBudget = 800;
const totalBudget = 2000;

/** Where the user worked last in other documents: what they wrote there is often what they are about to use here. */
export class RecentEdits {
  /** The last edited document last. */
  readonly #spots = new Map<string, { readonly view: DocumentView; readonly line: number }>();

  note(view: DocumentView, line: number): void {
    this.#spots.delete(view.uri);
    this.#spots.set(view.uri, { view, line });
    const [oldest] = this.#spots.keys();
    if (this.#spots.size > mostDocuments && oldest !== undefined) this.#spots.delete(oldest);
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#spots.delete(uri);
  }

  /**
   * The surroundings of the last edits in other documents of the same language, the most recent last, so that it stands
   * nearest to the caret. `mayShow` is asked each time: settings change.
   */
  snippetsFor(view: DocumentView, mayShow: (other: DocumentView) => boolean): readonly Snippet[] {
    const snippets: Snippet[] = [];
    let left = totalBudget;
    for (const spot of [...this.#spots.values()].toReversed()) {
      const other = spot.view;
      if (other.uri === view.uri || other.language !== view.language || !mayShow(other)) continue;
      const text = around(other, spot.line, Math.min(left, snippetBudget));
      if (text === "") continue;
      snippets.unshift({ path: other.path, text });
      left -= text.length;
    }
    return snippets;
  }
}

/** Whole lines around `line` that fit into `budget` characters; empty if not even that line does. */
function around(view: DocumentView, line: number, budget: number): string {
  const last = Math.min(view.lineCount - 1, line + linesAround);
  const lines: string[] = [];
  let left = budget;
  for (let index = Math.max(0, Math.min(line, last) - linesAround); index <= last; index += 1) {
    const text = view.line(index);
    if (text.length + 1 > left) {
      if (index >= line) break;
      // Too long to be of use, and in the way of what was edited.
      lines.length = 0;
      continue;
    }
    left -= text.length + 1;
    lines.push(text);
  }
  return lines.join("\n").trim();
}
