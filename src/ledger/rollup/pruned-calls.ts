import type { DatabaseSync, StatementSync } from "node:sqlite";
import { number } from "../store/cells.ts";
import { DAY, endOf, startOfDay } from "./bucket.ts";
import { WHOLE_CALLS } from "./rollup.ts";

/**
 * Calls that a day's sums know and the table has not: those that were pruned. Where one comes back from an archive it must
 * not be counted twice. Which ones they were nobody knows, only how many there were of a day and an origin, so that the first
 * ones of these that come are taken for them. Good for one transaction, which inserts what it asks of, in that order.
 *
 * A day that was written in another time zone is not recognised.
 */
export class PrunedCalls {
  readonly #left = new Map<string, number>();
  readonly #counted: StatementSync;
  readonly #there: StatementSync;

  constructor(database: DatabaseSync) {
    this.#counted = database.prepare(
      `SELECT count FROM rollups WHERE level = ${DAY} AND from_at = ? AND origin = ? AND route = ${WHOLE_CALLS}`,
    );
    this.#there = database.prepare(
      "SELECT count(*) AS count FROM calls WHERE started_at >= ? AND started_at < ? AND origin = ?",
    );
  }

  /** Whether a call that is not in the table is taken for one of them, which it then is no more. */
  take({ startedAt }: { readonly startedAt: number }, origin: number): boolean {
    const day = startOfDay(startedAt);
    const key = `${day} ${origin}`;
    const left = this.#left.get(key) ?? this.#missing(day, origin);
    this.#left.set(key, left - 1);
    return left > 0;
  }

  #missing(day: number, origin: number): number {
    const counted = this.#counted.get(day, origin);
    if (counted === undefined) return 0;
    const there = this.#there.get(day, endOf(DAY, day), origin) ?? {};
    return number(counted, "count") - number(there, "count");
  }
}
