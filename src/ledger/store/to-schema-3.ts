import type { DatabaseSync } from "node:sqlite";
import { Rollup } from "../rollup/rollup.ts";
import { RollupTable } from "../rollup/rollup-table.ts";
import { number } from "./cells.ts";
import { decodeCall } from "./decode.ts";
import { Numbers } from "./numbers.ts";
import type { Pausing } from "./pauses.ts";
import { SCHEMA_3 } from "./schema-3.ts";
import { CALLS, OF_ATTEMPTS } from "./statements.ts";
import { TRAITS_SQL } from "./traits.ts";

/** So many calls are moved or rolled up at a time: some milliseconds of work, with sums that are held in memory. */
const STRETCH = 500;

/** Old tables out of the way, with the names of their indexes. */
const SET_ASIDE = `
  DROP INDEX calls_by_time;
  DROP INDEX calls_by_kind;
  DROP INDEX attempts_by_route;
  DROP INDEX health_by_time;
  DROP INDEX health_by_target;
  DROP INDEX health_by_until;
  ALTER TABLE calls RENAME TO old_calls;
  ALTER TABLE attempts RENAME TO old_attempts;
  ALTER TABLE health RENAME TO old_health;`;

const HEX = "[0-9a-f]";
const UUID = [8, 4, 4, 4, 12].map((digits) => HEX.repeat(digits)).join("-");

const code = (column: string) => `CASE ${column} WHEN 'succeeded' THEN 0 WHEN 'failed' THEN 1 ELSE 2 END`;

/** The route of a call: of the attempts at the one that answered, or of all, the last; the successful ones first. */
const LAST_ROUTE = `(
  SELECT route FROM old_attempts JOIN routes ON routes.number = route
  WHERE call = old.number AND (old.route_id IS NULL OR routes.route_id = old.route_id)
  ORDER BY old.route_id IS NOT NULL AND outcome = 'succeeded' DESC, position DESC LIMIT 1)`;

const ofAttempts = (value: string) => `(
  SELECT ${value} FROM old_attempts WHERE call = old.number AND role IS NOT 'drill')`;

/** Of a stretch of what is moved. */
const WITHIN = "BETWEEN ? AND ?";

/** What is done with each stretch of the calls, in this order. Nobody is the writer of what was there before: writers were texts. */
const OF_CALLS = [
  `INSERT OR IGNORE INTO routes (route_id, provider, model, credential)
    SELECT DISTINCT route_id, '', '', '' FROM old_calls AS old
    WHERE number ${WITHIN} AND route_id IS NOT NULL AND ${LAST_ROUTE} IS NULL`,
  `INSERT OR IGNORE INTO origins (task, client, workspace, experiment)
    SELECT DISTINCT task, client, '', coalesce(experiment, '') FROM old_calls WHERE number ${WITHIN}`,
  `INSERT INTO calls
    SELECT number, CASE WHEN id GLOB '${UUID}' THEN unhex(replace(id, '-', '')) ELSE id END, NULL,
      (SELECT number FROM origins
        WHERE task = old.task AND client = old.client AND experiment = coalesce(old.experiment, '')),
      started_at, duration_ms, first_token_ms, ${code("outcome")},
      coalesce(${LAST_ROUTE}, (SELECT number FROM routes WHERE route_id = old.route_id AND provider = '')),
      route_id IS NOT NULL, (SELECT count(*) FROM old_attempts WHERE call = old.number), failovers,
      (SELECT failure_class FROM old_attempts WHERE call = old.number AND failure_class IS NOT NULL
        ORDER BY position DESC LIMIT 1),
      (SELECT coalesce(sum(input), 0) FROM old_attempts WHERE call = old.number),
      (SELECT coalesce(sum(output), 0) FROM old_attempts WHERE call = old.number),
      ${ofAttempts("coalesce(sum(cost_usd), 0.0)")},
      ${ofAttempts("count(*) FILTER (WHERE input IS NOT NULL AND cost_usd IS NULL)")},
      (SELECT ${TRAITS_SQL} FROM old_attempts WHERE call = old.number)
    FROM old_calls AS old WHERE number ${WITHIN}`,
  `INSERT INTO attempts
    SELECT call, position, old_attempts.route, old_attempts.started_at - calls.started_at, old_attempts.duration_ms,
      old_attempts.first_token_ms, ${code("old_attempts.outcome")}, probe, role, finish,
      failure_class, failure_scope, failure_message, failure_status, failure_code, failure_retry_after_ms, failure_deadline,
      old_attempts.input, cache_read, cache_write, cache_write_long, old_attempts.output, reasoning, usage_source,
      reported_cost_usd, cost_usd, cost_source, NULL
    FROM old_attempts JOIN calls ON calls.number = call WHERE call ${WITHIN}`,
];

const OF_HEALTH = [
  `INSERT INTO health
    SELECT number, NULL, at, scope, key, from_state, to_state, cause, until,
      failure_class, failure_scope, failure_message, failure_status, failure_code, failure_retry_after_ms, failure_deadline
    FROM old_health WHERE number ${WITHIN}`,
];

/** Moves a file of the second form over to the third. */
export function* toSchema3(database: DatabaseSync): Pausing<void> {
  database.exec(`${SET_ASIDE} ${SCHEMA_3}`);
  yield* move(database, "old_calls", OF_CALLS);
  yield* move(database, "old_health", OF_HEALTH);
  for (const table of ["old_attempts", "old_calls", "old_health"]) {
    database.exec(`DROP TABLE ${table}`);
    yield;
  }
  yield* rollUp(database);
}

function* move(database: DatabaseSync, from: string, steps: readonly string[]): Pausing<void> {
  const { first, last } =
    database.prepare(`SELECT coalesce(min(number), 1) AS first, coalesce(max(number), 0) AS last FROM ${from}`).get() ??
    {};
  const statements = steps.map((sql) => database.prepare(sql));
  for (let start = Number(first); start <= Number(last); start += STRETCH) {
    for (const statement of statements) statement.run(start, start + STRETCH - 1);
    yield;
  }
}

/** In the order in which calls started, so that few rows are written again and again. */
function* rollUp(database: DatabaseSync): Pausing<void> {
  const calls = database.prepare(`${CALLS} ORDER BY started_at`).iterate();
  const attemptsOf = database.prepare(OF_ATTEMPTS);
  const table = new RollupTable(database);
  const numbers = new Numbers(database);
  let rollup = new Rollup();
  let count = 0;
  for (const row of calls) {
    const call = decodeCall(row, attemptsOf.all(number(row, "number")));
    const routes = call.attempts.map((attempt) => numbers.ofRoute(attempt));
    rollup.addCall(call, numbers.ofOrigin(call), routes);
    if (++count % STRETCH > 0) continue;
    table.add(rollup);
    rollup = new Rollup();
    yield;
  }
  table.add(rollup);
}
