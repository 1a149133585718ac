import type { Caret, DocumentView } from "./document.ts";

/** The item that is selected in VS Code's list of completions, with the range of the line it would replace. */
export interface SelectedItem {
  readonly text: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** A document as it would be, with the caret in it. */
export interface Assumed {
  readonly view: DocumentView;
  readonly caret: Caret;
}

/**
 * The document as if the selected item had been accepted. VS Code shows ghost text beside its list only if it goes on from
 * the item, so the model is asked from there. Undefined for an item of several lines.
 */
export function withItem(view: DocumentView, item: SelectedItem): Assumed | undefined {
  if (item.text.includes("\n")) return undefined;
  const line = view.line(item.line);
  const begun = line.slice(0, item.from) + item.text;
  const changed = begun + line.slice(item.to);
  return {
    // Getters, because the version must stay live.
    view: {
      uri: view.uri,
      scheme: view.scheme,
      path: view.path,
      language: view.language,
      writable: view.writable,
      get version() {
        return view.version;
      },
      get lineCount() {
        return view.lineCount;
      },
      line: (index) => (index === item.line ? changed : view.line(index)),
    },
    caret: { line: item.line, character: begun.length },
  };
}
