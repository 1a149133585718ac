import type { Clock } from "../spec/clock.ts";
import type { SendOutcome } from "./outcome.ts";

/** Late enough to send what comes together in one request. */
const SEND_DELAY_MS = 5_000;

const BATCH_SIZE = 100;

/** What waits at most; then the oldest are given up. */
export const CAPACITY = 1_000;

/** The pause after a send that failed, doubled each time up to the longest. The library has tried several times by then. */
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 300_000;

export interface BatchQueueOptions<T> {
  readonly clock: Clock;
  /** Must not reject. */
  readonly send: (batch: readonly T[]) => Promise<SendOutcome>;
}

/** What became of the items of a queue. */
export interface QueueCounts {
  readonly waiting: number;
  readonly sent: number;
  /** Given up, because nothing could be sent for too long, or because they came too late. */
  readonly dropped: number;
  readonly refused: number;
}

/** Items on their way to a collector, in memory only: sent in batches, one at a time, kept while there is no answer. */
export class BatchQueue<T> {
  readonly #options: BatchQueueOptions<T>;
  #waiting: T[] = [];
  #inFlight = 0;
  #sending: Promise<boolean> | undefined;
  #timer: { readonly cancel: () => void; readonly dueAt: number } | undefined;
  #failures = 0;
  #sent = 0;
  #dropped = 0;
  #refused = 0;
  #closed = false;

  constructor(options: BatchQueueOptions<T>) {
    this.#options = options;
  }

  get counts(): QueueCounts {
    return {
      waiting: this.#waiting.length + this.#inFlight,
      sent: this.#sent,
      dropped: this.#dropped,
      refused: this.#refused,
    };
  }

  /** Takes an item. Returns at once. */
  add(item: T): void {
    if (this.#closed) {
      this.#dropped += 1;
      return;
    }
    this.#waiting.push(item);
    this.#keepNewest();
    // What is under way decides how soon the next batch may follow.
    if (this.#sending === undefined) this.#sendIn(this.#pause());
  }

  /** Tries to send everything now; stops at the first batch that is not taken. */
  async flush(): Promise<void> {
    while (this.#sending !== undefined || this.#waiting.length > 0) if (!(await this.#sendBatch())) return;
  }

  /** Gives up what waits. */
  close(): void {
    this.#closed = true;
    this.#stopTimer();
    this.#dropped += this.#waiting.length;
    this.#waiting = [];
  }

  /** Says whether it was taken. While a batch is under way, the answer is that one's. */
  #sendBatch(): Promise<boolean> {
    this.#sending ??= this.#sendNow().finally(() => {
      this.#sending = undefined;
      if (!this.#closed && this.#waiting.length > 0) this.#sendIn(this.#pause());
    });
    return this.#sending;
  }

  async #sendNow(): Promise<boolean> {
    this.#stopTimer();
    const batch = this.#waiting.splice(0, BATCH_SIZE);
    this.#inFlight = batch.length;
    const outcome = await this.#options.send(batch);
    this.#inFlight = 0;
    const taken = outcome.kind === "taken";
    this.#failures = taken ? 0 : this.#failures + 1;
    if (taken) this.#sent += batch.length;
    else if (outcome.kind === "refused") this.#refused += batch.length;
    else this.#putBack(batch);
    return taken;
  }

  #putBack(batch: readonly T[]): void {
    if (this.#closed) {
      this.#dropped += batch.length;
      return;
    }
    this.#waiting.unshift(...batch);
    this.#keepNewest();
  }

  #keepNewest(): void {
    const tooMany = this.#waiting.length + this.#inFlight - CAPACITY;
    if (tooMany > 0) this.#dropped += this.#waiting.splice(0, tooMany).length;
  }

  #pause(): number {
    if (this.#failures > 0) return Math.min(FIRST_PAUSE_MS * 2 ** (this.#failures - 1), LONGEST_PAUSE_MS);
    return this.#waiting.length >= BATCH_SIZE ? 0 : SEND_DELAY_MS;
  }

  /** A timer that would run out sooner stays. */
  #sendIn(delayMs: number): void {
    const { clock } = this.#options;
    const dueAt = clock.now() + delayMs;
    if (this.#timer !== undefined && this.#timer.dueAt <= dueAt) return;
    this.#stopTimer();
    const cancel = clock.schedule(delayMs, () => {
      this.#timer = undefined;
      void this.#sendBatch();
    });
    this.#timer = { cancel, dueAt };
  }

  #stopTimer(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }
}
