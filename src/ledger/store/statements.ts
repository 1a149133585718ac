import type { DatabaseSync, StatementSync } from "node:sqlite";
import { ATTEMPT_COLUMNS, CALL_COLUMNS, type Columns, HEALTH_COLUMNS } from "./columns.ts";
import { FIGURES } from "./count-rows.ts";

const THIS_ROUTE = "route_id = ? AND provider = ? AND model = ? AND credential = ?";

/** Everything that the store says to SQLite, compiled once. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string): StatementSync => database.prepare(sql);
  return {
    insertCall: prepare(`${insertInto("calls", CALL_COLUMNS)} ON CONFLICT (id) DO NOTHING`),
    insertRoute: prepare(
      "INSERT INTO routes (route_id, provider, model, credential) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
    ),
    /** Takes the call, the position and the route's four columns before the others. */
    insertAttempt: prepare(`
      INSERT INTO attempts (call, position, route, ${namesOf(ATTEMPT_COLUMNS)})
      VALUES (?, ?, (SELECT number FROM routes WHERE ${THIS_ROUTE}), ${marksOf(ATTEMPT_COLUMNS)})`),
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
      WHERE routes.route_id = ? ORDER BY started_at DESC, call DESC LIMIT ?`),
    health: prepare("SELECT * FROM health ORDER BY at DESC, number DESC LIMIT ?"),
  };
}

function asArrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

function insertInto<T>(table: string, columns: Columns<T>): string {
  return `INSERT INTO ${table} (${namesOf(columns)}) VALUES (${marksOf(columns)})`;
}

function namesOf<T>(columns: Columns<T>): string {
  return columns.map(([name]) => name).join(", ");
}

function marksOf<T>(columns: Columns<T>): string {
  return columns.map(() => "?").join(", ");
}
