import type { CallRecord, PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import { priceCall } from "./pricing/price-call.ts";
import type { PriceAttempt } from "./pricing/pricing.ts";
import { storableCall, storableEvent } from "./storable.ts";
import { describeTrouble } from "./store/sqlite-trouble.ts";
import type { Batch } from "./store/store.ts";

/** Soon enough for a panel that is watched, late enough to write what comes together in one transaction. */
const WRITE_DELAY_MS = 100;

/** What is written in one go: some milliseconds of work. */
const BATCH_SIZE = 200;

/** While nothing can be written: the pause before the next try doubles up to this. */
const LONGEST_PAUSE_MS = 30_000;

/** What waits at most, of calls and of health events; then the oldest are given up. */
const CAPACITY = 10_000;

export interface OutboxOptions {
  readonly clock: Clock;
  /** Called when the first call is to be priced; that reads the price list. */
  readonly loadPrice: () => Promise<PriceAttempt>;
  /** Writes all of the batch or throws. */
  readonly write: (batch: Batch) => void;
  /** Called after each try to write. */
  readonly onTried: () => void;
}

interface WaitingCall {
  readonly call: CallRecord;
  priced: PricedCall | undefined;
}

/** Records on their way to the store: taken at once, priced and written a moment later, kept until that works. */
export class Outbox {
  readonly #options: OutboxOptions;
  #calls: WaitingCall[] = [];
  #health: HealthEvent[] = [];
  #price: PriceAttempt | undefined;
  #cancelTimer: (() => void) | undefined;
  #failures = 0;
  #givenUp = 0;
  #trouble: string | undefined;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  addCall(call: CallRecord): void {
    this.#calls.push({ call: storableCall(call), priced: undefined });
    this.#givenUp += keepNewest(this.#calls);
    this.#writeSoon(WRITE_DELAY_MS);
  }

  addHealth(event: HealthEvent): void {
    this.#health.push(storableEvent(event));
    keepNewest(this.#health);
    this.#writeSoon(WRITE_DELAY_MS);
  }

  /** Calls that are not written, oldest first. Until the price list is read, their prices are unknown. */
  get calls(): readonly PricedCall[] {
    return this.#calls.map((waiting) => this.#priced(waiting));
  }

  /** Health events that are not written, oldest first. */
  get health(): readonly HealthEvent[] {
    return this.#health;
  }

  /** Why nothing can be written just now, as a sentence. */
  get trouble(): string | undefined {
    if (this.#trouble === undefined) return undefined;
    const lost = this.#givenUp === 0 ? "" : ` ${this.#givenUp} older calls were given up.`;
    return `The ledger's file cannot be written: ${this.#trouble}. What happens meanwhile is kept in memory.${lost}`;
  }

  /** Tries to write everything now. */
  async flush(): Promise<void> {
    this.#stopTimer();
    await this.#loadPrice();
    while (this.#writeBatch());
    this.#rest();
  }

  /** Stops the timer. What is not written by then stays unwritten. */
  close(): void {
    this.#stopTimer();
  }

  #stopTimer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
  }

  #writeSoon(delayMs: number): void {
    this.#cancelTimer ??= this.#options.clock.schedule(delayMs, () => void this.#tryToWrite());
  }

  async #tryToWrite(): Promise<void> {
    this.#cancelTimer = undefined;
    if (this.#price === undefined) await this.#loadPrice();
    this.#writeBatch();
    this.#rest();
  }

  /** After a try: tells of it, and comes back for what is left. */
  #rest(): void {
    if (!this.#isEmpty) {
      const pause = Math.min(WRITE_DELAY_MS * 2 ** this.#failures, LONGEST_PAUSE_MS);
      this.#writeSoon(this.#failures === 0 ? 0 : pause);
    }
    this.#options.onTried();
  }

  /** Says whether something was written. */
  #writeBatch(): boolean {
    if (this.#isEmpty) return false;
    const calls = this.#calls.slice(0, BATCH_SIZE);
    const health = this.#health.slice(0, BATCH_SIZE);
    try {
      this.#options.write({ calls: calls.map((waiting) => this.#priced(waiting)), health });
    } catch (error) {
      this.#failures += 1;
      this.#trouble = describeTrouble(error);
      return false;
    }
    this.#calls = this.#calls.slice(calls.length);
    this.#health = this.#health.slice(health.length);
    this.#failures = 0;
    this.#trouble = undefined;
    this.#givenUp = 0;
    return true;
  }

  #priced(waiting: WaitingCall): PricedCall {
    if (waiting.priced !== undefined) return waiting.priced;
    if (this.#price === undefined) return priceCall(waiting.call, () => ({ kind: "unknown" }));
    waiting.priced = priceCall(waiting.call, this.#price);
    return waiting.priced;
  }

  async #loadPrice(): Promise<void> {
    if (this.#price !== undefined || this.#calls.length === 0) return;
    try {
      this.#price = await this.#options.loadPrice();
    } catch {
      // an update may have removed the list under a running window: prices stay unknown, the next write asks again
    }
  }

  get #isEmpty(): boolean {
    return this.#calls.length === 0 && this.#health.length === 0;
  }
}

/** Drops the oldest beyond the capacity. Says how many. */
function keepNewest(waiting: unknown[]): number {
  return waiting.splice(0, waiting.length - CAPACITY).length;
}
