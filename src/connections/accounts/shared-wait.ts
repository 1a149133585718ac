/** Work under way that several may wait for. It is aborted when the last of them has left. */
export class SharedWait {
  readonly #controller = new AbortController();
  readonly #done: Promise<void>;
  #waiting = 0;

  /** @param work must not reject */
  constructor(work: (signal: AbortSignal) => Promise<void>) {
    this.#done = work(this.#controller.signal);
  }

  /** Waits until it is done, or until `signal` aborts. */
  async wait(signal?: AbortSignal): Promise<void> {
    this.#waiting += 1;
    const left = Promise.withResolvers<void>();
    const leave = () => left.resolve();
    signal?.addEventListener("abort", leave, { once: true });
    if (signal?.aborted === true) leave();
    try {
      await Promise.race([this.#done, left.promise]);
    } finally {
      signal?.removeEventListener("abort", leave);
      this.#waiting -= 1;
      // Once it is done this aborts nothing.
      if (this.#waiting === 0) this.abort();
    }
  }

  abort(): void {
    this.#controller.abort();
  }
}
