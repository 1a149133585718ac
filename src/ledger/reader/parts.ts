/** Gathers what belongs to the same part of a split. */
export class Parts<T> {
  readonly #parts = new Map<string, T>();
  readonly #begin: (name: string) => T;

  /** @param begin makes a part when it is first met */
  constructor(begin: (name: string) => T) {
    this.#begin = begin;
  }

  get(name: string): T {
    const known = this.#parts.get(name);
    if (known !== undefined) return known;
    const part = this.#begin(name);
    this.#parts.set(name, part);
    return part;
  }

  /** In the order in which they were met. */
  all(): readonly T[] {
    return [...this.#parts.values()];
  }
}
