import type { StoreKeeper } from "./store/store-keeper.ts";
import type { Store } from "./store/store.ts";
import type { AttemptFigures, CallFigures, FigureSink } from "./tally/figures.ts";
import { type LocalDay, startOfDay } from "./tally/local-day.ts";
import { UsageTally } from "./tally/usage-tally.ts";

/** More than any range has: a window may stay open for months. */
const MOST_DAYS = 40;

/**
 * The written calls, counted by day. A day is counted once from the store; what is written later, here or in another window,
 * is added as it comes, so that a snapshot of a month does not read a month again.
 */
export class History {
  readonly #keeper: StoreKeeper;
  readonly #days = new Map<number, UsageTally>();
  /** Every call up to this number is in the days that are counted. */
  #followedTo = 0;
  #generation: number;

  constructor(keeper: StoreKeeper) {
    this.#keeper = keeper;
    this.#generation = keeper.generation;
  }

  /** Takes in what was written since. Says whether there was anything, or the store is another one. */
  follow(): boolean {
    return this.#keeper.use((store) => {
      const replaced = this.#keeper.generation !== this.#generation;
      if (replaced) {
        this.#generation = this.#keeper.generation;
        this.#days.clear();
        this.#followedTo = 0;
      }
      const upTo = store.lastNumber();
      if (upTo === this.#followedTo) return replaced;
      this.#addSince(store, upTo);
      this.#followedTo = upTo;
      return true;
    });
  }

  #addSince(store: Store, upTo: number): void {
    if (this.#days.size === 0) return;
    try {
      store.countSince(this.#followedTo, upTo, this.#intoCountedDays());
    } catch (error) {
      this.#days.clear(); // some calls may be counted, and would be counted again
      throw error;
    }
  }

  /** The tallies of these days, as of the last `follow`. */
  over(days: readonly LocalDay[]): readonly UsageTally[] {
    const tallies = days.map((day) => this.#days.get(day.from) ?? this.#count(day));
    if (this.#keeper.generation === this.#generation) return tallies;
    this.follow(); // the store was replaced on the way, and half of this is of the old one
    return this.over(days);
  }

  /** Counts the first of these days that is not counted yet. Says whether there was one. */
  countOneOf(days: readonly LocalDay[]): boolean {
    const missing = days.find((day) => !this.#days.has(day.from));
    if (missing !== undefined) this.#count(missing);
    return missing !== undefined;
  }

  #count(day: LocalDay): UsageTally {
    const tally = this.#keeper.use((store) => {
      const counted = new UsageTally();
      store.countDay(day, this.#followedTo, counted);
      return counted;
    });
    this.#days.set(day.from, tally);
    if (this.#days.size > MOST_DAYS) this.#days.delete(Math.min(...this.#days.keys()));
    return tally;
  }

  #intoCountedDays(): FigureSink {
    return {
      addCall: (call: CallFigures) => this.#days.get(startOfDay(call.startedAt))?.addCall(call),
      addAttempt: (attempt: AttemptFigures) => this.#days.get(startOfDay(attempt.callStartedAt))?.addAttempt(attempt),
    };
  }
}
