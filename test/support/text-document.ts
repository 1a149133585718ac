import type { Caret, DocumentView } from "../../src/features/inline/document.ts";

/** A document with a caret in it, and the means to type into it. */
export interface TextDocument {
  readonly view: DocumentView;
  readonly caret: Caret;
  /** Puts text in at the caret, and what the editor closes by itself behind it. @returns where the caret was. */
  type(text: string, autoClosed?: string): Caret;
  /** Takes out characters before the caret. */
  backspace(count?: number): void;
}

/** A document of `content`, with the caret where its `|` is. */
export function documentOf(content: string, facts: Partial<DocumentView> = {}): TextDocument {
  let [before = "", after = ""] = content.split("|", 2);
  let version = 1;
  const lines = () => (before + after).split(/\r?\n/);
  const caret = (): Caret => {
    const above = before.split("\n");
    return { line: above.length - 1, character: above.at(-1)?.length ?? 0 };
  };
  return {
    view: {
      uri: "file:///project/src/a.ts",
      scheme: "file",
      path: "src/a.ts",
      language: "typescript",
      writable: true,
      get version() {
        return version;
      },
      get lineCount() {
        return lines().length;
      },
      line(index) {
        const line = lines()[index];
        if (line === undefined) throw new RangeError(`There is no line ${index}.`);
        return line;
      },
      ...facts,
    },
    get caret() {
      return caret();
    },
    type(text, autoClosed = "") {
      const start = caret();
      before += text;
      after = autoClosed + after;
      version += 1;
      return start;
    },
    backspace(count = 1) {
      before = before.slice(0, -count);
      version += 1;
    },
  };
}

/** A view of a huge document that counts which lines are read. */
export function countingView(lineCount: number, line: (index: number) => string) {
  const read = new Set<number>();
  const view: DocumentView = {
    ...documentOf("").view,
    version: 1,
    lineCount,
    line(index) {
      read.add(index);
      return line(index);
    },
  };
  return { view, read };
}
