/** Sized for one person's traffic: twenty attempts may be a day old, four come together in minutes. */
const capacity = 10;
const leastSamples = 4;
const worstShare = 0.5;
const mostInARow = 3;

/**
 * The last attempts at one thing, oldest first, and whether they are bad enough to stay away from it.
 * A window counts attempts, not seconds: rates per second never fire in an editor.
 */
export class OutcomeWindow {
  readonly #outcomes: boolean[] = [];
  #inARow: number;

  /** `failuresInARow` are taken over from before: with two, the next failure is one too many. */
  constructor(failuresInARow = 0) {
    this.#inARow = failuresInARow;
  }

  /** A window in which one more failure is too many, and one success makes everything good. */
  static onTrial(): OutcomeWindow {
    return new OutcomeWindow(mostInARow - 1);
  }

  /** Another one that has counted the same so far. */
  copy(): OutcomeWindow {
    const copy = new OutcomeWindow(this.#inARow);
    copy.#outcomes.push(...this.#outcomes);
    return copy;
  }

  succeeded(): void {
    this.#push(true);
    this.#inARow = 0;
  }

  failed(): void {
    this.#push(false);
    this.#inARow++;
  }

  /** Why to stay away, as a phrase such as `3 failures in a row`; undefined while all is well enough. */
  get verdict(): string | undefined {
    if (this.#inARow >= mostInARow) return `${this.#inARow} failures in a row`;
    const failures = this.#outcomes.filter((ok) => !ok).length;
    const samples = this.#outcomes.length;
    if (samples < leastSamples || failures / samples < worstShare) return undefined;
    return `${failures} of the last ${samples} attempts failed`;
  }

  #push(ok: boolean): void {
    this.#outcomes.push(ok);
    if (this.#outcomes.length > capacity) this.#outcomes.shift();
  }
}
