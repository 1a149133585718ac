import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import { type Cells, maybeNumber, number } from "../store/cells.ts";
import { decodeOrigin, decodeRoute } from "../store/decode.ts";
import type { Origin, RouteName } from "../store/numbers.ts";
import { DamagedRow } from "../store/sqlite-trouble.ts";
import type { Level } from "./bucket.ts";
import { failureCounts } from "./failure-counts.ts";
import { type Rollup, type RollupRow, WHOLE_CALLS } from "./rollup.ts";
import { countFailure, noteFirstToken, noteLast, PLAIN_SUMS, type Sums } from "./sums.ts";

/** The columns of a row's sums, in the order in which they are read and written: the plain ones first. */
const SUM_COLUMNS: readonly string[] = [
  ...PLAIN_SUMS.map((name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)),
  "last_at",
  "last_first_token_at",
  "last_first_token_ms",
  "failures",
  "first_token",
  "duration",
  "speed",
];

const KEY_COLUMNS = ["level", "from_at", "origin", "route"] as const;

/** Gives the sums to which what came from `origin`, as a whole or at `route`, is to be added; undefined to leave it out. */
export type Target = (origin: Origin, route: RouteName | undefined) => Sums | undefined;

/** The roll-ups in the file. */
export class RollupTable {
  readonly #one: StatementSync;
  readonly #many: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #origins: StatementSync;
  readonly #routes: StatementSync;

  constructor(database: DatabaseSync) {
    const sums = SUM_COLUMNS.join(", ");
    const marks = [...KEY_COLUMNS, ...SUM_COLUMNS].map(() => "?").join(", ");
    const set = SUM_COLUMNS.map((name) => `${name} = ?`).join(", ");
    const key = KEY_COLUMNS.map((name) => `${name} = ?`).join(" AND ");
    this.#insert = database.prepare(`INSERT INTO rollups (${KEY_COLUMNS.join(", ")}, ${sums}) VALUES (${marks})`);
    this.#update = database.prepare(`UPDATE rollups SET ${set} WHERE ${key}`);
    this.#one = asArrays(database.prepare(`SELECT ${sums} FROM rollups WHERE ${key}`));
    this.#many = asArrays(
      database.prepare(`SELECT origin, route, ${sums} FROM rollups WHERE level = ? AND from_at >= ?`),
    );
    this.#origins = database.prepare("SELECT * FROM origins");
    this.#routes = database.prepare("SELECT * FROM routes");
  }

  /** Adds up the buckets that begin at or after `since`. */
  addUp(level: Level, since: number, target: Target): void {
    const origins = new Map(this.#origins.all().map((row) => [row["number"], decodeOrigin(row)]));
    const routes = new Map(this.#routes.all().map((row) => [row["number"], decodeRoute(row)]));
    // The types of node:sqlite do not follow `setReturnArrays`.
    for (const row of this.#many.iterate(level, since) as Iterable<unknown> as Iterable<Cells<number>>) {
      const origin = origins.get(row[0]);
      const route = routes.get(row[1]);
      if (origin === undefined || (route === undefined && row[1] !== WHOLE_CALLS)) throw new DamagedRow("origin");
      const sums = target(origin, route);
      if (sums !== undefined) addCells(sums, row, 2);
    }
  }

  /** Adds what was rolled up; within a transaction, or it would be lost in part. Its rows become the file's by that. */
  add(rollup: Rollup): void {
    for (const row of rollup.days()) this.#add(row); // first, as they are made of the hours
    for (const row of rollup.hours()) this.#add(row);
  }

  #add({ level, from, origin, route, sums }: RollupRow): void {
    const key = [level, from, origin, route];
    const there = this.#one.get(...key) as unknown as Cells<number> | undefined;
    if (there === undefined) {
      this.#insert.run(...key, ...cellsOf(sums));
    } else {
      addCells(sums, there, 0);
      this.#update.run(...cellsOf(sums), ...key);
    }
  }
}

function asArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

/** Adds a row's sums, whose columns are `SUM_COLUMNS` from `first` on. */
function addCells(sums: Sums, row: Cells<number>, first: number): void {
  let at = first;
  for (const name of PLAIN_SUMS) sums[name] += number(row, at++);
  const lastAt = maybeNumber(row, at++);
  if (lastAt !== undefined) noteLast(sums, lastAt);
  const measuredAt = maybeNumber(row, at++);
  const ms = maybeNumber(row, at++);
  if (measuredAt !== undefined && ms !== undefined) noteFirstToken(sums, { at: measuredAt, ms });
  for (const [failure, times] of failureCounts(row[at++])) countFailure(sums, failure, times);
  sums.firstToken.mergeEncoded(row[at++]);
  sums.duration.mergeEncoded(row[at++]);
  sums.speed.mergeEncoded(row[at]);
}

function cellsOf(sums: Sums): SQLInputValue[] {
  return [
    ...PLAIN_SUMS.map((name) => sums[name]),
    sums.lastAt ?? null,
    sums.lastFirstToken?.at ?? null,
    sums.lastFirstToken?.ms ?? null,
    sums.failures.size === 0 ? null : JSON.stringify(Object.fromEntries(sums.failures)),
    sums.firstToken.encode() ?? null,
    sums.duration.encode() ?? null,
    sums.speed.encode() ?? null,
  ];
}
