import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { SpendPart } from "../spending.ts";
import { decodeSpend } from "../store/decode.ts";
import { TOLD_BY_OTHERS } from "../store/statements.ts";
import { DAY, firstFrom, HOUR } from "./bucket.ts";
import { WHOLE_CALLS } from "./rollup.ts";

const NAMES = "task, client, experiment";

const OF_ROLLUPS = `
  SELECT ${NAMES}, sum(usd) AS usd, sum(unpriced) AS unpriced, sum(count) AS calls
  FROM rollups JOIN origins ON origins.number = origin
  WHERE level = ? AND route = ${WHOLE_CALLS} AND from_at >= ? AND from_at < ? GROUP BY ${NAMES}`;

const OF_CALLS = `
  SELECT ${NAMES}, sum(spent_usd) AS usd, sum(unpriced) AS unpriced, count(*) AS calls
  FROM calls JOIN origins ON origins.number = origin`;

/** Sums of what was spent since some moment, which stay when the calls themselves are pruned. */
export class Spent {
  readonly #ofRollups: StatementSync;
  readonly #between: StatementSync;
  readonly #untold: StatementSync;

  constructor(database: DatabaseSync) {
    this.#ofRollups = database.prepare(OF_ROLLUPS);
    this.#between = database.prepare(`${OF_CALLS} WHERE started_at >= ? AND started_at < ? GROUP BY ${NAMES}`);
    this.#untold = database.prepare(
      `${OF_CALLS} WHERE calls.number > ? AND ${TOLD_BY_OTHERS} AND started_at >= ? GROUP BY ${NAMES}`,
    );
  }

  /**
   * By whole days, where `from` is in the middle of one by its remaining hours, and in the middle of an hour by its
   * remaining calls.
   *
   * @param upTo others' calls with a higher number are left out
   */
  since(from: number, upTo: number, writer: number): readonly SpendPart[] {
    const hour = firstFrom(HOUR, from);
    const day = firstFrom(DAY, from);
    const counted = [
      ...this.#ofRollups.all(DAY, day, Number.MAX_SAFE_INTEGER),
      ...this.#ofRollups.all(HOUR, hour, day),
      ...this.#between.all(from, Math.min(hour, day)),
    ];
    const untold = this.#untold.all(upTo, writer, from).map(decodeSpend);
    return [
      ...counted.map(decodeSpend),
      ...untold.map((part) => ({ ...part, usd: -part.usd, unpriced: -part.unpriced, calls: -part.calls })),
    ];
  }
}
