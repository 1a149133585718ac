import type { DatabaseSync, StatementSync } from "node:sqlite";
import { drillCode } from "../../spec/failure.ts";
import { ATTEMPT_COLUMNS, CALL_COLUMNS, type Columns, HEALTH_COLUMNS } from "./columns.ts";
import { FIGURES } from "./count-rows.ts";

const THIS_ROUTE = "route_id = ? AND provider = ? AND model = ? AND credential = ?";

/** Everything that the store says to SQLite, compiled once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    /** Takes the writer before the others. */
    insertCall: prepare(`${insertInto("calls", CALL_COLUMNS)} ON CONFLICT (id) DO NOTHING`),
    insertRoute: prepare(
      "INSERT INTO routes (route_id, provider, model, credential) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    /** Takes the call, the position and the route's four columns before the others. */
    insertAttempt: prepare(`
      INSERT INTO attempts (call, position, route, ${namesOf(ATTEMPT_COLUMNS)})
      VALUES (?, ?, (SELECT number FROM routes WHERE ${THIS_ROUTE}), ${marksOf(ATTEMPT_COLUMNS)})`),
    /** Takes the writer before the others. */
    insertHealth: prepare(insertInto("health", HEALTH_COLUMNS)),
    lastNumber: prepare("SELECT coalesce(max(number), 0) AS number FROM calls"),
    routeName: prepare("SELECT route_id, provider, model FROM routes WHERE number = ?"),
    figuresOfDay: asArrays(
      prepare(`${FIGURES} WHERE calls.started_at >= ? AND calls.started_at < ? AND calls.number <= ?`),
    ),
    figuresSince: asArrays(prepare(`${FIGURES} WHERE calls.number > ? AND calls.number <= ?`)),
    recentCalls: prepare("SELECT * FROM calls WHERE started_at >= ? ORDER BY started_at DESC, number DESC LIMIT ?"),
    attemptsOf: prepare(`
      SELECT attempts.*, routes.* FROM attempts JOIN routes ON routes.number = attempts.route
      WHERE call = ? ORDER BY position`),
    recentAttempts: prepare(`
      SELECT started_at, first_token_ms, outcome FROM attempts JOIN routes ON routes.number = attempts.route
      WHERE routes.route_id = ? AND role IS NOT 'drill' ORDER BY started_at DESC, call DESC LIMIT ?`),
    health: prepare("SELECT * FROM health ORDER BY at DESC, number DESC LIMIT ?"),
    spentSince: prepare(SPENT_SINCE),
    ...prepareNews(prepare),
  };
}

/**
 * The number is in the index too, so that the row is only looked up where the writer matters. Told to use the index,
 * as SQLite would like the one by time for its first condition, and then sort.
 */
const SPENT_SINCE = `
  SELECT task, client, experiment,
    sum(coalesce(spent_usd, (SELECT sum(cost_usd) FROM attempts WHERE call = calls.number), 0)) AS usd
  FROM calls INDEXED BY calls_by_kind
  WHERE started_at >= ? AND (number <= ? OR writer = ?)
  GROUP BY task, client, experiment`;

/** For those who read what others write. `IS NOT`, because windows of the version before write no writer. */
function prepareNews(prepare: (sql: string) => StatementSync) {
  return {
    lastHealthNumber: prepare("SELECT coalesce(max(number), 0) AS number FROM health"),
    /** The first of others' newest calls that started since a time. */
    firstOfPast: prepare(`
      SELECT min(number) AS number
      FROM (SELECT number, started_at FROM calls WHERE writer IS NOT ? ORDER BY number DESC LIMIT ?)
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
    callNews: prepare(newsOf("calls")),
    healthNews: prepare(newsOf("health")),
  };
}

function newsOf(table: "calls" | "health"): string {
  return `SELECT * FROM ${table} WHERE number > ? AND number <= ? AND writer IS NOT ? ORDER BY number LIMIT ?`;
}

function asArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

function insertInto<T>(table: string, columns: Columns<T>): string {
  return `INSERT INTO ${table} (writer, ${namesOf(columns)}) VALUES (?, ${marksOf(columns)})`;
}

function namesOf<T>(columns: Columns<T>): string {
  return columns.map(([name]) => name).join(", ");
}

function marksOf<T>(columns: Columns<T>): string {
  return columns.map(() => "?").join(", ");
}
