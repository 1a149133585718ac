import type { DatabaseSync } from "node:sqlite";
import { drillCode } from "../../spec/failure.ts";

/** What is removed in one go: some milliseconds of work. */
const ROWS = 100;

/** Times are milliseconds since the Unix epoch. */
export interface PruneLimits {
  /** Calls with their attempts, breakers' moves and outcomes of ghost text from before then are removed. */
  readonly callsBefore: number;
  /** Sums by hour from before then are removed. Sums by day stay for ever. */
  readonly hoursBefore: number;
}

/** How many rows of each kind were removed. */
export type Counts = Readonly<Record<"calls" | "attempts" | "healthEvents" | "outcomes" | "hours", number>>;

/** Removes some of what is too old. All zeros once there is nothing left. */
export type Chunk = (database: DatabaseSync, limits: PruneLimits, now: number) => Partial<Counts>;

const OLD_CALLS = `SELECT number FROM calls WHERE started_at < ? ORDER BY started_at, number LIMIT ${ROWS}`;

/**
 * In the order in which they were made, so that none is left alone with a later one gone. A move that holds a breaker open
 * still is kept, unless a later one took its place; a fire drill's never does.
 */
const OLD_MOVES = `
  SELECT number FROM health AS move
  WHERE at < :before AND (until IS NULL OR until <= :now OR EXISTS (
    SELECT 1 FROM health AS later
    WHERE later.scope = move.scope AND later.key = move.key AND later.at >= move.at
      AND (later.at, later.number) > (move.at, move.number)
      AND later.to_state <> 'half-open' AND later.failure_code IS NOT '${drillCode}'))
  ORDER BY at, number LIMIT ${ROWS}`;

/** What is to be done again and again, one after the other. */
export const CHUNKS: readonly Chunk[] = [
  (database, { callsBefore }) => ({
    attempts: changed(database, `DELETE FROM attempts WHERE call IN (${OLD_CALLS})`, callsBefore),
    calls: changed(database, `DELETE FROM calls WHERE number IN (${OLD_CALLS})`, callsBefore),
  }),
  (database, { callsBefore: before }, now) => ({
    healthEvents: changed(database, `DELETE FROM health WHERE number IN (${OLD_MOVES})`, { before, now }),
  }),
  (database, { callsBefore }) => ({
    outcomes: changed(
      database,
      `DELETE FROM outcomes WHERE number IN (SELECT number FROM outcomes WHERE at < ? ORDER BY at LIMIT ${ROWS})`,
      callsBefore,
    ),
  }),
  (database, { hoursBefore }) => ({
    hours: changed(
      database,
      `DELETE FROM rollups WHERE level = 0 AND (from_at, origin, route) IN (
        SELECT from_at, origin, route FROM rollups WHERE level = 0 AND from_at < ? ORDER BY from_at LIMIT ${ROWS})`,
      hoursBefore,
    ),
  }),
];

function changed(
  database: DatabaseSync,
  sql: string,
  of: number | { readonly before: number; readonly now: number },
): number {
  const statement = database.prepare(sql);
  return Number((typeof of === "number" ? statement.run(of) : statement.run({ ...of })).changes);
}
