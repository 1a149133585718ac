/** With each answer, what came before weighs this much of what it did. */
const memory = 0.9;

/** An answer that is shorter, or comes in one piece, tells how it was packed and not how fast it was written. */
const leastTokens = 16;
const leastMs = 50;

/** How fast a model writes once it has begun. Long answers weigh more than short ones. */
export class AnswerSpeed {
  #tokens = 0;
  #ms = 0;

  /** It wrote so many tokens in `overMs` milliseconds after its first one. */
  spoke(answerTokens: number, overMs: number): void {
    if (!(answerTokens >= leastTokens && overMs >= leastMs)) return;
    this.#tokens = memory * this.#tokens + answerTokens;
    this.#ms = memory * this.#ms + overMs;
  }

  /** Tokens a second; undefined when nothing is known. */
  get tokensPerSecond(): number | undefined {
    return this.#ms > 0 ? (1000 * this.#tokens) / this.#ms : undefined;
  }
}
