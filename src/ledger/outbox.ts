import type { CallRecord, PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { LimitReading } from "../spec/hindsight.ts";
import type { EditorOutcome } from "../spec/outcome.ts";
import type { LimitReport } from "../spec/stream.ts";
import { priceCall } from "./pricing/price-call.ts";
import type { PriceAttempt } from "./pricing/pricing.ts";
import { storableCall, storableCost, storableEvent, storableLimit, storableOutcome } from "./storable.ts";
import { describeTrouble } from "./store/sqlite-trouble.ts";
import type { Batch } from "./store/store.ts";

/** Soon enough for a panel that is watched, late enough to write what comes together in one transaction. */
const WRITE_DELAY_MS = 100;

/** What is written in one go: some milliseconds of work. */
const BATCH_SIZE = 200;

/** While nothing can be written: the pause before the next try doubles up to this. */
const LONGEST_PAUSE_MS = 30_000;

/** What waits at most, of calls, of health events and of outcomes; then the oldest are given up. */
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

/** Without the price list, only what used no tokens has a price. */
const UNPRICED: PriceAttempt = ({ usage }) =>
  usage === undefined ? { kind: "known", usd: 0, source: "free" } : { kind: "unknown" };

interface WaitingCall {
  readonly call: CallRecord;
  priced: PricedCall | undefined;
}

/** Records on their way to the store: taken at once, priced and written a moment later, kept until that works. */
export class Outbox {
  readonly #options: OutboxOptions;
  #calls: WaitingCall[] = [];
  #health: HealthEvent[] = [];
  #outcomes: EditorOutcome[] = [];
  /** By key, model and kind: the last of each. */
  readonly #limits = new Map<string, LimitReading>();
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

  addOutcome(outcome: EditorOutcome): void {
    this.#outcomes.push(storableOutcome(outcome));
    keepNewest(this.#outcomes);
    this.#writeSoon(WRITE_DELAY_MS);
  }

  addLimits(credential: string, model: string, reports: readonly LimitReport[], at: number): void {
    for (const report of reports) {
      const reading = storableLimit(report, { credential, model, at });
      if (reading.at >= (this.#limits.get(limitKey(reading))?.at ?? 0)) this.#limits.set(limitKey(reading), reading);
    }
    if (reports.length > 0) this.#writeSoon(WRITE_DELAY_MS);
  }

  /** Calls that are not written, oldest first. Until the price list is read, their prices are unknown. */
  get calls(): readonly PricedCall[] {
    return this.#calls.map((waiting) => this.#priced(waiting));
  }

  /** Health events that are not written, oldest first. */
  get health(): readonly HealthEvent[] {
    return this.#health;
  }

  /** What providers last said of limits, as far as it is not written. */
  get limits(): ReadonlyMap<string, LimitReading> {
    return this.#limits;
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

  /** Gives up all that waits. */
  empty(): void {
    this.#stopTimer();
    this.#calls = [];
    this.#health = [];
    this.#outcomes = [];
    this.#limits.clear();
    this.#failures = 0;
    this.#givenUp = 0;
    this.#trouble = undefined;
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
    // An outcome is counted where its call is: not before the call is there.
    const outcomes = calls.length < this.#calls.length ? [] : this.#outcomes.slice(0, BATCH_SIZE);
    const limits = [...this.#limits.values()];
    try {
      this.#options.write({ calls: calls.map((waiting) => this.#priced(waiting)), health, outcomes, limits });
    } catch (error) {
      this.#failures += 1;
      this.#trouble = describeTrouble(error);
      return false;
    }
    this.#calls = this.#calls.slice(calls.length);
    this.#health = this.#health.slice(health.length);
    this.#outcomes = this.#outcomes.slice(outcomes.length);
    this.#limits.clear();
    this.#failures = 0;
    this.#trouble = undefined;
    this.#givenUp = 0;
    return true;
  }

  #priced(waiting: WaitingCall): PricedCall {
    if (waiting.priced !== undefined) return waiting.priced;
    const price = this.#price;
    if (price === undefined) return priceCall(waiting.call, UNPRICED);
    waiting.priced = priceCall(waiting.call, (attempt) => storableCost(price(attempt)));
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
    return [this.#calls, this.#health, this.#outcomes].every(({ length }) => length === 0) && this.#limits.size === 0;
  }
}

/** The same for readings of the same limit. */
export function limitKey({ credential, model, kind }: LimitReading): string {
  return `${credential}\0${model}\0${kind}`;
}

/** Drops the oldest beyond the capacity. Says how many. */
function keepNewest(waiting: unknown[]): number {
  return waiting.splice(0, waiting.length - CAPACITY).length;
}
