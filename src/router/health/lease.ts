/** What a lease holds: a breaker that is half-open for its holder alone. */
export interface Leasable {
  /** Takes the probe back without a verdict, if this lease still has it. */
  giveBack(lease: Lease): void;
}

/**
 * An attempt's right to pass the breakers of its route. Where some of them are not closed, the attempt is their one
 * probe, and nobody else passes until the lease ends: with the first token, with the verdict, or with `release`.
 */
export class Lease {
  readonly #held: readonly Leasable[];
  readonly #waiting: (() => void)[] = [];
  #over = false;

  constructor(held: readonly Leasable[]) {
    this.#held = held;
  }

  /** Whether the attempt finds out if its route is well again. */
  get isProbe(): boolean {
    return this.#held.length > 0;
  }

  /** Resolves when the lease has ended, for calls that wait for what the probe finds. */
  ended(): Promise<void> {
    return this.#over ? Promise.resolve() : new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Ends the lease; to be called in `finally`. Calling it twice is harmless. */
  release(): void {
    if (this.#over) return;
    this.#over = true;
    for (const breaker of this.#held) breaker.giveBack(this);
    for (const resolve of this.#waiting) resolve();
  }
}
