/** A place in a document. Both counted from 0; `character` in UTF-16 units, as VS Code does. */
export interface Caret {
  readonly line: number;
  readonly character: number;
}

/**
 * A live view of a document. It is read by the line, so that a document of several megabytes costs as much as a short one;
 * there is no way to read it whole.
 */
export interface DocumentView {
  readonly uri: string;
  readonly scheme: string;
  /** Relative to its workspace folder, with forward slashes; absolute for a file outside every folder. */
  readonly path: string;
  /** VS Code's language id. */
  readonly language: string;
  readonly writable: boolean;
  /** Grows with every change. */
  readonly version: number;
  readonly lineCount: number;
  /** A line without its end, whatever ends lines in the file. */
  line(index: number): string;
}

/** Some characters were replaced. */
export interface Edit {
  readonly start: Caret;
  /** What stands there now. */
  readonly text: string;
}
