/**
 * Takes away, from what follows the anchor, what was shown after it already: the white space at the end, which no model
 * is asked to repeat.
 */
export class TailSkip {
  readonly #tail: string;
  #held = "";
  #isOver: boolean;

  constructor(tail: string) {
    this.#tail = tail;
    this.#isOver = tail === "";
  }

  /** All that comes from now on is new. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Takes the next character, and returns what is to be shown. Not called when it is over. */
  add(character: string): string {
    const held = this.#held + character;
    if (this.#tail.startsWith(held)) {
      this.#isOver = held === this.#tail;
    } else if (held.trim() !== "") {
      this.#isOver = true;
      return newBlank(this.#held, this.#tail) + character;
    }
    this.#held = held;
    return "";
  }

  /** What is to be shown when nothing follows. Not called when it is over. */
  end(): string {
    return newBlank(this.#held, this.#tail);
  }
}

/** What to add to the white space `shown`, where a model wrote `told` in its place. */
function newBlank(told: string, shown: string): string {
  if (shown.includes("\n") && !told.includes("\n")) return "";
  let same = 0;
  while (same < told.length && told[same] === shown[same]) same++;
  const more = told.slice(same);
  // Two ways to indent one line are not added up.
  return more.includes("\n") || shown.endsWith("\n") ? more : "";
}
