import type { DatabaseSync } from "node:sqlite";
import { Rollup } from "../rollup/rollup.ts";
import { RollupTable } from "../rollup/rollup-table.ts";
import { number } from "./cells.ts";
import { decodeCall } from "./decode.ts";
import { Numbers } from "./numbers.ts";
import { SCHEMA_3 } from "./schema-3.ts";
import { CALLS, OF_ATTEMPTS } from "./statements.ts";
import { TRAITS_SQL } from "./traits.ts";

/** So many calls are rolled up at a time: their sums are held in memory. */
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

/** Nobody is the writer of what was there before: writers were texts. */
const COPY = `
  INSERT INTO routes (route_id, provider, model, credential)
    SELECT DISTINCT route_id, '', '', '' FROM old_calls AS old
    WHERE route_id IS NOT NULL AND ${LAST_ROUTE} IS NULL;

  INSERT INTO origins (task, client, workspace, experiment)
    SELECT DISTINCT task, client, '', coalesce(experiment, '') FROM old_calls;

  INSERT INTO calls
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
    FROM old_calls AS old;

  INSERT INTO attempts
    SELECT call, position, old_attempts.route, old_attempts.started_at - calls.started_at, old_attempts.duration_ms,
      old_attempts.first_token_ms, ${code("old_attempts.outcome")}, probe, role, finish,
      failure_class, failure_scope, failure_message, failure_status, failure_code, failure_retry_after_ms, failure_deadline,
      old_attempts.input, cache_read, cache_write, cache_write_long, old_attempts.output, reasoning, usage_source,
      reported_cost_usd, cost_usd, cost_source, NULL
    FROM old_attempts JOIN calls ON calls.number = call;

  INSERT INTO health
    SELECT number, NULL, at, scope, key, from_state, to_state, cause, until,
      failure_class, failure_scope, failure_message, failure_status, failure_code, failure_retry_after_ms, failure_deadline
    FROM old_health;

  DROP TABLE old_attempts;
  DROP TABLE old_calls;
  DROP TABLE old_health;`;

/** Moves a file of the second form over to the third. */
export function toSchema3(database: DatabaseSync): void {
  database.exec(`${SET_ASIDE} ${SCHEMA_3} ${COPY}`);
  rollUp(database);
}

/** In the order in which calls started, so that few rows are written again and again. */
function rollUp(database: DatabaseSync): void {
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
  }
  table.add(rollup);
}
