import type { DatabaseSync } from "node:sqlite";
import type { Pausing } from "./pauses.ts";
import { toSchema3 } from "./to-schema-3.ts";

/** A change of the schema, as SQL or done by a function, within a transaction. */
type Step = string | ((database: DatabaseSync) => Pausing<void>);

/**
 * The steps that lead from an empty file to the present schema. `PRAGMA user_version` counts those a file has taken.
 * A step that was released is never changed; a change of the schema is one more step.
 *
 * Times are milliseconds since the Unix epoch, durations milliseconds, money US dollars. NULL is "not known" or
 * "there was none", which for money is not the same as 0. No prompt, no answer and no key has a column.
 *
 * A window of an earlier version may have the file open while a step is taken. The third step leaves it nothing that it
 * could read or write: it keeps its records in memory, says so, and is right again once it is reloaded.
 */
export const MIGRATIONS: readonly Step[] = [
  `
  CREATE TABLE routes (
    number INTEGER PRIMARY KEY,
    route_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    model TEXT NOT NULL,
    credential TEXT NOT NULL,
    UNIQUE (route_id, provider, model, credential)
  ) STRICT;

  -- AUTOINCREMENT: a number is never given twice, so "what came after this one" stays true when rows are deleted.
  CREATE TABLE calls (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    task TEXT NOT NULL,
    client TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    first_token_ms INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'cancelled')),
    route_id TEXT,
    failovers INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX calls_by_time ON calls (started_at);

  CREATE TABLE attempts (
    call INTEGER NOT NULL REFERENCES calls (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    route INTEGER NOT NULL REFERENCES routes (number),
    started_at INTEGER NOT NULL,
    duration_ms INTEGER NOT NULL,
    first_token_ms INTEGER,
    outcome TEXT NOT NULL CHECK (outcome IN ('succeeded', 'failed', 'cancelled')),
    probe INTEGER NOT NULL CHECK (probe IN (0, 1)),
    finish TEXT,
    failure_class TEXT,
    failure_scope TEXT,
    failure_message TEXT,
    failure_status INTEGER,
    failure_code TEXT,
    failure_retry_after_ms INTEGER,
    failure_deadline TEXT,
    input INTEGER,
    cache_read INTEGER,
    cache_write INTEGER,
    cache_write_long INTEGER,
    output INTEGER,
    reasoning INTEGER,
    usage_source TEXT,
    reported_cost_usd REAL,
    cost_usd REAL,
    cost_source TEXT,
    PRIMARY KEY (call, position),
    CHECK ((cost_usd IS NULL) = (cost_source IS NULL)),
    CHECK ((input IS NULL) = (usage_source IS NULL))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attempts_by_route ON attempts (route, started_at);

  CREATE TABLE health (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    scope TEXT NOT NULL,
    key TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    cause TEXT NOT NULL
  ) STRICT;
  CREATE INDEX health_by_time ON health (at);
  `,
  `
  ALTER TABLE attempts ADD COLUMN role TEXT;

  -- The window that wrote a row: a random id of its process.
  ALTER TABLE calls ADD COLUMN writer TEXT;
  ALTER TABLE calls ADD COLUMN experiment TEXT;
  -- Sum of the attempts' known costs. 0 when none is known; NULL in a row of the first schema, which is summed when asked.
  ALTER TABLE calls ADD COLUMN spent_usd REAL;
  -- Holds all that a sum of spending wants, in its groups' order: there is nothing to look up and nothing to sort.
  CREATE INDEX calls_by_kind ON calls (task, client, experiment, started_at, spent_usd);

  ALTER TABLE health ADD COLUMN writer TEXT;
  ALTER TABLE health ADD COLUMN until INTEGER;
  ALTER TABLE health ADD COLUMN failure_class TEXT;
  ALTER TABLE health ADD COLUMN failure_scope TEXT;
  ALTER TABLE health ADD COLUMN failure_message TEXT;
  ALTER TABLE health ADD COLUMN failure_status INTEGER;
  ALTER TABLE health ADD COLUMN failure_code TEXT;
  ALTER TABLE health ADD COLUMN failure_retry_after_ms INTEGER;
  ALTER TABLE health ADD COLUMN failure_deadline TEXT;
  CREATE INDEX health_by_target ON health (scope, key, at);
  CREATE INDEX health_by_until ON health (until) WHERE until IS NOT NULL;
  `,
  toSchema3,
];

export function* takeStep(database: DatabaseSync, step: Step): Pausing<void> {
  if (typeof step === "string") database.exec(step);
  else yield* step(database);
  yield;
}
