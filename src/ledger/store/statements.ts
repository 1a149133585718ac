import type { DatabaseSync, StatementSync } from "node:sqlite";
import { drillCode } from "../../spec/failure.ts";
import { HEALTH_COLUMNS, insertInto, LIMIT_COLUMNS, OUTCOME_COLUMNS } from "./columns.ts";

/** A call with the names that its numbers stand for; `route_id` is that of the answer. */
export const CALLS = `
  SELECT calls.*, task, client, workspace, experiment, CASE answered WHEN 1 THEN route_id END AS route_id
  FROM calls JOIN origins ON origins.number = origin LEFT JOIN routes ON routes.number = route`;

/** Of one call, in order, with the names of their routes. */
export const OF_ATTEMPTS = `
  SELECT attempts.*, routes.* FROM attempts JOIN routes ON routes.number = attempts.route WHERE call = ? ORDER BY position`;

/** The writer of a call that was pruned and came back from an archive: it was told when it was new. */
export const RESTORED = -1;

/** Of calls that others, but for the one whose writer is bound, are to be told. */
export const TOLD_BY_OTHERS = `writer IS NOT ? AND writer IS NOT ${RESTORED}`;

/** What the store says to SQLite, besides what it writes of calls and roll-ups, compiled once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    insertHealth: prepare(insertInto("health", ["writer"], HEALTH_COLUMNS)),
    insertOutcome: prepare(insertInto("outcomes", [], OUTCOME_COLUMNS)),
    /** Whether a batch that is written again was written already. */
    hasHealth: prepare(
      "SELECT 1 FROM health WHERE at = ? AND scope = ? AND key = ? AND from_state = ? AND to_state = ? AND writer = ?",
    ),
    hasOutcome: prepare("SELECT 1 FROM outcomes WHERE at = ? AND call_id = ? AND kind = ?"),
    writeLimit: prepare(`
      ${insertInto("limits", [], LIMIT_COLUMNS)}
      ON CONFLICT DO UPDATE SET at = excluded.at, allowed = excluded.allowed, remaining = excluded.remaining,
        resets_at = excluded.resets_at
      WHERE excluded.at >= at`),
    /** Where a call came from, and its route. */
    whereabouts: prepare("SELECT origin, route FROM calls WHERE id = ?"),
    lastNumber: prepare("SELECT coalesce(max(number), 0) AS number FROM calls"),
    recentCalls: prepare(`${CALLS} WHERE started_at >= ? ORDER BY started_at DESC, calls.number DESC LIMIT ?`),
    attemptsOf: prepare(OF_ATTEMPTS),
    routesNamed: prepare("SELECT number FROM routes WHERE route_id = ?"),
    recentAttempts: prepare(`
      SELECT started_at, started_after_ms, attempts.first_token_ms, attempts.outcome
      FROM attempts JOIN calls ON calls.number = call
      WHERE attempts.route = ? AND role IS NOT 'drill' ORDER BY call DESC, position DESC LIMIT ?`),
    health: prepare("SELECT * FROM health ORDER BY at DESC, number DESC LIMIT ?"),
    limits: prepare("SELECT * FROM limits"),
    ...prepareNews(prepare),
  };
}

/** For those who read what others write. `IS NOT`, because what came from a file of an earlier form has no writer. */
function prepareNews(prepare: (sql: string) => StatementSync) {
  return {
    lastHealthNumber: prepare("SELECT coalesce(max(number), 0) AS number FROM health"),
    /** The first of others' newest calls that started since a time. */
    firstOfPast: prepare(`
      SELECT min(number) AS number
      FROM (SELECT number, started_at FROM calls WHERE ${TOLD_BY_OTHERS} ORDER BY number DESC LIMIT ?)
      WHERE started_at >= ?`),
    /**
     * Named parameters: `writer`, `since`, `now`, `upTo`. What a fire drill did and undid is nobody's standing, and leaves
     * what was found out before it.
     */
    standing: prepare(`
      SELECT * FROM health AS move
      WHERE (at >= :since OR until > :now) AND number <= :upTo AND writer IS NOT :writer
        AND failure_code IS NOT '${drillCode}'
        AND NOT EXISTS (
          SELECT 1 FROM health AS later
          WHERE later.scope = move.scope AND later.key = move.key AND later.at >= move.at
            AND (later.at, later.number) > (move.at, move.number)
            AND later.to_state <> 'half-open' AND later.number <= :upTo
            AND later.failure_code IS NOT '${drillCode}'
        )
      ORDER BY at, number`),
    callNews: prepare(newsOf(CALLS, "calls", TOLD_BY_OTHERS)),
    healthNews: prepare(newsOf("SELECT * FROM health", "health", "writer IS NOT ?")),
  };
}

function newsOf(rows: string, table: "calls" | "health", byOthers: string): string {
  return `${rows} WHERE ${table}.number > ? AND ${table}.number <= ? AND ${byOthers} ORDER BY ${table}.number LIMIT ?`;
}
