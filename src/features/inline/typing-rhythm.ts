const samples = 8;
/** Longer gaps are pauses for thought and say nothing about the pace. */
const longestGapMs = 1000;
/** About 80 words a minute; holds until there is something to go by. */
const usualGapMs = 150;

/** How fast the user types. */
export class TypingRhythm {
  readonly #gaps: number[] = [];
  #last: { readonly uri: string; readonly version: number; readonly at: number } | undefined;

  /** The document stands at `version` at time `at` (milliseconds). The same version twice is no keystroke. */
  note(uri: string, version: number, at: number): void {
    const last = this.#last;
    if (last?.uri === uri && last.version === version) return;
    this.#last = { uri, version, at };
    if (last?.uri !== uri || at - last.at > longestGapMs) return;
    this.#gaps.push(at - last.at);
    if (this.#gaps.length > samples) this.#gaps.shift();
  }

  /** The mean time between the last keystrokes, in milliseconds. */
  get gapMs(): number {
    if (this.#gaps.length === 0) return usualGapMs;
    return this.#gaps.reduce((sum, gap) => sum + gap, 0) / this.#gaps.length;
  }
}
