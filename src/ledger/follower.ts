import type { PricedCall } from "../spec/call.ts";
import type { Clock } from "../spec/clock.ts";
import type { HealthEvent } from "../spec/health.ts";
import type { Hindsight, LimitReading } from "../spec/hindsight.ts";
import type { StoreKeeper } from "./store/store-keeper.ts";
import type { Marks, Store } from "./store/store.ts";

/** Of the past, so many of others' newest calls are told at most. */
const MOST_PAST_CALLS = 2000;

/** A breaker that last moved longer ago counts as well, unless it is held open still. */
const STANDING_MS = 24 * 3_600_000;

/** What is read in one go, of calls and of health events: a few milliseconds of work. */
const STRETCH = 250;

/** So many of the calls and events that were told are remembered. */
const REMEMBERED = 2 * MOST_PAST_CALLS;

/** How far a follower has come in one store. */
interface Place {
  /** The store's, of the keeper's. */
  readonly generation: number;
  readonly marks: Marks;
  /** How others' breakers, and keys' limits, stood when it began; empty once that was told. */
  readonly standing: readonly HealthEvent[];
  readonly limits: readonly LimitReading[];
}

/** One reader of what others write: the past first, then what comes. Keeps its place, so that it reads each row once. */
export class Follower {
  readonly #keeper: StoreKeeper;
  readonly #clock: Clock;
  readonly #pastMs: number;
  #place: Place | undefined;
  #behind = true;
  /** A copy of the file, put in its place by a backup or by hand, holds as new what was told from the old one. */
  readonly #told = new Set<string>();

  constructor(keeper: StoreKeeper, clock: Clock, pastMs: number) {
    this.#keeper = keeper;
    this.#clock = clock;
    this.#pastMs = pastMs;
  }

  /** Whether there is, or may be, something to read. */
  get behind(): boolean {
    return this.#behind || this.#place?.generation !== this.#keeper.generation;
  }

  /** Others wrote. */
  fallBehind(): void {
    this.#behind = true;
  }

  /** Every call of others up to this number was read, or is too long past. Throws what reading throws, as does `read`. */
  get readTo(): number {
    return this.#keeper.use((store) => this.#placeIn(store).marks.call);
  }

  /** Reads on for one stretch. */
  read(): Hindsight {
    return this.#keeper.use((store) => {
      const { generation, marks, standing, limits } = this.#placeIn(store);
      const { calls, health, upTo, more } = store.news(marks, STRETCH);
      this.#place = { generation, marks: upTo, standing: [], limits: [] };
      this.#behind = more;
      return {
        // Also those that began long ago: they were written since, and nobody has counted what they cost.
        calls: this.#untold(calls, (call) => call.id).toSorted((a, b) => endOf(a) - endOf(b)),
        health: this.#untold([...standing, ...health], (event) => JSON.stringify(event)).toSorted(
          (a, b) => a.at - b.at,
        ),
        ...(limits.length === 0 ? {} : { limits }),
      };
    });
  }

  /** In a store that took the place of another, it begins again: numbers from before mean nothing there. */
  #placeIn(store: Store): Place {
    const { generation } = this.#keeper;
    if (this.#place?.generation === generation) return this.#place;
    const now = this.#clock.now();
    const begun = store.begin({
      now,
      callsSince: now - this.#pastMs,
      mostCalls: MOST_PAST_CALLS,
      healthSince: now - STANDING_MS,
    });
    this.#place = { generation, ...begun };
    return this.#place;
  }

  #untold<T>(entries: readonly T[], nameOf: (entry: T) => string): readonly T[] {
    const untold = entries.filter((entry) => !this.#told.has(nameOf(entry)));
    for (const entry of untold) this.#told.add(nameOf(entry));
    for (const name of this.#told) {
      if (this.#told.size <= REMEMBERED) break;
      this.#told.delete(name);
    }
    return untold;
  }
}

function endOf({ startedAt, durationMs }: PricedCall): number {
  return startedAt + durationMs;
}
