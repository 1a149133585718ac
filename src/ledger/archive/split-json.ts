/** A piece of a text: an object or a line, where it begins, and what it says; undefined for one that is too long. */
export interface Piece {
  /** From 1. */
  readonly line: number;
  readonly text: string | undefined;
}

/**
 * Cuts a JSON array of objects into its objects, however it is laid out, without holding more than one of them. What stands
 * between the objects is passed over; `finish` says whether it was an array and ended as one.
 */
export class ArraySplitter {
  readonly #longest: number;
  #state: "before" | "within" | "after" | "wrong" = "before";
  #depth = 0;
  #inString = false;
  #escaped = false;
  #line = 1;
  #startLine = 1;
  #text = "";
  #tooLong = false;

  /** @param longest object that is taken, in characters */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Takes the next part of the text; gives the objects that end in it. */
  *push(text: string): Generator<Piece> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === "\n") this.#line += 1;
      if (this.#depth === 0) {
        if (this.#begins(character)) from = at;
        continue;
      }
      this.#inside(character);
      if (this.#depth > 0) continue;
      this.#keep(text.slice(from, at + 1));
      yield { line: this.#startLine, text: this.#tooLong ? undefined : this.#text };
      this.#text = "";
      this.#tooLong = false;
    }
    if (this.#depth > 0) this.#keep(text.slice(from));
  }

  /** Whether all that came was one array of objects. */
  finish(): boolean {
    return this.#state === "after" && this.#depth === 0;
  }

  #keep(part: string): void {
    if (this.#text.length + part.length > this.#longest) {
      this.#tooLong = true;
      this.#text = "";
    } else if (!this.#tooLong) this.#text += part;
  }

  /** Whether an object begins with this character, which stands outside of all. */
  #begins(character: string): boolean {
    if (/[\s\uFEFF]/.test(character)) return false;
    if (this.#state === "within" && character === "{") {
      this.#depth = 1;
      this.#startLine = this.#line;
      return true;
    }
    if (this.#state === "before" && character === "[") this.#state = "within";
    else if (this.#state === "within" && character === "]") this.#state = "after";
    else if (this.#state !== "within" || character !== ",") this.#state = "wrong";
    return false;
  }

  #inside(character: string): void {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (character === "\\") this.#escaped = true;
      else if (character === '"') this.#inString = false;
    } else if (character === '"') this.#inString = true;
    else if (character === "{" || character === "[") this.#depth += 1;
    else if (character === "}" || character === "]") this.#depth -= 1;
  }
}

/** Cuts a text into its lines, without holding more than one of them. Empty lines are passed over. */
export class LineSplitter {
  readonly #longest: number;
  #line = 1;
  #text = "";
  #tooLong = false;

  /** @param longest line that is taken, in characters */
  constructor(longest: number) {
    this.#longest = longest;
  }

  *push(text: string): Generator<Piece> {
    let from = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", from)) {
      this.#keep(text.slice(from, end));
      from = end + 1;
      yield* this.finish();
      this.#line += 1;
    }
    this.#keep(text.slice(from));
  }

  /** The last line, which needs no end. */
  *finish(): Generator<Piece> {
    const text = this.#text.replace(/^\uFEFF/, "");
    if (this.#tooLong || text.trim() !== "") yield { line: this.#line, text: this.#tooLong ? undefined : text };
    this.#text = "";
    this.#tooLong = false;
  }

  #keep(part: string): void {
    if (this.#text.length + part.length > this.#longest) {
      this.#tooLong = true;
      this.#text = "";
    } else if (!this.#tooLong) this.#text += part;
  }
}
