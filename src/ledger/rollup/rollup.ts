import type { PricedCall } from "../../spec/call.ts";
import type { EditorOutcome } from "../../spec/outcome.ts";
import { DAY, HOUR, type Level, startOfDay, startOfHour } from "./bucket.ts";
import { countCall } from "./count-call.ts";
import { addSums, countOutcome, emptySums, type Sums } from "./sums.ts";

/** The route of calls as a whole. */
export const WHOLE_CALLS = 0;

/** What happened within one hour or day, from one origin: to calls as a whole, or at one route. */
export interface RollupRow {
  readonly level: Level;
  /** The bucket's beginning. */
  readonly from: number;
  /** The numbers under which the file knows them. */
  readonly origin: number;
  readonly route: number;
  readonly sums: Sums;
}

/**
 * Sums by hour. A call counts in the hour in which it started, and its attempts with it, fire drills left out; what became
 * of ghost text counts in the hour in which that happened.
 */
export class Rollup {
  readonly #hours = new Rows(HOUR);

  /** @param routes of the attempts, in their order */
  addCall(call: PricedCall, origin: number, routes: readonly number[]): void {
    const from = startOfHour(call.startedAt);
    const whole = this.#hours.at(from, origin, WHOLE_CALLS);
    countCall(call, whole, (attempt) => this.#hours.at(from, origin, routes[attempt] ?? WHOLE_CALLS));
  }

  /** @param origin of the call that wrote the text, as `route` is where it was written, if that is known */
  addOutcome(outcome: EditorOutcome, origin: number, route: number | undefined): void {
    const from = startOfHour(outcome.at);
    countOutcome(this.#hours.at(from, origin, WHOLE_CALLS), outcome);
    if (route !== undefined) countOutcome(this.#hours.at(from, origin, route), outcome);
  }

  hours(): readonly RollupRow[] {
    return this.#hours.all;
  }

  /** The same, joined. */
  days(): readonly RollupRow[] {
    const days = new Rows(DAY);
    for (const { from, origin, route, sums } of this.#hours.all)
      addSums(days.at(startOfDay(from), origin, route), sums);
    return days.all;
  }
}

/** Leaves room for more routes than anybody has. */
const ORIGIN_STEP = 2 ** 26;

/** The rows of one level. */
class Rows {
  readonly all: RollupRow[] = [];
  readonly #level: Level;
  readonly #buckets = new Map<number, Map<number, Sums>>();

  constructor(level: Level) {
    this.#level = level;
  }

  /** The sums of one row, which is made if need be. */
  at(from: number, origin: number, route: number): Sums {
    let bucket = this.#buckets.get(from);
    if (bucket === undefined) this.#buckets.set(from, (bucket = new Map()));
    const key = origin * ORIGIN_STEP + route;
    const known = bucket.get(key);
    if (known !== undefined) return known;
    const sums = emptySums();
    bucket.set(key, sums);
    this.all.push({ level: this.#level, from, origin, route, sums });
    return sums;
  }
}
