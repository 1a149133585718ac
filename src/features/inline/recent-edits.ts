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

/** Whole lines around `line`, as far out on each side as `budget` characters allow; empty if not even that line fits. */
function around(view: DocumentView, line: number, budget: number): string {
  const middle = Math.min(line, view.lineCount - 1);
  const lines: string[] = [];
  let left = budget;
  const take = (index: number, put: (text: string) => void): boolean => {
    const text = index >= 0 && index < view.lineCount ? view.line(index) : undefined;
    if (text === undefined || text.length + 1 > left) return false;
    left -= text.length + 1;
    put(text);
    return true;
  };
  let above = take(middle, (text) => lines.push(text));
  let below = above;
  for (let distance = 1; distance <= linesAround && (above || below); distance += 1) {
    above &&= take(middle - distance, (text) => lines.unshift(text));
    below &&= take(middle + distance, (text) => lines.push(text));
  }
  return lines.some((text) => text.trim() !== "") ? lines.join("\n") : "";
}
